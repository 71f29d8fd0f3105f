"""The programs that look at our documents, and a rule: a test that lacks something fails, it is not skipped."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """A skipped test says nothing while the whole says that all is well."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {reason}. Nothing may be missing: python3 run.py test installs it all."
    return report


def program(title: str, package: str, *commands: str) -> str:
    """Where one of these commands is; the test fails with what to install when there is none."""
    found = next(filter(None, map(shutil.which, commands)), None)
    if found is None:
        pytest.fail(f"{title} is missing ({' or '.join(commands)}): on Debian, sudo apt-get install {package}", False)
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    return program("LibreOffice Writer", "libreoffice-writer", "soffice", "libreoffice")


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """A browser for one file of tests: while it is open an event loop runs, which other tests must not find."""
    from playwright.sync_api import sync_playwright

    path = program("Chromium", "chromium", "chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()

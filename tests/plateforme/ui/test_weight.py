"""The first view, on the wire: less than 100 kB, and no other host."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.test import RequestFactory

from plateforme.ui.views import gallery

SENT_AS_THEY_ARE = {".woff2", ".png"}


def weight(path: Path) -> int:
    return len(path.read_bytes() if path.suffix in SENT_AS_THEY_ARE else gzip.compress(path.read_bytes()))


def files_of(folder: str, suffix: str) -> list[Path]:
    return sorted(Path(find(f"ui/{folder}")).glob(f"*.{suffix}"))


def test_the_first_view_weighs_less_than_100_kb_with_htmx():
    first = [*files_of("css", "css"), *files_of("js", "js"), *files_of("fonts", "woff2"), *files_of("icons", "svg")]
    weights = {path.name: weight(path) for path in [*first, Path(find("django_htmx/htmx-2.min.js"))]}
    assert sum(weights.values()) < 70_000, weights


def test_each_font_weighs_less_than_20_kb_and_comes_with_its_licence():
    assert [path.name for path in files_of("fonts", "woff2") if weight(path) >= 20_000] == []
    assert "SIL Open Font License" in Path(find("ui/fonts/OFL.txt")).read_text()


def test_the_page_names_no_other_host():
    page = gallery(RequestFactory().get("/")).content.decode()
    assert set(re.findall(r'(?:src|href)="(https?:)?//([^/"]+)', page)) <= {("https:", "reseau.example.org")}


def test_scripts_are_small():
    assert [path.name for path in files_of("js", "js") if len(path.read_text().splitlines()) >= 60] == []

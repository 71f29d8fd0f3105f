"""Whole sites, for tests of what runs around the pages."""

import uuid
from collections.abc import Iterator

import pytest
from site_of_tests import Site, Sites


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> Iterator[Sites]:
    folder = tmp_path_factory.mktemp("sites") / f"t{uuid.uuid4().hex[:8]}"
    folder.mkdir()
    made = Sites(folder)
    yield made
    made.forget()


@pytest.fixture
def site(sites) -> Site:
    return sites.new()

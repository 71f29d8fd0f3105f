"""Coded excerpts for tests, one line each."""

from collections.abc import Callable

import pytest

from vivant.analysis.coded import CodedExcerpt
from vivant.corpus import Excerpt


@pytest.fixture(scope="session")
def said() -> Callable[..., CodedExcerpt]:
    """``said(id, codes apart by blanks, workshop, text)``: an excerpt, its primary code first."""

    def one(
        key: str, codes: str = "", workshop: str = "", text: str = "", *, theme: str = "", significant: bool = False
    ) -> CodedExcerpt:
        excerpt = Excerpt(key, text, "notes.txt", 0, len(text), "ligne 1", 0, workshop, theme=theme)
        return CodedExcerpt(excerpt, tuple(codes.split()), significant)

    return one

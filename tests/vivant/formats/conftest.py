"""Notes typed in the tests, read as a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vivant.corpus import NoteSheet, Workshop
from vivant.formats.notes import read_notes

Read = Callable[..., NoteSheet]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """``read("texte", "notes.txt", workshops=…)``: the sheet of a file that holds this text or these bytes."""

    def _read(content: str | bytes, name: str = "notes.txt", workshops: tuple[Workshop, ...] = ()) -> NoteSheet:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_notes(path, workshops=workshops)

    return _read

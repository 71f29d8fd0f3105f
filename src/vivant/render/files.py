"""One document to one file, in the format that its name says: written aside, then put in place at once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from vivant.render.suffixes import SUFFIXES
from vivant.synthesis.document import Document


def write(document: Document, path: Path) -> None:
    """Write a document; whatever happens, ``path`` holds the whole new file or what it held before.

    Raises ValueError, in French, on a suffix that is not one of ``SUFFIXES``; OSError when the file can't be written or
    a program that is needed is missing (``tools.ToolError``).
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise ValueError(f"{path.name} : format « {suffix or 'sans extension'} » inconnu ; choisissez parmi {known}.")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if suffix == ".html":
                from vivant.render.html import stream

                file.writelines(piece.encode("utf-8", "replace") for piece in stream(document))
            else:
                file.write(_writer(suffix)(_in_memory(document)))
        aside.chmod(0o666 & ~_mask())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _in_memory(document: Document) -> Document:
    from vivant.render.typeset import typeset

    return typeset(document.read())


def _writer(suffix: str) -> Callable[[Document], bytes]:
    """Each format is loaded when it is asked for."""
    if suffix == ".pdf":
        from vivant.render.pdf import write_pdf

        return write_pdf
    if suffix == ".docx":
        from vivant.render.office.docx import write_docx

        return write_docx
    if suffix == ".odt":
        from vivant.render.office.odt import write_odt

        return write_odt
    from vivant.render.markdown import write_markdown

    return write_markdown


def _mask() -> int:
    """The rights that this process leaves to new files; there is no way to read them but to set them."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

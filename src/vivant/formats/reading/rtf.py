"""The text of an rtf."""

import re
from collections.abc import Callable
from typing import cast

from vivant.formats.decoding import clean_text
from vivant.formats.files import Unreadable
from vivant.formats.packages import DAMAGED
from vivant.formats.reading.lines import Reading, Writer

_PAGE = re.compile(r"\\ansicpg(\d+)")


def read_rtf(data: bytes) -> Reading:
    """The paragraphs of an rtf. Styles are not kept by the format's reader: headings are recognised by their words.

    Raises Unreadable.
    """
    from striprtf import striprtf

    rtf_to_text = cast("Callable[..., str]", striprtf.rtf_to_text)

    source = data.decode("latin-1")
    page = _PAGE.search(source)
    # Mac's code page number is not a Python codec.
    encoding = {"10000": "mac_roman"}.get(page.group(1), f"cp{page.group(1)}") if page else "cp1252"
    try:
        text = rtf_to_text(source, encoding=encoding, errors="replace")
    except LookupError:
        text = rtf_to_text(source, encoding="cp1252", errors="replace")
    except (ValueError, IndexError, KeyError, TypeError, UnicodeError):
        raise Unreadable(DAMAGED) from None
    writer = Writer()
    text = clean_text(text.replace("\r\n", "\n").replace("\r", "\n"), writer.remarks)
    if source.rstrip(" \r\n\0")[-1:] != "}":
        writer.remarks.append(("", "la fin du fichier manque : rouvrez l'original et enregistrez-le de nouveau."))
    for number, line in enumerate(text.split("\n"), 1):
        writer.add(line, f"paragraphe {number}")
    return writer.reading()

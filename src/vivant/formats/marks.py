"""Bullets and numbers at the head of a line: what a note-taker types before the words."""

import re

_MARK = re.compile(
    r"""[ \t]*(?:
      [•◦▪▫‣⁃●○■□◆◇►▶▸➢➤➔➜→⇒✓✔☐☑☒✗✘★☆\uf000-\uf0ff][ \t\u00a0]*
    | (?:-+>|=+>)[ \t\u00a0]*
    | [-–—−*+>·][ \t\u00a0]+
    | o(?:\t|[ ]{2,})\s*
    | >(?=\S)
    | [-–—−](?=[^\W\d_]|[«"“”‘'(\[])
    | \*(?=[^\s*][^*]*$)
    | \(?\d{1,3}[.)°/](?:[-)])?[ \t\u00a0]+
    | \d{1,2}-[ \t\u00a0]+
    | \d{1,2}(?:\.\d{1,2}){1,3}\.?[ \t\u00a0]+(?=[^\W\d_])
    | [a-h]\)[ \t\u00a0]*
    | [a-h]\.[ \t\u00a0]+
    | \(?[ivxIVX]{1,5}(?:\)|\.|[ ]?[-–—])[ \t\u00a0]+
    | [A-H]\)[ \t\u00a0]+
    )(?:\[[ xX]\][ \t]*)?""",
    re.VERBOSE,
)
_LEADS = frozenset("•◦▪▫‣⁃●○■□◆◇►▶▸➢➤➔➜→⇒✓✔☐☑☒✗✘★☆-–—−*+>·o=(abcdefghivxIVXABCDEFGH0123456789 \t")


def mark_length(text: str) -> int:
    """How many characters of a line are its bullet or number, blanks after it included; 0 without one.

    >>> [mark_length(line) for line in ("- a", "1. a", "-trois", "-3 places", "*gras* a", "• a", "M. le maire")]
    [2, 3, 1, 0, 0, 2, 0]
    """
    if not text or (text[0] not in _LEADS and not "\uf000" <= text[0] <= "\uf0ff"):
        return 0
    found = _MARK.match(text)
    if not found or found.end() >= len(text):
        return 0
    if text[0] == ">":
        return found.end() + mark_length(text[found.end() :])
    return found.end()


def is_bullet(text: str) -> bool:
    """Whether a line starts with a bullet rather than a number, which headings have too."""
    length = mark_length(text)
    return bool(length) and not text[:length].strip(" \t(").startswith(tuple("0123456789IVXABCDEFGH"))

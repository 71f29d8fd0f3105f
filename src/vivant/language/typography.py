"""French typography: the spaces and apostrophes that a careful printer would set."""

import re

NARROW = "\u202f"
"""Narrow no-break space: before ; ! ? and inside guillemets."""
NO_BREAK = "\u00a0"
"""No-break space: before a colon."""

_SPACES = "[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*"
_AFTER_WORDS = r"(?<=[^\s(\[«“!?:;])"
_RULES = re.compile(
    # What is left alone: code, references, addresses, hours, keys, entities.
    r"(?P<kept>`[^`\n]*`|\[@[^\]\n]*\]"
    r"|\b(?:(?:https?|ftp)://|mailto:|www\.)[^\s«»]*[^\s«».,;:!?)]"
    r"|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b\d{1,2}:\d\d\b|\b\w+_\w+(?:[:/.]\w+)*|&#?\w+;)"
    rf"|(?P<opening>«){_SPACES}"
    rf"|{_SPACES}(?P<closing>»)"
    rf"|{_AFTER_WORDS}{_SPACES}(?P<high>;(?=[\s»”]|$)|[!?](?=[\s)\]»”\"’'.,…!?;:]|$))"
    rf"|{_AFTER_WORDS}{_SPACES}(?P<colon>:)(?=[\s»”]|$)"
    r"|(?<=\w)(?P<apostrophe>')(?=[^\W\d_])"
)


def french(text: str) -> str:
    """The same words with French spaces and apostrophes; nothing else changes.

    Sets a narrow no-break space (U+202F) before ; ! ? and inside « », a no-break space (U+00A0) before a colon, whether
    a space was typed there or not, and a curly apostrophe between letters. Left alone: addresses of pages and e-mails,
    hours (14:30), code keys (``a_b:c``), text between backticks, references (``[@id]``), marks at the start of a line
    or after an opening bracket. ``french(french(text)) == french(text)``.

    >>> french("Qui paie ? L'école : « personne »").replace(NARROW, "_").replace(NO_BREAK, "~")
    'Qui paie_? L’école~: «_personne_»'
    """
    return _RULES.sub(_set, text)


def _set(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "kept":
        return match.group()
    if kind == "opening":
        return "«" + NARROW
    if kind == "apostrophe":
        return "’"
    return (NO_BREAK if kind == "colon" else NARROW) + match.group().lstrip()

"""French typography: the spaces, apostrophes and quotation marks that a careful printer would set."""

import re

NARROW = "\u202f"
"""Narrow no-break space: before ; ! ? and inside guillemets."""
NO_BREAK = "\u00a0"
"""No-break space: before a colon, between a number and what it counts."""

# What is left alone: code, references, addresses, hours, keys, entities.
_KEPT = (
    r"(?P<kept>`[^`\n]*`|\[@[^\]\n]*\]"
    r"|\b(?:(?:https?|ftp)://|mailto:|www\.)[^\s«»]*[^\s«».,;:!?)]"
    r"|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b\d{1,2}:\d\d\b|\b\w+_\w+(?:[:/.]\w+)*|&#?\w+;)"
)
_SPACES = "[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*"
_AFTER_WORDS = r"(?<=[^\s(\[«“!?:;])"
# Words that do not belong to the number before them ("en 12 ou 13 ateliers").
_LINKS = "(?:et|ou|à|au|aux|en|dans|sur|de|du|des|par|pour|que|qui|dont|où|ni|or|mais|puis|est|sont|a|ont|le|la|les)"
# Words whose number follows them ("atelier 3").
_NUMBERED = "(?:ateliers?|pages?|tableaux?|extraits?|figures?|annexes?|articles?|chapitres?|parties?|éditions?|n°|p\\.)"
_RULES = re.compile(
    _KEPT + rf"|(?P<opening>«){_SPACES}"
    rf"|{_SPACES}(?P<closing>»)"
    rf"|{_AFTER_WORDS}{_SPACES}(?P<high>;(?=[\s»”]|$)|[!?](?=[\s)\]»”\"’'.,…!?;:]|$))"
    rf"|{_AFTER_WORDS}{_SPACES}(?P<colon>:)(?=[\s»”]|$)"
    r"|(?:(?<=\w)(?P<apostrophe>')(?=[^\W\d_])|(?<=[^\W\d_]|\])(?P<elision>')(?=[^\W_]|[«*\[“]))"
    # A year between 1900 and 2099 counts nothing: "en 2018 les ateliers".
    rf"|(?<![\w.,:/’'-])(?!(?:19|20)\d\d )(?P<counted>\d+(?:,\d+)?) (?=[^\W\d_])(?!{_LINKS}\b)"
    rf"|\b(?P<numbered>{_NUMBERED}) (?=\d)",
    re.IGNORECASE,
)
_MARKS = re.compile(_KEPT + r"|(?P<mark>[«»\"])")
_OPENING, _CLOSING = "([«“’'—–", ")]»”.,;:!?…"
"""What stands before a mark that opens, and never after it."""
_INNER = {"«": "“", "»": "”"}


def french(text: str) -> str:
    """The same words with French spaces and apostrophes; nothing else changes.

    Sets a narrow no-break space (U+202F) before ; ! ? and inside « », a no-break space (U+00A0) before a colon, whether
    a space was typed there or not; a no-break space where one was typed between a number and what it counts (57
    extraits, 11 octobre, atelier 1); a curly apostrophe between letters, brackets and quotation marks (j[e n]’ai,
    d’« oui »). Left alone: addresses of pages and e-mails, hours (14:30), code keys (``a_b:c``), text between
    backticks, references (``[@id]``), marks at the start of a line or after an opening bracket.
    ``french(french(text)) == french(text)``.

    >>> french("Qui paie ? L'école : « personne »").replace(NARROW, "_").replace(NO_BREAK, "~")
    'Qui paie_? L’école~: «_personne_»'
    """
    return _RULES.sub(_set, text)


def guillemets(text: str) -> str:
    """The same words, their straight double quotes in pairs made « », and “ ” where a pair stands inside another.

    For words that are ours: those of people keep the marks that they were noted with. A mark without its fellow stays
    (14"), and so does what ``french`` leaves alone. ``guillemets(guillemets(text)) == guillemets(text)``.

    >>> guillemets('un "oui", dit-elle ; « il a dit « non » »')
    'un «oui», dit-elle ; « il a dit “non” »'
    """
    while (paired := _nest(_pair(text))) != text:
        text = paired
    return text


def _set(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "kept":
        return match.group()
    if kind == "opening":
        return "«" + NARROW
    if kind in ("apostrophe", "elision"):
        return "’"
    if kind in ("counted", "numbered"):
        return match.group(kind) + NO_BREAK
    return (NO_BREAK if kind == "colon" else NARROW) + match.group().lstrip()


def _pair(text: str) -> str:
    """Straight quotes that open (a space before, none after) and close (the other way round), two by two."""
    signs, waiting = list(text), []
    for place in (match.start() for match in _MARKS.finditer(text) if match["mark"] == '"'):
        before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
        if after.strip() and after not in _CLOSING and (not before.strip() or before in _OPENING):
            waiting.append(place)
        elif waiting and before.strip() and before not in _OPENING and not after.isalnum():
            signs[waiting.pop()], signs[place] = "«", "»"
    return "".join(signs)


def _nest(text: str) -> str:
    """Guillemets inside guillemets become “ ”, their inner spaces left out."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARKS.finditer(text):
        if match["mark"] == "«":
            waiting.append(match.start())
        elif match["mark"] == "»" and waiting:
            pairs.append((waiting.pop(), match.start()))
    signs, end = list(text), -1
    for start, stop in sorted(pairs):
        if stop < end:
            _make_inner(signs, start, stop)
        end = max(end, stop)
    return "".join(signs)


def _make_inner(signs: list[str], start: int, stop: int) -> None:
    signs[start], signs[stop] = _INNER["«"], _INNER["»"]
    place = start + 1
    while place < stop and signs[place] in f" {NARROW}{NO_BREAK}":
        signs[place] = ""
        place += 1
    place = stop - 1
    while place > start and signs[place] in f" {NARROW}{NO_BREAK}":
        signs[place] = ""
        place -= 1

"""Where the words of a French text start and end."""

import re
from collections.abc import Iterator

_APOSTROPHE = "['’‘ʼ`´]"
_LETTER = r"[^\W_]"
_INNER = r"[\w\u0300-\u036f]*"  # a decomposed "é" is a letter and a mark
_TOKEN = re.compile(
    rf"c{_APOSTROPHE}est-à-dire(?!\w)"
    rf"|(?:[ldjmntsç]|c|(?:(?:jus|lors|puis|quoi)?qu)){_APOSTROPHE}(?={_LETTER})"
    rf"|{_LETTER}{_INNER}(?:(?:{_APOSTROPHE}|[-‐‑·]){_LETTER}{_INNER})*",
    re.IGNORECASE,
)


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each word, in code points, end excluded.

    An elided word is one token with its apostrophe ("l'", "qu'", "jusqu'"); "aujourd'hui", "quelqu'un", "prud'homme"
    and "c'est-à-dire" stay whole, as does what hyphens join ("rendez-vous", "peut-on") and inclusive writing
    ("éducateur·rice"). Numbers are words. Punctuation and symbols are not.

    >>> [("l'AESH n'est")[start:end] for start, end in tokens("l'AESH n'est")]
    ["l'", 'AESH', "n'", 'est']
    """
    for match in _TOKEN.finditer(text):
        yield match.span()


def words(text: str) -> list[str]:
    """The words of a text as they are typed, in order.

    >>> words("Aujourd’hui, qu'est-ce qu’on fait à 18 ans ?")
    ['Aujourd’hui', "qu'", 'est-ce', 'qu’', 'on', 'fait', 'à', '18', 'ans']
    """
    return _TOKEN.findall(text)

"""Acronyms as they are typed in notes: whole capitals."""

import re

_LETTERS = "A-ZÀ-ÖØ-ÞŒ"
_ACRONYM = re.compile(rf"(?<![\w&-])(?=[{_LETTERS}])[{_LETTERS}0-9&-]{{1,7}}[{_LETTERS}0-9](?=s?(?![\w&-]))")
_NUMERAL = re.compile(r"[IVX]+")
_LINE = re.compile(r"[^\r\n]+")


def acronyms(text: str) -> list[tuple[int, int]]:
    """(start, end) of each run of 2 to 8 capitals, in code points, end excluded; digits, "&" and "-" may be inside.

    Nothing is found in a line where every letter is a capital (a heading, or someone who shouts), nor are Roman
    numerals. The "s" of a plural ("les IMEs") is left outside. Words typed in capitals for emphasis ("PAS") are found
    too: whether the word is an acronym is for a glossary to say.

    >>> [("l'ITEP et le CD 63"[start:end]) for start, end in acronyms("l'ITEP et le CD 63")]
    ['ITEP', 'CD']
    >>> acronyms("LES FREINS DE L'EN")
    []
    """
    return [
        match.span()
        for line in _LINE.finditer(text)
        if not line.group().isupper()
        for match in _ACRONYM.finditer(text, line.start(), line.end())
        if sum(map(str.isalpha, match.group())) > 1 and not _NUMERAL.fullmatch(match.group())
    ]

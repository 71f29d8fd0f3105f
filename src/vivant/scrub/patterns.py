"""What has a shape of its own: e-mail, telephone, social security number, dates of birth, addresses, file numbers."""

import re
from collections.abc import Iterator

from vivant.scrub.finding import Finding, Kind

_ = r"[ \u00a0\u202f]"  # the spaces met inside a line
_MONTH = (
    r"(?:janv(?:ier|\.)?|f[ée]vr?(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[ûu]t|sept(?:embre|\.)?"
    r"|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?)"
)
_DATE = (
    rf"(?:\d{{1,2}}{_}?[/.-]{_}?\d{{1,2}}{_}?[/.-]{_}?(?:\d{{4}}|\d{{2}})"
    rf"|(?:1er|\d{{1,2}}){_}+{_MONTH}(?:{_}+(?:19|20)?\d\d)?|{_MONTH}{_}+(?:19|20)\d\d|(?:19|20)\d\d)(?!\d)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒ][\w'’-]*"
_PROPER = r"[A-ZÀ-ÖØ-ÞŒ](?=[\w'’-]*[a-zà-öø-ÿœ])[\w'’-]*"  # not an acronym
_TOWN = (
    rf"(?<!\d)\d{{2}}{_}?\d{{3}}{_}+(?!Euros|EUR|Habitants){_CAPITAL}"
    rf"(?:[ -](?:(?:sur|les|le|la|en|de|du){_})?{_CAPITAL})*"
)
_STREET = (
    r"(?:rue|r\.|avenue|av\.?|bd\.?|boulevard|chemin|ch\.|impasse|imp\.|all[ée]es?|faubourg|fbg|venelle|ruelle)(?!\w)"
)
_SPOT = (
    r"(?:place|pl\.|cours|quai|route|rte|square|passage|lotissement|lot\.|r[ée]sidence|cit[ée]|hameau|lieu-dit|sentier"
    r"|mont[ée]e|esplanade|traverse|clos|rond-point)(?!\w)"
)
_LINK = rf"(?:{_}+(?:de|du|des|la|les|le|sur|1er|\d{{1,2}}|{_MONTH})(?={_})|{_}+(?:de{_})?[dl]['’](?=\w))"
_TAIL = rf"(?:{_LINK}{{0,2}}{_}*{_CAPITAL}){{0,4}}(?:{_}\d{{4}}(?!\d))?"
_TYPED = rf"[a-zà-öø-ÿœ'’-]{{3,}}(?:{_}\d{{4}}(?!\d))?"
_NUMBER = rf"(?<![\w/])\d{{1,4}}{_}?(?:bis|ter|quater|[A-D]\b)?{_}?,?{_}+"
_TO_NAME = rf"{_LINK}{{0,3}}(?:{_}+|(?<=['’]))"
_IN_STREET = rf"(?i:{_STREET}){_TO_NAME}(?:{_CAPITAL}{_TAIL}|{_TYPED})"
_NAMED_STREET = rf"(?i:{_STREET}){_TO_NAME}{_CAPITAL}{_TAIL}"
_AT_SPOT = rf"(?i:{_SPOT}){_TO_NAME}{_PROPER}{_TAIL}"

_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_}?(?:@|[\[(](?:at|arobase)[\])]){_}?[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+")
_NIR = re.compile(
    rf"(?<!\d)[1-478]{_}?\d\d{_}?(?:0[1-9]|[1-9]\d){_}?(?:2[AB]|\d\d){_}?\d{{3}}{_}?\d{{3}}(?:{_}?/?{_}?\d\d)?(?!\d)"
)
_PHONE = re.compile(
    rf"(?<![\d+])(?:(?:\+|00){_}?(?:33|262|590|594|596|687|689){_}?(?:\(0\))?{_}?[.-]?|0)"
    r"[1-79](?:[ .\-/\u00a0\u202f]?\d\d){4}(?!\d)"
)
_BIRTH_DATE = re.compile(
    rf"(?<!\w)(?:n[ée]e?s?(?:\(e\))?{_}+(?:[àa]{_}+(?-i:{_CAPITAL}){_}+)?"
    rf"(?:(?:le|en|au mois de|fin|d[ée]but|vers){_}+)+"
    rf"(?:{_DATE}|\d{{1,2}}[/.]\d{{1,2}}(?!\d))(?:{_}+[àa]{_}+(?-i:{_CAPITAL}))?"
    rf"|(?:date{_}+de{_}+naissance|naissance|ddn|n[ée]e?{_}?(?=:)){_}*:?{_}*(?:le{_}+)?{_DATE})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    rf"{_NUMBER}(?:{_IN_STREET}|{_AT_SPOT})(?:{_}*[,–-]?{_}*{_TOWN})?"
    rf"|(?<!\w)(?:{_NAMED_STREET}|{_AT_SPOT}){_}*,?{_}*{_TOWN}|{_TOWN}"
)
_FILE = r"(?:dossier|allocataire|matricule|INE|identifiant)"
_FILE_NUMBER = re.compile(
    rf"(?<!\w)(?:(?:{_FILE}|MDPH|CAF){_}*(?:n°|num[ée]ro|:){_}*:?"
    rf"|(?:n°|num[ée]ro){_}*(?:d['’]|de{_})?{_FILE}(?:{_}(?:MDPH|CAF))?{_}*:?)"
    rf"{_}*(?!20\d\d[-/]20\d\d\b)(?=[\w/.-]*\d{{4}})\w[\w/.-]{{4,18}}\w",
    re.IGNORECASE,
)
_HOME = re.compile(
    rf"(?<!\w)(?i:habit|log[ée]|domicili|h[ée]berg|vit|vivent|demeur)\w*{_}+"
    rf"(?:(?:au|[àa]|dans|sur|la|le|l['’]){_}*){{0,2}}(?P<address>{_NAMED_STREET}|{_AT_SPOT})"
)

_WITH_DIGITS: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    (Kind.NIR, "[numéro de sécurité sociale]", _NIR),
    (Kind.PHONE, "[téléphone]", _PHONE),
    (Kind.BIRTH_DATE, "[date de naissance]", _BIRTH_DATE),
    (Kind.ADDRESS, "[adresse]", _ADDRESS),
    (Kind.INDIRECT, "[numéro]", _FILE_NUMBER),
)


def shaped(text: str) -> Iterator[Finding]:
    """Yield what the shape alone gives away; findings may overlap. Short public numbers (115, 119) are left alone."""
    for match in _EMAIL.finditer(text):
        yield Finding(*match.span(), match.group(), Kind.EMAIL, "[courriel]")
    for match in _HOME.finditer(text):
        yield Finding(*match.span("address"), match["address"], Kind.ADDRESS, "[adresse]")
    if any(map(str.isdigit, text)):
        for kind, label, pattern in _WITH_DIGITS:
            for match in pattern.finditer(text):
                yield Finding(*match.span(), match.group(), kind, label)

"""People told by their initials: "M. D.", "le petit L.", "K.B."."""

import re
from collections.abc import Iterator

from vivant.language import is_french
from vivant.scrub.finding import CHILD, FAMILY_NAME, SOMEONE, Finding, Kind

_ = r"[ \u00a0\u202f]"
_LETTER = "[A-ZÀ-ÖØ-Þ]"
_DOTTED = rf"(?!M\.{_}+(?:[A-ZÀ-Þ]\w|l[ea]?\b)){_LETTER}\.(?:[ -]?{_LETTER}(?:\.|(?![\w'’])))*"
_BARE = rf"{_LETTER}(?![\w'’.-])"
_CIVILITY = (
    r"(?:M\.?|Mr\.?|Mme\.?|Mlle\.?|Melle|Madame|Monsieur|Mademoiselle|Dr\.?|Docteur|Me|Maître|mr|mme|mlle|madame"
    r"|monsieur)"
)
_YOUNG = (
    r"(?:petite?|jeune|élève|enfant|gamine?|gosse|bébé|ado(?:lescente?)?|garçon|fille|fillette|fils|frère|sœur|soeur)"
)
_ABOUT = (
    r"(?:maman|mère|papa|père|parents?|grand-mère|grand-père|tante|oncle|frère|sœur|soeur|éduc\w*|référente?|prof\w*"
    r"|AESH|AVS|situation|dossier|cas|affaire|parcours|scolarité|placement|accueil|classe|suivi|chez|avec)"
)
_LINE_START = r"(?m:^)[-–—•*«\"“ \t]*"
_DOES = rf"(?={_}+(?:a|est|ne|n['’]|s['’]|se|va|dit|vit|veut|était|avait)\b)"

_PEOPLE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern))
    for label, pattern in (
        (SOMEONE, rf"(?<!\w)(?P<who>{_CIVILITY}{_}+(?:{_DOTTED}|{_BARE}))"),
        (CHILD, rf"(?<!\w)(?i:{_YOUNG}){_}+(?P<who>{_DOTTED}|{_BARE})"),
        (FAMILY_NAME, rf"(?<!\w)(?i:familles?|époux|fratrie){_}+(?P<who>{_DOTTED}|{_BARE})"),
        (CHILD, rf"(?<!\w)(?i:{_ABOUT})(?:{_}+(?:de{_}+|d['’])?)(?P<who>{_DOTTED})"),
        (
            SOMEONE,
            rf"(?<!\w)(?:(?i:de|par|pour|à|que|et|sans|contre){_}+|(?:d|qu)['’])"
            rf"(?P<who>{_DOTTED})(?={_}*(?:[,;)]|[a-zà-ÿ]|$))",
        ),
        (SOMEONE, rf"{_LINE_START}(?P<who>{_LETTER}\.){_DOES}"),
    )
)
_LETTERS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_LINE_START}(?P<who>{_LETTER}{{2}}){_DOES}"),
    re.compile(rf"(?<![\w.'’-])(?P<who>{_LETTER}\.[ -]?{_LETTER}\.)(?![\w-])"),
)
_ACRONYMS = {
    *("AD", "AE", "AG", "AP", "AS", "CA", "CD", "CE", "CM", "CP", "CR", "CV", "DS", "EN", "ES", "FH", "HP", "IA", "JO"),
    *("MJ", "NB", "OK", "PJ", "PS", "PV", "RH", "RP", "RV", "SS", "TP", "VS", "PI", "TS", "ME", "VP", "DG", "RS", "AT"),
}
_ARTICLE = re.compile(r"(?:^|\W)(?:[ld]['’]|(?:la|le|les|du|au|des|aux|une?|cette|ce)[ \u00a0])$", re.IGNORECASE)


def initialled(text: str) -> Iterator[Finding]:
    """Yield people told by initials. Dotted acronyms ("E.N.", "la P.J.J.") are not people; findings may overlap."""
    for label, pattern in _PEOPLE:
        for match in pattern.finditer(text):
            yield Finding(*match.span("who"), match["who"], Kind.INITIALS, label)
    for pattern in _LETTERS:
        for match in pattern.finditer(text):
            if not _is_acronym(text, match.start("who"), match["who"]):
                yield Finding(*match.span("who"), match["who"], Kind.INITIALS, SOMEONE)


def _is_acronym(text: str, start: int, who: str) -> bool:
    if who.isalpha() and is_french(who):
        return True
    return "".join(filter(str.isalpha, who)) in _ACRONYMS or _ARTICLE.search(text, max(0, start - 8), start) is not None

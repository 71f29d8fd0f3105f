"""Names of people, by rules: a civility, a word for a child or a relative, a first name, a capital no dictionary knows.

Recall comes first: a doubt is a finding, which a person then confirms or sets aside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vivant.language import is_french
from vivant.scrub import around, lexicon
from vivant.scrub.capitals import could_be_name, is_acronym, is_camel, is_public, looks_french
from vivant.scrub.finding import CHILD, FAMILY_NAME, SOMEONE
from vivant.scrub.reading import Memory, Word

_PARTICLES = frozenset(
    ("de", "d'", "du", "des", "la", "le", "el", "al", "ben", "bent", "van", "von", "da", "dos", "di", "ait")
)
CAPITAL_PARTICLES = frozenset(("el", "al", "ait", "ben", "da", "di", "dos", "van", "von"))
"""They start a surname typed in capitals: "EL MANSOURI"."""
_ARTICLES = frozenset(
    ("le", "la", "l'", "les", "un", "une", "des", "du", "au", "aux", "ce", "cet", "cette", "ces", "chaque")
)
_TOO_LONG = 50
_LONGEST = 6
"""Words in a name: a list without commas must not be followed to its end from each of its words."""
_OF = frozenset(("de", "d'"))
_TO = frozenset(("a", "vers", "sur", "en", "entre", "depuis", "jusqu'a"))
_OF_A_PLACE = re.compile(r"(?:ois|oises?|ais|aises?|ains|aines|iens|iennes|ards|ates|ins|ines|ats)$")


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``last`` (included) name someone. ``sure``: proved by the words around, worth remembering."""

    first: int
    last: int
    label: str
    sure: bool = False


def names(words: list[Word], memory: Memory) -> Iterator[Name]:
    """Yield who is named, in order; names may touch or overlap."""
    for index, word in enumerate(words):
        if word.folded in around.CIVILITIES or word.folded in around.TITLES:
            if named := _after_civility(words, index):
                yield named
        elif word.capital and 1 < len(word.text) < _TOO_LONG:
            if label := _judge(words, index, memory):
                yield Name(index, _last(words, index), label, _proven(words, index))
        elif _typed_in_haste(words, index):
            yield Name(index, index, CHILD if _child_before(words, index) else SOMEONE)


def _after_civility(words: list[Word], index: int) -> Name | None:
    """ "Mme Bertholon", "mr rebuffat", "docteur Khelifi"; not "Mme la directrice" nor "Maître d'école"."""
    civility = words[index]
    follower = index + 1
    if follower >= len(words) or words[follower].gap not in (" ", ". ", ".", "\u00a0", ".\u00a0", "\u202f", ".\u202f"):
        return None
    word = words[follower]
    if word.text.endswith(("'", "’")) and word.capital and follower + 1 < len(words) and words[follower + 1].gap == "":
        return Name(index, _last(words, follower + 1), SOMEONE, True)
    if word.folded in around.INSTITUTIONS or len(word.text) == 1:
        return None
    if word.folded in _ARTICLES | _PARTICLES:
        return _particle_after_civility(words, index, follower)
    if civility.text in (
        "me",
        "m",
        "pr",
        "mm",
    ):  # "pr" is "pour", "m" and "mm" are "même": only capitals are civilities
        return None
    strict = civility.folded in ("me", "m", "pr") and "." not in word.gap
    if not word.capital or word.shouted:
        known = is_french(word.text) and not lexicon.is_first_name(word.folded)
        return None if known or strict or word.text.isdigit() else Name(index, _last(words, follower), SOMEONE, True)
    if strict and is_french(word.text):
        return None
    return Name(index, _last(words, follower), SOMEONE, True)


def _particle_after_civility(words: list[Word], index: int, follower: int) -> Name | None:
    """ "Mme Le Gall", "M. de Barrande": a particle, then a capital that is no function."""
    after = follower + 1
    if after >= len(words) or not words[after].tight or not words[after].capital:
        return None
    word = words[after]
    if word.folded in around.INSTITUTIONS or is_acronym(word) or is_public(word):
        return None
    if is_french(word.text) and not words[follower].capital:
        return None
    return Name(index, _last(words, after), SOMEONE, True)


def _judge(words: list[Word], index: int, memory: Memory) -> str:
    """The label for a capitalised word if it names someone, else an empty string."""
    word = words[index]
    if label := _by_neighbours(words, index):
        return label
    if _saint(words, index) or _establishment(words, index):
        return ""
    label = CHILD if word.folded in memory.children else SOMEONE
    if word.shouted:
        known = lexicon.is_first_name(word.folded) and len(word.text) > 3 and not is_french(word.text)
        return label if known or word.folded in memory.names else ""
    if lexicon.is_first_name(word.folded):
        # "la MAIA" is a service, "Maia" is someone.
        return "" if word.caps and index and word.tight and words[index - 1].folded in _ARTICLES else label
    if is_public(word) or len(word.text) < 3:
        return ""
    if word.folded in lexicon.ambiguous_names():
        return label if _ambiguous_is_name(words, index) else ""
    if word.folded in memory.names:
        return label if not (word.opens and is_french(word.text)) else ""
    return label if _unknown_is_name(words, index, memory) else ""


def _by_neighbours(words: list[Word], index: int) -> str:
    """The label that the words just before give: "la maman de …", "le petit …", "la famille …"."""
    word = words[index]
    if index == 0 or is_acronym(word) or is_public(word) or word.folded in around.INSTITUTIONS:
        return ""
    before = words[index - 1]
    if before.caps and before.folded in CAPITAL_PARTICLES and index > 1:
        before = words[index - 2]
    if before.folded in around.FAMILIES and word.tight:
        return FAMILY_NAME
    if before.folded in around.CHILDREN and word.gap.strip() in ("", ",", ":"):
        return CHILD if word.gap.strip() == "" or lexicon.is_first_name(word.folded) else ""
    if before.folded == "chez" and not is_french(word.text):
        return SOMEONE
    if before.folded not in _OF or not word.tight or index < 2:
        return ""
    noun = words[index - 2].folded
    if noun in around.KIN:
        return CHILD
    if noun in around.ABOUT and could_be_name(word):
        return CHILD
    return ""


def _child_before(words: list[Word], index: int) -> bool:
    return _by_neighbours(words, index) == CHILD


def _proven(words: list[Word], index: int) -> bool:
    return bool(_by_neighbours(words, index)) or lexicon.is_first_name(words[index].folded)


def _saint(words: list[Word], index: int) -> bool:
    word = words[index]
    if word.folded.startswith(("saint-", "sainte-", "st-", "ste-")):
        return True
    return index > 0 and words[index - 1].folded in ("saint", "sainte", "st", "ste") and word.tight


def _establishment(words: list[Word], index: int) -> bool:
    """A school, a street, a law or a method bears the name: "collège Victor-Hugo", "ITEP Les Hirondelles"."""
    word = words[index]
    at = index - 1
    if at < 0 or not word.tight:
        return False
    if at > 0 and words[at].folded in ("les", "la", "le", "l'", "saint", "notre") and words[at].tight:
        at -= 1
    before = words[at].folded
    if before not in around.ESTABLISHMENTS and before not in around.NAMED_AFTER:
        return False
    # "À l'école Kévin ne parle pas": a simple first name and a verb, with the comma left out.
    simple = at == index - 1 and lexicon.is_first_name(word.folded) and "-" not in word.text
    return not (simple and index + 1 < len(words) and words[index + 1].folded in around.VERBS)


def _ambiguous_is_name(words: list[Word], index: int) -> bool:
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index else None
    if word.caps:
        return False
    if word.opens:
        if following is None:
            return False
        return following.gap.strip()[:1] in (",", ":", "(") or (
            following.tight and following.folded in around.VERBS and following.text.lower() != "à"
        )
    return before is None or not word.tight or before.folded not in _ARTICLES


def _unknown_is_name(words: list[Word], index: int, memory: Memory) -> bool:
    """A capital that neither the dictionary nor our lists know."""
    word = words[index]
    if word.caps:
        return _capitals_are_name(words, index)
    if is_french(word.text) or word.folded in memory.common or is_camel(word.text):
        return False
    before = words[index - 1] if index else None
    if before is not None and word.tight and before.folded in _ARTICLES:
        return before.folded == "les" and not looks_french(word.folded) and _OF_A_PLACE.search(word.folded) is None
    if before is not None and _is_place(words, index):
        return False
    return not (word.opens and looks_french(word.folded)) and word.folded.count("-") < 2


def _capitals_are_name(words: list[Word], index: int) -> bool:
    """ "DUPUYNEL Martine", "MOURIER T.", "DUPUYNEL n'est pas venu": capitals among small letters."""
    word = words[index]
    if index and word.tight and words[index - 1].folded in _ARTICLES:
        return False
    following = words[index + 1] if index + 1 < len(words) else None
    if following is not None and following.tight and len(word.text) > 3 and not following.caps:
        initial = len(following.text) == 1 and following.capital
        if initial or lexicon.is_first_name(following.folded):
            return True
    return len(word.text) > 5 and not is_french(word.text)


def _is_place(words: list[Word], index: int) -> bool:
    """ "à Besse", "l'école de Besse", "Besse-sur-Issole": somewhere rather than someone."""
    word, before = words[index], words[index - 1]
    if re.search(r"-(?:sur|sous|les|lès|la|le|en|de|du|des|d['’]|l['’])", word.text):
        return True
    if not word.tight:
        return False
    nouns = {other.folded for other in words[max(0, index - 4) : index - 1]}
    if before.folded in _OF:
        return _of_a_place(words, index)
    if before.folded in _TO:
        led = (
            before.opens or before.folded != "a" or "," in before.gap or (index > 1 and words[index - 2].text.isdigit())
        )
        return led or not nouns.isdisjoint(around.STAYING)
    return False


def _of_a_place(words: list[Word], index: int) -> bool:
    """ "l'école de Besse", "le centre social de Besse", "9 ans, de Besse"."""
    if index < 2:
        return False
    noun = words[index - 2]
    if noun.folded in around.LOCATED or noun.folded in ("ans", "mois"):
        return True
    return index > 2 and noun.folded in around.LOCATED_ADJECTIVES and words[index - 3].folded in around.LOCATED


def _last(words: list[Word], index: int) -> int:
    """The index of the last word of the name that starts (or goes on) at ``index``."""
    for _ in range(_LONGEST):
        step = _next_part(words, index)
        if step is None:
            break
        index = step
    return index


def _next_part(words: list[Word], index: int) -> int | None:
    after = index + 1
    if after >= len(words) or not words[after].tight or words[after].opens:
        return None
    word = words[after]
    if word.folded in _PARTICLES and after + 1 < len(words):
        other = words[after + 1]
        usable = other.capital and other.tight and not is_public(other) and not is_french(other.text)
        return after + 1 if usable and not is_acronym(other) else None
    if not word.capital or word.shouted or len(word.text) == 1 or is_public(word) or is_acronym(word):
        return None
    if word.folded in around.CIVILITIES or word.folded in around.INSTITUTIONS:
        return None
    return after if could_be_name(word) or lexicon.is_first_name(words[index].folded) else None


def _typed_in_haste(words: list[Word], index: int) -> bool:
    """ "la maman de kylian": a first name without its capital, when it is no French word."""
    word = words[index]
    if word.folded in lexicon.first_names() and len(word.text) > 2:
        before = words[index - 1].folded if index else ""
        return not is_french(word.text) and before not in around.ESTABLISHMENTS
    if index < 2 or words[index - 1].folded not in _OF or words[index - 2].folded not in around.KIN:
        return False
    return (
        len(word.text) > 3
        and word.text.isalpha()
        and word.folded not in lexicon.kept_nouns()
        and not is_french(word.text)
    )

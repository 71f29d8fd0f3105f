"""What was found in a text that could tell who is meant, and what people decided about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Kind(StrEnum):
    """What gives a person away."""

    NAME = "name"
    INITIALS = "initials"
    AGE_PLACE = "age_place"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    EMAIL = "email"
    NIR = "nir"
    ADDRESS = "address"
    INDIRECT = "indirect"
    """What tells little by itself and much beside the rest: an age next to a first name, a file number."""


SOMEONE = "[une personne]"
CHILD = "[un enfant]"
FAMILY_NAME = "[nom]"
AGE = "[âge]"
PLACE = "[lieu]"


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` stands at ``start:end`` (code points, end excluded) and is to be read ``replacement``.

    ``confirmed`` says that a person decided it; otherwise it is a proposal of the rules, to be reread.
    """

    start: int
    end: int
    text: str
    kind: Kind
    replacement: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decided on some words, whatever their case and accents: the rules give way.

    "replace": everywhere, by ``label`` in square brackets ("[une personne]" if empty). "keep": nothing that lies within
    these words is replaced; what merely contains them still is (keeping "Martin" does not keep "Martin Vauzel").
    """

    text: str
    decision: Literal["replace", "keep"]
    label: str = ""

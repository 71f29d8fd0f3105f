"""Texts that people have coded: what suggestions learn from and are measured on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text, the code a person gave it, the other codes it also bears.

    ``group`` names what must not be split between learning and measuring (a source, a workshop); empty stands for a
    group of its own.
    """

    text: str
    primary: str
    secondary: tuple[str, ...] = ()
    group: str = ""


def groups_of(rows: tuple[LabelledText, ...] | list[LabelledText]) -> list[str]:
    """The group of each row; a row without one gets a name that no other has.

    >>> groups_of([LabelledText("a", "x", group="g"), LabelledText("b", "x"), LabelledText("c", "x", group="g")])
    ['g', '\\x001', 'g']
    """
    return [row.group or f"\0{rank}" for rank, row in enumerate(rows)]

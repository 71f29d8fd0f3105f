"""Ready-made run sheets: a whole meeting, minute by minute, to start from and to change."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plateforme.meetings.facilitation.entry import Entry
from plateforme.meetings.facilitation.library import RUN_SHEETS, Method, method


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A moment of the meeting: what for, led by whom, with which method if any."""

    title: str
    minutes: int
    purpose: str
    who: str
    method: Method | None


@dataclass(frozen=True, slots=True)
class RunSheetTemplate:
    """A run sheet for a meeting of ``minutes``, the sum of its steps, for ``smallest`` to ``largest`` people."""

    key: str
    name: str
    purpose: str
    minutes: int
    smallest: int
    largest: int
    steps: tuple[TemplateStep, ...]


@cache
def run_sheet_templates() -> tuple[RunSheetTemplate, ...]:
    """All of them, in the order of the file. Raises ValueError (French) if it can't be read."""
    return read_templates((files(__package__) / RUN_SHEETS).read_text("utf-8"))


def run_sheet_template(key: str) -> RunSheetTemplate | None:
    """The run sheet of this key; None if there is none."""
    return next((each for each in run_sheet_templates() if each.key == key), None)


def read_templates(text: str) -> tuple[RunSheetTemplate, ...]:
    """Run sheets from the words of their file. Raises ValueError (French): the place, the key, what to do."""
    entry = Entry.of_file(RUN_SHEETS, text)
    found = tuple(map(_template, entry.entries("template")))
    entry.close()
    if len({each.key for each in found}) < len(found):
        entry.refuse("deux déroulés ont la même clé.")
    return found


def _template(entry: Entry) -> RunSheetTemplate:
    found = RunSheetTemplate(
        key=entry.text("key"),
        name=entry.text("name"),
        purpose=entry.text("purpose"),
        minutes=entry.number("minutes"),
        smallest=entry.number("smallest"),
        largest=entry.number("largest"),
        steps=tuple(map(_step, entry.entries("steps"))),
    )
    entry.close()
    _check(found, entry)
    return found


def _step(entry: Entry) -> TemplateStep:
    step = TemplateStep(
        title=entry.text("title"),
        minutes=entry.number("minutes"),
        purpose=entry.text("purpose"),
        who=entry.text("who"),
        method=_method(entry),
    )
    entry.close()
    if step.method and not step.method.shortest <= step.minutes <= step.method.longest:
        least, most = step.method.shortest, step.method.longest
        entry.refuse(f"« {step.method.name} » demande de {least} à {most} minutes, il y en a {step.minutes}.")
    return step


def _method(entry: Entry) -> Method | None:
    key = entry.text_or_none("method")
    if key is None:
        return None
    return method(key) or entry.refuse(f"la méthode « {key} » n'existe pas.")


def _check(found: RunSheetTemplate, entry: Entry) -> None:
    total = sum(step.minutes for step in found.steps)
    if total != found.minutes:
        entry.refuse(f"les étapes durent {total} minutes en tout et « minutes » en annonce {found.minutes}.")
    for step in found.steps:
        if step.method and not (step.method.suits(found.smallest) and step.method.suits(found.largest)):
            entry.refuse(f"« {step.method.name} » ne convient pas à un groupe de {found.smallest} à {found.largest}.")

"""Methods of facilitation: how a group opens, exchanges, looks deeper, decides and closes."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.facilitation.entry import Entry

RUN_SHEETS = "templates.toml"
"""The one TOML file of the folder that is not a method."""


class Family(TextChoices):
    """When in a meeting a method serves, in the order of a meeting."""

    OPEN = "ouvrir", _("Ouvrir")
    EXCHANGE = "echanger", _("Échanger")
    DEEPEN = "approfondir", _("Approfondir")
    DECIDE = "decider", _("Décider")
    CLOSE = "clore", _("Clore")


class Remote(TextChoices):
    """Whether a method holds when some or all are on a screen."""

    YES = "oui", _("Possible à distance")
    ADAPTED = "adapte", _("Possible à distance, en l'adaptant")
    NO = "non", _("En présence seulement")


@dataclass(frozen=True, slots=True)
class MethodStep:
    """One move of a method; ``text`` speaks to the person who facilitates."""

    title: str
    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method, written for someone who has never facilitated.

    ``smallest`` and ``largest`` count people. ``minutes``, the usual length, is the sum of the steps and lies between
    ``shortest`` and ``longest``. ``notes`` tell the note-taker what to write down; ``cautions``, what may hurt.
    """

    key: str
    name: str
    family: Family
    purpose: str
    smallest: int
    largest: int
    minutes: int
    shortest: int
    longest: int
    room: str
    material: tuple[str, ...]
    steps: tuple[MethodStep, ...]
    tips: tuple[str, ...]
    cautions: tuple[str, ...]
    notes: tuple[str, ...]
    remote: Remote
    remote_advice: str
    origin: str

    def suits(self, size: int | None = None, minutes: int | None = None) -> bool:
        """Whether it holds with so many people in so much time; None stands for not known yet."""
        return (size is None or self.smallest <= size <= self.largest) and (minutes is None or self.shortest <= minutes)


@cache
def methods() -> tuple[Method, ...]:
    """All of them: by family in the order of a meeting, the quickest first.

    Raises ValueError (French) on a file that can't be read: which file, which key, what to do.
    """
    found = [
        _read(path.name, path.read_text("utf-8")) for path in files(__package__).iterdir() if _is_method(path.name)
    ]
    order = list(Family)
    return tuple(sorted(found, key=lambda each: (order.index(each.family), each.minutes, each.key)))


def method(key: str) -> Method | None:
    """The method of this key; None if there is none, as when a run sheet names one that has since gone."""
    return next((each for each in methods() if each.key == key), None)


def for_group(size: int | None = None, minutes: int | None = None) -> tuple[Method, ...]:
    """The methods that hold with so many people in so much time, in the order of ``methods``."""
    return tuple(each for each in methods() if each.suits(size, minutes))


def read_method(key: str, text: str) -> Method:
    """A method from the words of its file. Raises ValueError (French): the file, the key, what to do."""
    entry = Entry.of_file(f"{key}.toml", text)
    found = Method(
        key=key,
        name=entry.text("name"),
        family=entry.choice("family", Family),
        purpose=entry.text("purpose"),
        smallest=entry.number("smallest"),
        largest=entry.number("largest"),
        minutes=entry.number("minutes"),
        shortest=entry.number("shortest"),
        longest=entry.number("longest"),
        room=entry.text("room"),
        material=entry.texts("material"),
        steps=tuple(map(_step, entry.entries("steps"))),
        tips=entry.texts("tips"),
        cautions=entry.texts("cautions"),
        notes=entry.texts("notes"),
        remote=entry.choice("remote", Remote),
        remote_advice=entry.text("remote_advice"),
        origin=entry.text("origin"),
    )
    entry.close()
    _check(found, entry)
    return found


def _step(entry: Entry) -> MethodStep:
    step = MethodStep(entry.text("title"), entry.number("minutes"), entry.text("text"))
    entry.close()
    return step


def _check(found: Method, entry: Entry) -> None:
    total = sum(step.minutes for step in found.steps)
    if total != found.minutes:
        entry.refuse(f"les étapes durent {total} minutes en tout et « minutes » en annonce {found.minutes}.")
    if not found.shortest <= found.minutes <= found.longest:
        entry.refuse("« minutes » doit se trouver entre « shortest » et « longest ».")
    if found.smallest > found.largest:
        entry.refuse("« smallest » dépasse « largest ».")


def _is_method(name: str) -> bool:
    return name.endswith(".toml") and name != RUN_SHEETS


def _read(name: str, text: str) -> Method:
    return read_method(name.removesuffix(".toml"), text)

"""What a search finds: each module answers for its own rows, through ``seen_by``; see ``settings.SEARCH``."""

from dataclasses import dataclass

from django.conf import settings

from plateforme.networks.circles import Reader
from plateforme.networks.panels import named
from vivant.language import fold

MOST = 20
"""How many rows a module returns at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that answers: its kind in the words of the screen ("rencontre"), its name, where it is, a line about it."""

    kind: str
    title: str
    url: str
    note: str = ""


def search(reader: Reader, words: str) -> list[Found]:
    """What this reader may see that holds all these words, without case nor accents; nothing for no word."""
    if not fold(words).strip():
        return []
    return [found for answer in named(*settings.SEARCH) for found in answer(reader, words)]

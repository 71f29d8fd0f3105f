"""What was done, in words."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from plateforme.networks.circles import Reader
from plateforme.networks.models import Entry
from vivant.formats.table_writing import guarded

HEADER = ("date", "heure", "personne", "ce qui a été fait", "genre")


@cache
def verbs() -> dict[str, str]:
    """The words of every verb, all modules together."""
    return {key: words for name in settings.JOURNAL_WORDS for key, words in import_string(name).items()}


def sentence(verb: str, target: str) -> str:
    """What was done, after the name of who did it; a verb of which no module knows the words is told as it is."""
    words = verbs().get(verb) or _("a fait ceci : %(verb)s %(target)s")
    return str(words % {"target": target, "verb": verb}).strip()


def entries(reader: Reader, person: str = "", verb: str = "") -> QuerySet[Entry]:
    """The lines this reader may see, of this person, of this verb."""
    rows = Entry.objects.seen_by(reader)
    if person:
        rows = rows.filter(actor_name=person)
    return rows.filter(verb=verb) if verb else rows


def people(reader: Reader) -> list[str]:
    """Those who did something the reader may see."""
    rows = Entry.objects.seen_by(reader).order_by("actor_name")
    return list(rows.values_list("actor_name", flat=True).distinct())


def kinds(reader: Reader) -> list[tuple[str, str]]:
    """The verbs the reader may meet, each with its words."""
    keys = Entry.objects.seen_by(reader).order_by("verb").values_list("verb", flat=True).distinct()
    return sorted(((key, sentence(key, "…")) for key in keys), key=lambda pair: pair[1])


def table(rows: QuerySet[Entry]) -> Iterator[tuple[str, ...]]:
    """The lines for a spreadsheet, header first; no cell of it is taken for a formula."""
    yield HEADER
    for entry in rows.iterator(chunk_size=500):
        at = localtime(entry.at)
        told = (entry.actor_name, sentence(entry.verb, entry.target), entry.verb)
        yield (f"{at:%Y-%m-%d}", f"{at:%H:%M}", *(guarded(word) for word in told))

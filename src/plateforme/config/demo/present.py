"""The edition of this year: a meeting behind, three ahead, one too full, a committee."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from plateforme.meetings.models import (
    Attendance,
    Edition,
    Kind,
    Meeting,
    MeetingReview,
    Participant,
    Registration,
    RunSheetStep,
    State,
)
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership, Network

STEPS = (  # title, minutes, method, purpose
    ("Accueil et café", 15, "", "Arriver, se dire bonjour, signer la feuille."),
    ("Tour d'attentes", 20, "tour-de-table", "Savoir qui est là et ce que chacun vient chercher."),
    ("Ce que nous vivons", 50, "boule-de-neige", "Faire dire le quotidien, d'abord à deux, puis à quatre."),
    ("Pause", 15, "", ""),
    ("Ce qui marche déjà", 45, "world-cafe", "Partir de ce qui tient pour imaginer la suite."),
    ("Ce que nous essayons d'ici l'été", 20, "vote-par-gommettes", "Choisir deux essais, pas plus."),
    ("Bilan", 15, "bilan-en-etoile", "Ce qu'on garde, ce qu'on change."),
)
MEETINGS = (  # days from today, kind, theme, question, place, capacity, how many registered
    (-26, Kind.WORKSHOP, "La rentrée, à plusieurs", "De quoi un enfant a-t-il besoin la première semaine ?", 14, 11),
    (9, Kind.WORKSHOP, "Prévenir les ruptures", "Qui prévient qui, et quand, avant que tout casse ?", 16, 15),
    (30, Kind.MORNING, "Les familles ont la parole", "Que voudriez-vous que nous sachions déjà ?", 12, 14),
    (51, Kind.TRAINING, "Comprendre les troubles du comportement", "Que voyons-nous chacun, et que se dire ?", 20, 4),
)


def load(network: Network, members: dict[str, Membership], people: list[Participant]) -> Edition:
    today = timezone.localdate()
    edition = Edition.objects.create(
        network=network,
        year=today.year,
        title="Les ateliers du pays d'Arvoise, cette année",
        objective="Prévenir les ruptures de parcours : se prévenir plus tôt, décider ensemble, tenir dans la durée.",
        state=State.MEETING,
    )
    told(members["coordination@arvoise.example"], "edition.opened", edition, days=-70)
    for number, (days, kind, theme, question, capacity, registered) in enumerate(MEETINGS):
        meeting = planned(edition, days, kind, theme, question, capacity)
        meeting.facilitators.set([members["animation@arvoise.example"]])
        meeting.note_takers.set([members["notes@arvoise.example"]])
        run_sheet(meeting)
        come = [people[(number * 11 + step * 3) % len(people)] for step in range(registered)]
        register(meeting, come)
        told(members["animation@arvoise.example"], "meeting.planned", meeting, days=min(days, 0) - 20 - number)
        if days < 0:
            hold(meeting, come[:-2])
    committee = planned(edition, 16, Kind.COMMITTEE, "Comité de pilotage", "Où en sommes-nous ?", 10)
    Meeting.objects.filter(pk=committee.pk).update(circle=Circle.COMMITTEE)
    return edition


def told(by: Membership, verb: str, about: Edition | Meeting, *, days: int) -> None:
    """A line of the journal, as if written some days ago."""
    line = journal.record(by, verb, about, subject=about)
    line.at = timezone.now() + timedelta(days=days)
    line.save(update_fields=["at"])


def planned(edition: Edition, days: int, kind: Kind, theme: str, question: str, capacity: int) -> Meeting:
    day = timezone.localdate() + timedelta(days=days)
    start = time(9, 30) if kind in (Kind.MORNING, Kind.TRAINING) else time(14)
    starts_at = timezone.make_aware(datetime.combine(day, start))
    return Meeting.objects.create(
        network=edition.network,
        edition=edition,
        kind=kind,
        theme=theme,
        question=question,
        place="centre social de Courtevaux",
        access="Entrée de plain-pied rue du Lavoir. Le car 12 s'arrête devant à 13 h 40.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        capacity=capacity,
    )


def run_sheet(meeting: Meeting) -> None:
    RunSheetStep.objects.bulk_create(
        RunSheetStep(meeting=meeting, position=n, title=title, minutes=minutes, method=method, purpose=purpose)
        for n, (title, minutes, method, purpose) in enumerate(STEPS, start=1)
    )


def register(meeting: Meeting, people: list[Participant]) -> None:
    """Those beyond the capacity wait, as they would."""
    places = meeting.capacity or len(people)
    moment = timezone.now() - timedelta(days=20)
    unique = list(dict.fromkeys(people))
    for rank, person in enumerate(unique):
        state = Registration.State.CONFIRMED if rank < places else Registration.State.WAITING
        Registration.objects.create(
            meeting=meeting, participant=person, state=state, registered_at=moment + timedelta(hours=rank)
        )


def hold(meeting: Meeting, people: list[Participant]) -> None:
    for person in dict.fromkeys(people):
        Attendance.objects.create(
            meeting=meeting,
            participant=person,
            profession=person.profession,
            sector=person.sector,
            organization=person.organization,
            at=meeting.starts_at,
        )
    answers = ((4, 4), (4, 3), (3, 4), (2, 3), (4, 4))
    words = (
        "le travail à deux",
        "les exemples concrets",
        "",
        "la pause, vraiment",
        "être si différents autour de la table",
    )
    wishes = ("plus de temps à la fin", "", "une salle moins bruyante", "inviter aussi le soin de ville", "")
    for (heard, useful), keep, change in zip(answers, words, wishes, strict=True):
        MeetingReview.objects.create(meeting=meeting, heard=heard, useful=useful, keep=keep, change=change)

"""The sample editions as rows: meetings, organizations, people present."""

from datetime import date, datetime, time

from django.utils import timezone

from plateforme.config.demo.names import NAMES
from plateforme.directory.models import Organization
from plateforme.directory.sectors import sector_of
from plateforme.meetings.models import Attendance, Edition, Meeting, Participant, State
from plateforme.networks.models import Network
from vivant.corpus import Attendance as Presence
from vivant.corpus import Edition as Sample
from vivant.corpus import Workshop
from vivant.formats.edition import read_folder
from vivant.formats.samples import samples_folder

EDITIONS = (("edition-2018", State.PUBLISHED), ("edition-2019", State.WRITING))


def load(network: Network) -> list[Participant]:
    """Both sample editions; returns the people, in the order of their labels."""
    people: dict[str, Participant] = {}
    for name, state in EDITIONS:
        folder = read_folder([samples_folder() / name])
        edition(network, folder.edition, state, people)
    return [people[label] for label in sorted(people)]


def edition(network: Network, sample: Sample, state: State, people: dict[str, Participant]) -> Edition:
    kept = Edition.objects.create(
        network=network, year=sample.year or 2018, title=sample.title, objective=sample.objective, state=state
    )
    meetings = {workshop.id: held(kept, workshop) for workshop in sample.workshops}
    for row in sample.attendance or ():
        came(meetings[row.workshop], row, people)
    return kept


def held(edition: Edition, workshop: Workshop) -> Meeting:
    day = workshop.held_on or date(edition.year, 1, 15)
    return Meeting.objects.create(
        network=edition.network,
        edition=edition,
        theme=workshop.theme,
        question=workshop.question,
        place=workshop.place,
        starts_at=timezone.make_aware(datetime.combine(day, time(14))),
        ends_at=timezone.make_aware(datetime.combine(day, time(17))),
        capacity=20,
    )


def came(meeting: Meeting, row: Presence, people: dict[str, Participant]) -> None:
    """``people``: those met so far, by their label; whoever is not among them joins them."""
    organization = organization_named(meeting.network, row.organisation, row.sector)
    if row.person not in people:
        people[row.person] = participant(meeting.network, row.person, row.profession, organization)
    Attendance.objects.create(
        meeting=meeting,
        participant=people[row.person],
        means=Attendance.Means.IMPORTED,
        profession=row.profession,
        sector=sector_of(row.sector) or "other",
        organization=organization,
        at=meeting.starts_at,
    )


def organization_named(network: Network, name: str, sector: str) -> Organization | None:
    if not name:
        return None
    found = Organization.objects.filter(network=network, name=name).first()
    return found or Organization.objects.create(network=network, name=name, sector=sector_of(sector) or "other")


def participant(network: Network, label: str, profession: str, organization: Organization | None) -> Participant:
    return Participant.objects.create(
        network=network,
        reference=label,
        name=NAMES[int(label[1:]) % len(NAMES)],
        email=f"{label.lower()}@arvoise.example",
        profession=profession,
        sector=organization.sector if organization else "families",
        organization=organization,
        consented_at=timezone.now(),
    )

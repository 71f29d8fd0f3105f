"""The table of attendances: who was at which meeting. The commands of ``vivant`` read it as ``attendance.csv``."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Attendance, Edition, Meeting, Participant
from plateforme.meetings.reads.registering import sector_words
from plateforme.meetings.tables.cells import plain_id, sector_in, text_in
from plateforme.meetings.tables.people import Known
from plateforme.meetings.tables.places import Places, rewrite
from plateforme.meetings.tables.plan import Line, Plan, Reading, What, difference
from plateforme.networks.models import Membership
from vivant.formats.tables import Table
from vivant.language import fold

key = "presences"
title = _("Présences")
words = _(
    "Qui est venu à quelle rencontre. Une fois les noms effacés, à la date prévue, il n'en reste que des nombres."
)
columns = ("atelier", "personne", "organisation", "métier", "secteur", "nom", "thème", "date", "édition")
required = ("atelier", "personne")
aliases = {
    "workshop": "atelier",
    "rencontre": "atelier",
    "person": "personne",
    "participant": "personne",
    "organization": "organisation",
    "structure": "organisation",
    "etablissement": "organisation",
    "profession": "metier",
    "metier ou fonction": "metier",
    "fonction": "metier",
    "sector": "secteur",
    "nom et prenom": "nom",
}


def rows(member: Membership, asked: dict[str, Any]) -> Iterator[list[str]]:
    """Meetings and people by their label, or else their id: only whether two lines name one of them matters."""
    found = Attendance.objects.seen_by(member).filter(meeting__cancelled_at=None)
    if edition := asked.get("edition"):
        found = found.filter(meeting__edition=edition)
    found = found.select_related("meeting__edition", "participant", "organization")
    for row in found.order_by("meeting__starts_at", "meeting", "participant__sort_name", "pk"):
        meeting, person = row.meeting, row.participant
        labels = (meeting.reference or str(meeting.pk), person.reference or str(person.pk))
        then = (str(row.organization or ""), row.profession, sector_words(row.sector) if row.sector else "")
        yield [
            *labels,
            *then,
            person.name,
            meeting.theme,
            f"{localdate(meeting.starts_at):%d/%m/%Y}",
            str(meeting.edition),
        ]


class Gathered:
    """Meetings by their label, people, and who is already known to have come."""

    def __init__(self, member: Membership, chosen: Edition | None) -> None:
        self.member, self.chosen = member, chosen
        self.people, self.places = Known.of(member), Places(member)
        self.meetings: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in Meeting.objects.seen_by(member).held().select_related("edition"):
            self.meetings[str(meeting.pk)].append(meeting)
            if meeting.reference:
                self.meetings[meeting.reference].append(meeting)
        rows = Attendance.objects.seen_by(member).select_related("organization", "meeting")
        self.came = {(row.meeting_id, row.participant_id): row for row in rows}
        self.new: dict[str, Participant] = {}
        self.lines: dict[Any, str] = {}

    def meeting(self, line: Reading) -> Meeting | None:
        """The meeting a line names, in the edition it names or the one chosen, if labels are the same in several."""
        found = self.meetings.get(plain_id(line.cell("atelier")), [])
        if said := fold(line.cell("edition")):
            found = [one for one in found if said in (fold(one.edition.title), fold(str(one.edition)))]
        elif self.chosen:
            found = [one for one in found if one.edition_id == self.chosen.pk]
        if not line.cell("atelier"):
            line.fault("atelier", gettext("la rencontre manque : mettez son repère ou son id."))
        elif not found:
            line.fault(
                "atelier", gettext("aucune rencontre ne porte ce repère : importez d'abord le tableau des rencontres.")
            )
        elif len(found) > 1:
            line.fault("atelier", gettext("plusieurs éditions ont ce repère : choisissez l'édition du tableau."))
        elif found[0].edition.anonymised_at:
            line.fault("atelier", gettext("les noms de cette édition sont effacés : on n'en ajoute plus."))
        return found[0] if len(found) == 1 else None

    def person(self, line: Reading, said: dict[str, str], place: str) -> tuple[Participant | None, bool]:
        """Who a line names, and whether they are new. A label never seen is a new person."""
        label = text_in(line, "personne", 60)
        if not label:
            line.fault("personne", gettext("la personne manque : mettez un repère stable, par exemple P12."))
            return None, False
        found = self.people.by_id.get(plain_id(label)) or self.people.by_reference.get(label) or self.new.get(label)
        if found:
            return found, False
        name = text_in(line, "nom", 120) or label
        alike = self.people.like(name, "", place) if line.has("nom") or " " in label else None
        if alike and not alike.reference:
            return alike, False
        self.new[label] = Participant(
            network=self.member.network,
            name=name,
            reference=label,
            profession=said["profession"],
            sector=said["sector"],
        )
        return self.new[label], True


def plan(member: Membership, table: Table, edition: Edition | None) -> Plan:
    gathered = Gathered(member, edition)
    lines = [_line(Reading(row.place, row.cells), gathered) for row in table.rows]
    return Plan(tuple(lines), table.problems, gathered.places.remarks())


def _line(line: Reading, gathered: Gathered) -> Line:
    said = {"profession": text_in(line, "metier", 120), "sector": sector_in(line)}
    place = text_in(line, "organisation", 150)
    meeting = gathered.meeting(line)
    about = f"{line.cell('personne')}, {meeting.theme if meeting else line.cell('atelier')}"
    if line.faults or meeting is None:
        return line.refused(about)
    person, fresh = gathered.person(line, said, place)
    if person is None:
        return line.refused(about)
    mark = (meeting.pk, person.pk)
    if (before := gathered.lines.setdefault(mark, line.place)) != line.place:
        line.faults.append(
            gettext("même personne à la même rencontre qu'à la %(line)s : elle compte une seule fois.")
            % {"line": before}
        )
        return line.refused(about)
    gathered.places.note(place)
    known = gathered.came.get(mark)
    if known is None:
        row = Attendance(
            meeting=meeting, participant=person, means=Attendance.Means.IMPORTED, at=meeting.starts_at, **said
        )
        words = (str(_("nouvelle personne")),) if fresh else ()
        return Line(line.place, about, What.ADDED, words, (row, place))
    return _compared(line, about, known, said, place)


def _compared(line: Reading, about: str, row: Attendance, said: dict[str, str], place: str) -> Line:
    told = []
    if said["profession"] and said["profession"] != row.profession:
        told.append(difference("métier", row.profession, said["profession"]))
        row.profession = said["profession"]
    if said["sector"] and said["sector"] != row.sector:
        told.append(difference("secteur", sector_words(row.sector) if row.sector else "", sector_words(said["sector"])))
        row.sector = said["sector"]
    known = str(row.organization or "")
    moves = bool(place) and fold(place) != fold(known)
    if moves:
        told.append(difference("organisation", known, place))
    what = What.CHANGED if told else What.UNCHANGED
    return Line(line.place, about, what, tuple(told), (row, place if moves else ""))


def write(found: Plan, by: Membership) -> None:
    places = Places(by)
    for line in found.changes:
        places.note(line.change[1])
    places.create()
    people: dict[Any, Participant] = {}
    added, changed = [], []
    for line in found.changes:
        row, place = line.change
        if place:
            row.organization = places.get(place)
        if line.what == What.CHANGED:
            changed.append(row)
            continue
        row.recorded_by = by.user
        added.append(row)
        if row.participant._state.adding:
            row.participant.sort_name = fold(row.participant.name)[:120]
            row.participant.organization = row.participant.organization or row.organization
            people[row.participant.pk] = row.participant
    Participant.objects.bulk_create(people.values(), batch_size=500)
    Attendance.objects.bulk_create(added, batch_size=500)
    rewrite(Attendance, changed, ["profession", "sector", "organization"])

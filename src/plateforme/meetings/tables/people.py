"""The table of people: who comes, as one keeps it in a spreadsheet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Participant
from plateforme.meetings.naming import name_key
from plateforme.meetings.reads.registering import sector_words
from plateforme.meetings.tables.cells import email_in, plain_id, sector_in, text_in
from plateforme.meetings.tables.places import Places, rewrite
from plateforme.meetings.tables.plan import Line, Plan, Reading, What, difference
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from vivant.formats.tables import Table
from vivant.language import fold

key = "personnes"
title = _("Personnes")
words = _("Les personnes qui viennent ou se sont inscrites. Celles dont les informations sont effacées n'y sont pas.")
columns = ("id", "repère", "nom et prénom", "adresse électronique", "métier", "secteur", "organisation")
required = ("nom et prenom",)
aliases = {
    "nom": "nom et prenom",
    "prenom et nom": "nom et prenom",
    "courriel": "adresse electronique",
    "email": "adresse electronique",
    "e-mail": "adresse electronique",
    "mail": "adresse electronique",
    "metier ou fonction": "metier",
    "fonction": "metier",
    "profession": "metier",
    "structure": "organisation",
    "etablissement": "organisation",
    "reference": "repere",
    "identifiant": "id",
}


def rows(member: Membership, asked: dict[str, Any]) -> Iterator[list[str]]:
    sees = member.may(Permission.SEE_CONTACTS)
    people = Participant.objects.seen_by(member).filter(erased_at=None).select_related("organization")
    for person in people:
        email = person.email if sees else ""
        sector = sector_words(person.sector) if person.sector else ""
        place = str(person.organization or "")
        yield [str(person.pk), person.reference, person.name, email, person.profession, sector, place]


@dataclass
class Known:
    """People of the network, by what tells them apart."""

    by_id: dict[str, Participant] = field(default_factory=dict)
    by_reference: dict[str, Participant] = field(default_factory=dict)
    by_name: dict[str, list[Participant]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, member: Membership) -> "Known":
        known = cls()
        people = Participant.objects.seen_by(member).filter(erased_at=None).select_related("organization")
        for person in people:
            known.by_id[str(person.pk)] = person
            known.by_name[name_key(person.name)].append(person)
            if person.reference:
                known.by_reference[person.reference] = person
        return known

    def like(self, name: str, email: str, organization: str) -> Participant | None:
        """Someone of this name: under this address if there is one, else of this organization or of none."""
        alike = self.by_name.get(name_key(name), [])
        if email and (found := [person for person in alike if person.email == email]):
            return found[0]
        near = [person for person in alike if not (email and person.email) and _near(person, organization)]
        return near[0] if len(near) == 1 else None


def _near(person: Participant, organization: str) -> bool:
    known = fold(str(person.organization or ""))
    return not organization or not known or known == fold(organization)


def plan(member: Membership, table: Table, edition: Any) -> Plan:
    known, places = Known.of(member), Places(member)
    seen: dict[Any, str] = {}
    lines = [_line(Reading(row.place, row.cells), known, places, seen) for row in table.rows]
    return Plan(tuple(lines), table.problems, places.remarks())


def _line(line: Reading, known: Known, places: Places, seen: dict[Any, str]) -> Line:
    name = text_in(line, "nom et prenom", 120)
    if not name:
        line.fault("nom et prénom", gettext("le nom manque : complétez la cellule ou supprimez la ligne."))
    said = {
        "name": name,
        "reference": text_in(line, "repere", 60),
        "email": email_in(line, "adresse electronique"),
        "profession": text_in(line, "metier", 120),
        "sector": sector_in(line),
    }
    place = text_in(line, "organisation", 150)
    person = _found(line, known, said, place)
    twice = person.pk if person else (said["reference"] or (name_key(name), said["email"], fold(place)))
    if (before := seen.setdefault(twice, line.place if not line.faults else "")) and before != line.place:
        line.faults.append(
            gettext("même personne qu'à la %(line)s : gardez une seule des deux lignes.") % {"line": before}
        )
    if line.faults:
        return line.refused(name)
    places.note(place)
    if person and not (line.has("id") or person.reference):
        said["name"] = person.name  # found by name: its spelling stays
    if person is None:
        return Line(line.place, name, What.ADDED, (), (Participant(**said), place))
    return _compared(line, person, said, place)


def _found(line: Reading, known: Known, said: dict[str, str], place: str) -> Participant | None:
    if wanted := line.cell("id"):
        if found := known.by_id.get(plain_id(wanted)):
            other = known.by_reference.get(said["reference"])
            if other and other.pk != found.pk:
                line.fault("repère", gettext("une autre personne porte déjà ce repère."))
            return found
        line.fault(
            "id", gettext("cet identifiant n'est celui de personne ici : videz la cellule pour ajouter la personne.")
        )
        return None
    if said["reference"]:
        if found := known.by_reference.get(said["reference"]):
            return found
        alike = known.like(said["name"], said["email"], place)
        return alike if alike and not alike.reference else None
    return known.like(said["name"], said["email"], place)


LABELS = {
    "name": "nom et prénom",
    "reference": "repère",
    "email": "adresse électronique",
    "profession": "métier",
    "sector": "secteur",
}


def _compared(line: Reading, person: Participant, said: dict[str, str], place: str) -> Line:
    """What the line changes; an empty cell changes nothing."""
    told = []
    if person.user_id and said["email"] not in ("", person.email):
        line.fault(LABELS["email"], gettext("cette personne a un compte : elle change elle-même son adresse."))
        return line.refused(said["name"])
    for name, label in LABELS.items():
        before, after = getattr(person, name), said[name]
        if after and after != before:
            shown = (
                (sector_words(before) if before else "", sector_words(after)) if name == "sector" else (before, after)
            )
            told.append(difference(label, *shown))
            setattr(person, name, after)
    known = str(person.organization or "")
    moves = bool(place) and fold(place) != fold(known)
    if moves:
        told.append(difference("organisation", known, place))
    if not told:
        return Line(line.place, said["name"], What.UNCHANGED)
    return Line(line.place, said["name"], What.CHANGED, tuple(told), (person, place if moves else ""))


def write(found: Plan, by: Membership) -> None:
    """In a transaction already open; a few queries, whatever the number of lines."""
    places = Places(by)
    for line in found.changes:
        places.note(line.change[1])
    places.create()
    added: list[Participant] = []
    changed: list[Participant] = []
    for line in found.changes:
        person, place = line.change
        person.network = by.network
        person.sort_name = fold(person.name)[:120]
        if place:
            person.organization = places.get(place)
        (added if line.what == What.ADDED else changed).append(person)
    Participant.objects.bulk_create(added, batch_size=500)
    fields = [*LABELS, "sort_name", "organization"]
    rewrite(Participant, changed, fields)

"""The table of organizations: establishments, services, schools, associations, authorities."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plateforme.directory import identifiers
from plateforme.directory.models import Organization
from plateforme.directory.sectors import Sector
from plateforme.meetings.reads.registering import sector_words
from plateforme.meetings.tables.cells import CIRCLES, choice_in, plain_id, sector_in, text_in
from plateforme.meetings.tables.places import rewrite
from plateforme.meetings.tables.plan import Line, Plan, Reading, What, difference
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from vivant.formats.tables import Table
from vivant.language import fold

key = "organisations"
title = _("Organisations")
words = _("Les organisations que vous voyez. Celles qui sont réservées à d'autres n'y sont pas.")
columns = ("id", "nom", "secteur", "commune", "code postal", "siret", "finess", "uai", "visible par")
required = ("nom",)
aliases = {
    "organisation": "nom",
    "structure": "nom",
    "etablissement": "nom",
    "ville": "commune",
    "cp": "code postal",
    "numero finess": "finess",
    "numero uai": "uai",
    "rne": "uai",
    "identifiant": "id",
}
FIELDS = {
    "name": "nom",
    "sector": "secteur",
    "place": "commune",
    "postal_code": "code postal",
    "siret": "siret",
    "finess": "finess",
    "uai": "uai",
    "circle": "visible par",
}


def rows(member: Membership, asked: dict[str, Any]) -> Iterator[list[str]]:
    for row in Organization.objects.seen_by(member):
        yield [str(row.pk), *(_shown(name, getattr(row, name)) for name in FIELDS)]


def _shown(name: str, value: str) -> str:
    if name == "sector":
        return sector_words(value) if value in Sector.values else ""
    return CIRCLES[value] if name == "circle" else value


def plan(member: Membership, table: Table, edition: Any) -> Plan:
    seen = {str(row.pk): row for row in Organization.objects.seen_by(member)}
    names = {row.sort_name: row for row in Organization.objects.filter(network=member.network)}
    lines: dict[Any, str] = {}
    may = member.may(Permission.KEEP_DIRECTORY)
    return Plan(
        tuple(_line(Reading(row.place, row.cells), seen, names, lines, may) for row in table.rows), table.problems
    )


def _line(
    line: Reading, seen: dict[str, Organization], names: dict[str, Organization], lines: dict[Any, str], may: bool
) -> Line:
    said = _said(line)
    if not may:
        line.faults.append(gettext("tenir la liste des organisations revient à l'animation ou à la coordination."))
    known = names.get(fold(said["name"])[:150])
    row = seen.get(plain_id(line.cell("id"))) if line.has("id") else known
    if line.has("id") and row is None:
        line.fault(
            "id", gettext("cet identifiant n'est celui d'aucune organisation que vous voyez : videz la cellule.")
        )
    elif known and known.pk != (row.pk if row else None):
        line.fault("nom", gettext("une autre organisation porte déjà ce nom."))
    elif row and str(row.pk) not in seen:
        line.fault("nom", gettext("une organisation réservée à d'autres porte déjà ce nom."))
    if (before := lines.setdefault(row.pk if row else fold(said["name"]), line.place)) != line.place:
        line.faults.append(
            gettext("même organisation qu'à la %(line)s : gardez une seule des deux lignes.") % {"line": before}
        )
    if line.faults:
        return line.refused(said["name"])
    if row and not line.has("id"):
        said["name"] = row.name
    if row is None:
        fresh = Organization(**{name: value for name, value in said.items() if value})
        return Line(line.place, said["name"], What.ADDED, (), fresh)
    return _compared(line, row, said)


def _said(line: Reading) -> dict[str, str]:
    name = text_in(line, "nom", 150)
    if not name:
        line.fault("nom", gettext("le nom manque : complétez la cellule ou supprimez la ligne."))
    code = line.cell("code postal").replace(" ", "")
    code = f"0{code}" if code.isdecimal() and len(code) == 4 else code  # a spreadsheet took it for a number
    if code and not (code.isdecimal() and len(code) == 5):
        line.fault("code postal", gettext("écrivez cinq chiffres."))
    return {
        "name": name,
        "sector": sector_in(line),
        "place": text_in(line, "commune", 120),
        "postal_code": code,
        "siret": _number(line, "siret"),
        "finess": _number(line, "finess"),
        "uai": _number(line, "uai"),
        "circle": choice_in(line, "visible par", CIRCLES, ""),
    }


def _number(line: Reading, kind: str) -> str:
    try:
        return identifiers.check(kind, line.cell(kind))
    except ValidationError as error:
        line.fault(kind, " ".join(error.messages))
        return ""


def _compared(line: Reading, row: Organization, said: dict[str, str]) -> Line:
    """What the line changes; an empty cell changes nothing. Who sees an organization is changed on its page."""
    told = []
    for name, label in FIELDS.items():
        before, after = getattr(row, name), said[name]
        if not after or after == before:
            continue
        if name == "circle":
            line.fault("visible par", gettext("ceci se change sur la page de l'organisation."))
            return line.refused(said["name"])
        told.append(difference(label, _shown(name, before), _shown(name, after)))
        setattr(row, name, after)
    what = What.CHANGED if told else What.UNCHANGED
    return Line(line.place, said["name"], what, tuple(told), row)


def write(found: Plan, by: Membership) -> None:
    added: list[Organization] = []
    changed: list[Organization] = []
    for line in found.changes:
        row = line.change
        row.network, row.sort_name = by.network, fold(row.name)[:150]
        (added if line.what == What.ADDED else changed).append(row)
    Organization.objects.bulk_create(added, batch_size=500)
    rewrite(Organization, changed, [*FIELDS, "sort_name"])

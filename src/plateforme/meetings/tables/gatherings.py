"""The table of meetings, those to come and those of years past."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Edition, Kind, Meeting, Registration
from plateforme.meetings.tables.cells import CIRCLES, choice_in, clock_of, day_of, number_in, plain_id, text_in
from plateforme.meetings.tables.plan import Line, Plan, Reading, What, difference
from plateforme.networks.circles import Circle, within
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from vivant.formats.tables import Table
from vivant.language import fold

key = "rencontres"
title = _("Rencontres")
words = _("Les rencontres que vous voyez. Celles qui sont annulées, ou réservées à d'autres, n'y sont pas.")
columns = (
    *("id", "repère", "édition", "année", "type", "thème", "question", "date", "début", "fin"),
    *("lieu", "venir et entrer", "places", "visible par"),
)
required = ("theme", "date")
aliases = {
    "reference": "repere",
    "identifiant": "id",
    "atelier": "theme",
    "jour": "date",
    "heure de debut": "debut",
    "heure de fin": "fin",
    "acces": "venir et entrer",
    "nombre de places": "places",
    "genre": "type",
}
KINDS = {kind.value: str(kind.label) for kind in Kind}
AFTERNOON, LENGTH = time(14), timedelta(hours=3)


def rows(member: Membership, asked: dict[str, Any]) -> Iterator[list[str]]:
    found = Meeting.objects.seen_by(member).held().select_related("edition")
    if edition := asked.get("edition"):
        found = found.filter(edition=edition)
    for row in found:
        yield [str(row.pk), row.reference, row.edition.title, str(row.edition.year), *_cells(row).values()]


def _cells(row: Meeting) -> dict[str, str]:
    """A meeting as the table shows it, by column."""
    starts, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    return {
        "type": KINDS[row.kind],
        "thème": row.theme,
        "question": row.question,
        "date": f"{starts:%d/%m/%Y}",
        "début": f"{starts:%H:%M}",
        "fin": f"{ends:%H:%M}",
        "lieu": row.place,
        "venir et entrer": row.access,
        "places": str(row.capacity or ""),
        "visible par": CIRCLES[row.circle],
    }


@dataclass
class Calendar:
    """The editions and meetings this member sees, and those that cannot move because people count on them."""

    member: Membership
    chosen: Edition | None

    def __post_init__(self) -> None:
        self.editions = list(Edition.objects.seen_by(self.member))
        self.meetings = list(Meeting.objects.seen_by(self.member).select_related("edition", "network"))
        awaited = Registration.objects.exclude(state=Registration.State.CANCELLED)
        awaited = awaited.filter(meeting__network=self.member.network, meeting__starts_at__gt=timezone.now())
        self.awaited = set(awaited.values_list("meeting", flat=True))
        self.new: dict[tuple[str, int], Edition] = {}

    def edition(self, line: Reading, year: int) -> Edition | None:
        """The edition a line names, or the one chosen for the whole table; a new one for whoever may open it."""
        name, said = text_in(line, "edition", 150), line.cell("annee")
        if said and not (said.isdecimal() and 1950 <= int(said) <= 2200):
            line.fault("année", gettext("écrivez une année en quatre chiffres."))
            return None
        year = int(said) if said else year
        if not name:
            if self.chosen is None:
                line.fault("édition", gettext("nommez l'édition, ou choisissez-la pour tout le tableau."))
            return self.chosen
        alike = [one for one in self.editions if fold(one.title) == fold(name)]
        if found := next((one for one in alike if one.year == year), None if said or len(alike) != 1 else alike[0]):
            return found
        if not self.member.may(Permission.MANAGE_EDITIONS):
            line.fault("édition", gettext("cette édition n'existe pas : demandez à la coordination de l'ouvrir."))
            return None
        return self.new.setdefault((fold(name), year), Edition(network=self.member.network, title=name, year=year))

    def found(self, line: Reading, edition: Edition | None, theme: str, day: Any) -> Meeting | None:
        if wanted := line.cell("id"):
            found = next((row for row in self.meetings if str(row.pk) == plain_id(wanted)), None)
            if found is None:
                line.fault(
                    "id", gettext("cet identifiant n'est celui d'aucune rencontre que vous voyez : videz la cellule.")
                )
            return found
        reference = line.cell("repere")
        same = [row for row in self.meetings if edition and row.edition_id == edition.pk]
        if reference and (found := next((row for row in same if row.reference == reference), None)):
            return found
        alike = [row for row in same if fold(row.theme) == fold(theme) and timezone.localdate(row.starts_at) == day]
        if len(alike) > 1:
            line.fault(
                "repère", gettext("deux rencontres ont ce thème ce jour-là : dites laquelle par son repère ou son id.")
            )
        return alike[0] if len(alike) == 1 and not (reference and alike[0].reference) else None

    def holds(self, row: Meeting) -> bool:
        """Whether another meeting of the edition bears the label of this one."""
        same = (one for one in self.meetings if one.pk != row.pk and one.edition_id == row.edition_id)
        return any(one.reference == row.reference for one in same)

    def remarks(self) -> tuple[str, ...]:
        return tuple(str(_("Une édition sera ouverte : %(edition)s.")) % {"edition": one} for one in self.new.values())


def plan(member: Membership, table: Table, edition: Edition | None) -> Plan:
    calendar = Calendar(member, edition)
    seen: dict[Any, str] = {}
    lines = [_line(Reading(row.place, row.cells), calendar, seen) for row in table.rows]
    return Plan(tuple(lines), table.problems, calendar.remarks())


def _line(line: Reading, calendar: Calendar, seen: dict[Any, str]) -> Line:
    theme, day = text_in(line, "theme", 150), day_of(line.cell("date"))
    if not theme:
        line.fault("thème", gettext("le thème manque : complétez la cellule ou supprimez la ligne."))
    if day is None or not 1950 <= day.year <= 2200:
        line.fault("date", gettext("écrivez un jour, par exemple 09/01/2018 ou 2018-01-09."))
        return line.refused(theme)
    edition = calendar.edition(line, day.year)
    row = calendar.found(line, edition, theme, day)
    if row and edition and row.edition_id != edition.pk and line.cell("edition"):
        line.fault("édition", gettext("une rencontre ne change pas d'édition par un tableau : faites-le sur sa page."))
    fresh = row is None
    if row is None:
        row = Meeting(network=calendar.member.network, edition=edition) if edition else Meeting()
        row.circle = edition.circle if edition else Circle.NETWORK
        row.starts_at = from_current_timezone(datetime.combine(day, AFTERNOON))
        row.ends_at = row.starts_at + LENGTH
    before = {} if fresh else _cells(row) | {"repère": row.reference}
    _say(line, row, theme, day, fresh)
    _check_twice(line, row, fresh, theme, day, edition, seen)
    if row.reference and calendar.holds(row):
        line.fault("repère", gettext("une autre rencontre de l'édition porte déjà ce repère."))
    told = _told(line, row, before, calendar)
    if line.faults:
        return line.refused(theme)
    if fresh:
        return Line(line.place, f"{theme}, {day:%d/%m/%Y}", What.ADDED, (), (row, edition))
    what = What.CHANGED if told else What.UNCHANGED
    return Line(line.place, f"{theme}, {day:%d/%m/%Y}", what, tuple(told), (row, edition))


def _say(line: Reading, row: Meeting, theme: str, day: Any, fresh: bool) -> None:
    """Put what the line says in the row; an empty cell says nothing."""
    row.theme = theme or row.theme
    row.reference = text_in(line, "repere", 60) or row.reference
    row.kind = choice_in(line, "type", KINDS, row.kind)
    row.question = text_in(line, "question", 300) or row.question
    row.place = text_in(line, "lieu", 200) or row.place
    row.access = line.cell("venir et entrer")[:1000] or row.access
    row.capacity = number_in(line, "places", 2000) or row.capacity
    circle = choice_in(line, "visible par", CIRCLES, row.circle)
    if not fresh and circle != row.circle:
        line.fault("visible par", gettext("ceci se change sur la page de la rencontre."))
    elif row.edition_id and not within(circle, row.edition.circle):
        line.fault("visible par", gettext("la rencontre serait plus ouverte que son édition."))
    row.circle = circle
    _say_hours(line, row, day)


def _say_hours(line: Reading, row: Meeting, day: Any) -> None:
    hours = {}
    for column, old in (("debut", row.starts_at), ("fin", row.ends_at)):
        hours[column] = clock_of(line.cell(column)) if line.has(column) else timezone.localtime(old).time()
        if hours[column] is None:
            line.fault(
                "début" if column == "debut" else "fin", gettext("écrivez une heure, par exemple 14:00 ou 14 h.")
            )
    if None in hours.values():
        return
    nights = timezone.localdate(row.ends_at) - timezone.localdate(row.starts_at)
    starts = from_current_timezone(datetime.combine(day, hours["debut"]))  # type: ignore[arg-type]
    ends = from_current_timezone(datetime.combine(day + nights, hours["fin"]))  # type: ignore[arg-type]
    if line.has("debut") and not line.has("fin"):
        ends = starts + (row.ends_at - row.starts_at)
    if ends <= starts:
        line.fault("fin", gettext("la fin vient après le début."))
        return
    row.starts_at, row.ends_at = starts, ends


def _check_twice(
    line: Reading, row: Meeting, fresh: bool, theme: str, day: Any, edition: Edition | None, seen: dict[Any, str]
) -> None:
    home = fold(str(edition or ""))
    mark = row.pk if not fresh else (home, row.reference or (fold(theme), day))
    if (before := seen.setdefault(mark, line.place)) != line.place:
        line.faults.append(
            gettext("même rencontre qu'à la %(line)s : gardez une seule des deux lignes.") % {"line": before}
        )


def _told(line: Reading, row: Meeting, before: dict[str, str], calendar: Calendar) -> list[str]:
    """The differences with what is kept. What people registered for does not move by a table: they would not know."""
    if not before:
        return []
    after = _cells(row) | {"repère": row.reference}
    changed = [name for name in after if after[name] != before[name]]
    if row.pk in calendar.awaited and {"date", "début", "fin", "lieu"} & set(changed):
        line.faults.append(
            gettext(
                "des personnes sont inscrites : changez la date, l'heure ou le lieu sur la page de la rencontre, "
                "pour qu'elles soient prévenues."
            )
        )
    return [difference(name, before[name], after[name]) for name in changed]


def write(found: Plan, by: Membership) -> None:
    from plateforme.meetings.writes.registering import fill_places

    for line in found.changes:
        row, edition = line.change
        if edition is not None and edition._state.adding:
            edition.save()
        if line.what == What.ADDED:
            row.edition = edition
            row.registration_open = row.starts_at > timezone.now()
        else:
            row.changed_at = timezone.now()
            row.sequence += 1
        row.save()
        fill_places(row)

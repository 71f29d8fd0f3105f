"""What is printed: the attendance sheet, certificates, the run sheet. Values for the typesetter, all of them words."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import category, normalize

from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.meetings.models import Attendance, Meeting
from plateforme.meetings.reads.attendance import Row, attendance_list
from plateforme.meetings.reads.runsheet import Line, RunSheet
from plateforme.networks.circles import Reader
from plateforme.ui.templatetags.french import compte, duree, heure, jour, jour_court
from vivant.language.typography import french
from vivant.render import press
from vivant.render.tools import ToolError

FEWEST_LINES, SPARE_LINES = {1: 14, 2: 8}, 4
"""Lines of an attendance sheet at least, by number of columns to sign: one page; blank ones kept after the names."""
WHOLE_DAY = 300
"""Minutes from which a meeting that spans noon has a morning and an afternoon to sign."""


def sheet_pdf(meeting: Meeting, reader: Reader) -> bytes:
    """The attendance sheet: those awaited, blank lines, and what was already noted or signed on screen."""
    columns = half_days(meeting)
    rows = [_line(row, columns) for row in attendance_list(meeting, reader).rows if row.participant.name]
    blank = max(FEWEST_LINES[len(columns)] - len(rows), SPARE_LINES)
    data = about(meeting) | {
        "title": _("Feuille de présence : %(theme)s") % {"theme": meeting.theme},
        "heading": _("Feuille de présence"),
        "columns": columns,
        "rows": rows + [_blank(columns)] * blank,
        "count": _("Personnes présentes : ……………"),
        "signed": _("Signature de l'animation :"),
        "privacy": _privacy(meeting),
    }
    return made("sheet", data)


def certificates_pdf(meeting: Meeting, attendances: Iterable[Attendance]) -> bytes:
    """One page for each of these people; raises ValueError when none of them has a name."""
    people = [
        {"name": row.participant.name, "about": _about_person(row)} for row in attendances if row.participant.name
    ]
    if not people:
        raise ValueError("a certificate bears a name")
    network = meeting.network
    contact = f"{network.name}, {network.contact_email}" if network.contact_email else network.name
    data = about(meeting) | {
        "title": _("Attestation de participation : %(theme)s") % {"theme": meeting.theme},
        "people": people,
        "states": _("La coordination du réseau atteste que"),
        "attended": _("a participé à la rencontre"),
        "when": f"{jour(meeting.starts_at)}, {_hours(meeting)}",
        "lasted": _("Durée : %(length)s") % {"length": duree(meeting.minutes)},
        "made": _("Fait le %(day)s") % {"day": jour_court(timezone.localdate())},
        "signed": _("Pour la coordination du réseau"),
        "foot": _("Attestation gratuite. Pour la faire vérifier : %(contact)s") % {"contact": contact},
    }
    return made("certificate", data)


def run_sheet_pdf(sheet: RunSheet) -> bytes:
    """The run sheet with its clock, what to bring, and the methods step by step."""
    used = {line.method.key: line.method for line in sheet.lines if line.method}
    data = about(sheet.meeting) | {
        "title": _("Déroulé : %(theme)s") % {"theme": sheet.meeting.theme},
        "heading": _("Déroulé"),
        "where": ", ".join(filter(None, (jour(sheet.meeting.starts_at), _hours(sheet.meeting), sheet.meeting.place))),
        "lines": [_step(line) for line in sheet.lines],
        "total": _("Total : %(length)s") % {"length": duree(sheet.minutes)},
        "material": list(sheet.material),
        "methods": [
            {"name": one.name, "steps": [_move(step.title, step.minutes, step.text) for step in one.steps]}
            for one in used.values()
        ],
        "foot": sheet.meeting.network.name,
    }
    return made("runsheet", data)


def about(meeting: Meeting) -> dict[str, Any]:
    """What every sheet says of a meeting."""
    leads = (str(member) for member in meeting.facilitators.select_related("user"))
    return {
        "network": meeting.network.name,
        "theme": meeting.theme,
        "question": meeting.question,
        "day": jour(meeting.starts_at),
        "hours": _hours(meeting),
        "place": meeting.place,
        "facilitators": ", ".join(leads),
    }


def half_days(meeting: Meeting) -> list[str]:
    """The columns to sign: one, or a morning and an afternoon."""
    begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    if meeting.minutes >= WHOLE_DAY and begins.hour < 12 and ends.hour >= 14:
        return [_("Signature le matin"), _("Signature l'après-midi")]
    return [_("Signature")]


def made(name: str, data: dict[str, Any]) -> bytes:
    """The pages. Raises ToolError if the rules of accessible pdf are not followed."""
    return press.pdf(_source(name), _shown(data))


@cache
def _source(name: str) -> bytes:
    folder = files("plateforme.meetings") / "typst"
    return b"".join((folder / f"{part}.typ").read_bytes() for part in ("common", name))


def _shown(value: Any) -> Any:
    """The same value with the characters that our faces can draw, set as French wants."""
    if isinstance(value, dict):
        return {key: each if key == "drawing" else _shown(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_shown(each) for each in value]
    return french(drawable(value)) if isinstance(value, str) else value


def drawable(text: str) -> str:
    """The text without what no face of ours can draw; a letter leaves a low line to write on."""
    plain = " ".join(normalize("NFC", text).split())
    return "".join(char if _is_drawn(char) else "_" if category(char).startswith("L") else "" for char in plain)


@cache
def _is_drawn(char: str) -> bool:
    if char.isascii() or "\u00a0" <= char <= "\u017f":
        return char.isprintable()
    try:
        press.pdf(PROBE, char)
    except ToolError:
        return False
    return True


PROBE = b"""#set document(title: "-")
#set text(font: "Atkinson Hyperlegible")
#json(bytes(sys.inputs.data))"""


def _hours(meeting: Meeting) -> str:
    return _("de %(start)s à %(end)s") % {"start": heure(meeting.starts_at), "end": heure(meeting.ends_at)}


def _privacy(meeting: Meeting) -> str:
    network = meeting.network
    kept = compte(network.attendance_months, _("mois,mois"))
    words = _(
        "Ces informations servent à organiser la rencontre et à établir les attestations. Les noms sont effacés "
        "%(kept)s après la clôture de l'édition. Pour les voir, les corriger ou les effacer : %(contact)s"
    )
    return words % {"kept": kept, "contact": network.contact_email or network.name}


def _line(row: Row, columns: list[str]) -> dict[str, Any]:
    return {
        "name": row.participant.name,
        "organization": row.organization,
        "profession": row.profession,
        "cells": [_cell(row.attendance)] * len(columns) if len(columns) == 1 else [_cell(None)] * len(columns),
    }


def _blank(columns: list[str]) -> dict[str, Any]:
    return {"name": "", "organization": "", "profession": "", "cells": [_cell(None)] * len(columns)}


def _cell(attendance: Attendance | None) -> dict[str, str]:
    """A signature given on screen, the word that says how presence was noted, or nothing."""
    if attendance is None or attendance.means == Attendance.Means.ENTERED:
        return {"drawing": "", "words": ""}
    if attendance.signature:
        return {"drawing": drawing_of(attendance.signature), "words": ""}
    return {"drawing": "", "words": _("présence notée")}


def drawing_of(strokes: str) -> str:
    """A signature as an SVG picture; ``strokes`` was checked when it was written: digits, M and L."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200" width="600" height="200">'
        f'<path d="{strokes}" fill="none" stroke="#23211e" stroke-width="5" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


def _about_person(row: Attendance) -> str:
    return ", ".join(filter(None, (row.profession, str(row.organization or ""))))


def _step(line: Line) -> dict[str, Any]:
    step = line.step
    return {
        "hour": heure(line.starts_at),
        "title": step.title,
        "minutes": duree(step.minutes),
        "method": line.method.name if line.method and line.method.name != step.title else "",
        "purpose": step.purpose,
        "who": step.who,
        "material": step.material,
    }


def _move(title: str, minutes: int, text: str) -> dict[str, str]:
    return {"title": title, "minutes": duree(minutes), "text": text}

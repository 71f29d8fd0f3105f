"""What a device sends: a body of gestures, each read strictly, so that a broken one is told and the others are kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plateforme.directory.sectors import Sector
from plateforme.meetings.models import Attendance
from plateforme.meetings.writes.attendance import Walkin
from plateforme.meetings.writes.offline import Answer, Said, State

MOST_GESTURES = 200
YEARS = range(2000, 2200)
"""A clock may be wrong; not so much that hours no longer add up."""


class UnreadableError(Exception):
    """The body as a whole can't be read; the words say why."""


class GestureForm(forms.Form):
    """One gesture: on its own clock, about someone of the list."""

    id = forms.UUIDField()
    participant = forms.UUIDField()
    means = forms.ChoiceField(choices=[(m.value, m.label) for m in (Attendance.Means.TICKED, Attendance.Means.ENTERED)])


class NewcomerForm(forms.Form):
    """Someone who was not on the list."""

    name = forms.CharField(label=gettext_lazy("Nom et prénom"), max_length=120)
    profession = forms.CharField(label=gettext_lazy("Métier ou fonction"), max_length=120, required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Secteur"), choices=[("", ""), *Sector.choices], required=False)
    organization = forms.CharField(label=gettext_lazy("Organisation"), max_length=150, required=False)


@dataclass(frozen=True, slots=True)
class Body:
    """``person``: the mark of whose device it is; ``said``: what could be read; ``refused``: what could not."""

    person: str
    said: tuple[Said, ...]
    refused: tuple[Answer, ...]


def body(content: bytes, now: datetime | None = None) -> Body:
    """Read a body ``{person, sent_at, gestures: [{id, participant, there, at, means, newcomer?, is_new?}]}``.

    A device's clock may be wrong: ``sent_at`` is its hour when it sends, and shifts all the others. Nothing is done in
    the future. Raises UnreadableError.
    """
    told = _object(content)
    moment = now or timezone.now()
    sent_at = _moment(told.get("sent_at"))
    gestures = told.get("gestures")
    if sent_at is None or not isinstance(gestures, list) or not isinstance(told.get("person"), str):
        raise UnreadableError(_("L'envoi est incomplet."))
    if len(gestures) > MOST_GESTURES:
        raise UnreadableError(_("Pas plus de %(most)s présences à la fois.") % {"most": MOST_GESTURES})
    read = [_said(one, moment, moment - sent_at) for one in gestures]
    said = sorted((one for one in read if isinstance(one, Said)), key=lambda one: one.at)
    return Body(told["person"], tuple(said), tuple(one for one in read if isinstance(one, Answer)))


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableError(_("L'envoi n'est pas lisible.")) from None
    if not isinstance(told, dict):
        raise UnreadableError(_("L'envoi n'est pas lisible."))
    return told


def _said(one: Any, now: datetime, shift: timedelta) -> Said | Answer:
    told = one if isinstance(one, dict) else {}
    key = _key(told)
    form, at, there = GestureForm(told), _moment(told.get("at")), told.get("there")
    if not form.is_valid() or at is None or not isinstance(there, bool):
        return Answer(key, State.REFUSED, reason=_("Cette présence n'est pas lisible."))
    newcomer = told.get("newcomer")
    walkin = None
    if newcomer is not None and there:
        who = NewcomerForm(newcomer if isinstance(newcomer, dict) else {})
        if not who.is_valid():
            words = " ".join(f"{who.fields[name].label} : {found[0]}" for name, found in who.errors.items())
            return Answer(key, State.REFUSED, reason=words)
        walkin = Walkin(form.cleaned_data["participant"], **who.cleaned_data)
    means = Attendance.Means(form.cleaned_data["means"])
    when = min(now, at + shift)
    is_new = told.get("is_new") is True
    return Said(form.cleaned_data["id"], form.cleaned_data["participant"], there, when, means, walkin, is_new)


def _key(told: Mapping[str, Any]) -> UUID:
    """Of a gesture, even unreadable, so that the device knows which one; raises when it has none."""
    try:
        return UUID(told["id"])
    except (KeyError, ValueError, TypeError, AttributeError):
        raise UnreadableError(_("L'envoi contient une présence sans numéro.")) from None


def _moment(text: Any) -> datetime | None:
    """An hour with its time zone, or None."""
    try:
        found = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) and found.year in YEARS else None

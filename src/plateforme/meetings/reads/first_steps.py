"""How a network gets to its first meeting: what is done, what is next, and where."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.meetings.models import Attendance, Correspondent, Meeting, Registration, RunSheetStep
from plateforme.meetings.models.calendar import MeetingQuerySet
from plateforme.meetings.reads.editions import Step
from plateforme.networks.circles import Reader
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission


def first_steps_of(reader: Reader) -> list[Step]:
    """The steps, for someone who prepares meetings; none for others, nor once people came to a meeting."""
    seen = Meeting.objects.seen_by(reader)
    if not reader.may(Permission.PLAN_MEETINGS) or Attendance.objects.filter(meeting__in=seen).exists():
        return []
    first = seen.held().first()
    about_it = (
        (_("Inviter à la rencontre"), _("Par courriel, ou en donnant le lien."), "invite", _is_announced(seen)),
        (_("Préparer le déroulé"), _("Des étapes, une méthode pour chacune."), "runsheet", _has_steps(seen)),
        (_("Noter qui est là"), _("Sur un téléphone, dans la salle, même sans réseau."), "attendance", False),
    )
    after = [_step(reader, first, *said) for said in about_it]
    return _with_current([Step(_("Créer le réseau"), "done"), _plan(reader, first), *after, _colleagues(reader)])


def _colleagues(reader: Reader) -> Step:
    """Others to prepare with: at any time, so never before the rest."""
    done = Membership.objects.current().filter(network=reader.network).count() > 1
    leads = reader.may(Permission.INVITE) and not done
    url = reverse("networks:invitations", args=[reader.network.slug]) if leads else ""
    words = "" if done else _("Pour préparer et animer à plusieurs, quand vous voulez.")
    return Step(_("Faire venir des collègues dans le réseau"), "done" if done else "todo", words, url)


def _plan(reader: Reader, first: Meeting | None) -> Step:
    title = _("Prévoir une première rencontre")
    if first:
        return Step(title, "done")
    return Step(
        title, "todo", _("Un thème et une date suffisent."), reverse("meetings:plan", args=[reader.network.slug])
    )


def _step(reader: Reader, first: Meeting | None, title: str, words: str, name: str, done: bool) -> Step:
    if done:
        return Step(title, "done")
    url = reverse(f"meetings:{name}", args=[reader.network.slug, first.pk]) if first else ""
    return Step(title, "todo", words, url)


def _is_announced(seen: MeetingQuerySet) -> bool:
    invited = Correspondent.objects.filter(invited_to__in=seen)
    return invited.exists() or Registration.objects.filter(meeting__in=seen).exists()


def _has_steps(seen: MeetingQuerySet) -> bool:
    return RunSheetStep.objects.filter(meeting__in=seen).exists()


def _with_current(steps: list[Step]) -> list[Step]:
    """The first thing left to do is the current one."""
    place = next((number for number, step in enumerate(steps) if step.state == "todo"), None)
    return [replace(step, state="current") if number == place else step for number, step in enumerate(steps)]

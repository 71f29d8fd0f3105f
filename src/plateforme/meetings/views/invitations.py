"""Inviting to a meeting: choose, look, send. And the page where someone invited says no more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.accounts.door import public_page
from plateforme.accounts.letters import next_round as letters_of_the_day
from plateforme.accounts.limits import limited
from plateforme.meetings.forms.invitations import InviteForm
from plateforme.meetings.models import Correspondent, Silence
from plateforme.meetings.reads.invitations import addresses, round_of
from plateforme.meetings.reads.registering import standing
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.views.private import alone
from plateforme.meetings.writes import invitations as writes
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from plateforme.ui.templatetags.french import heure

MOST_ROUNDS = 20
"""Times one person sends invitations in an hour: the site writes to addresses that never asked for it."""


@network_page(needs=Permission.PLAN_MEETINGS)
def invite(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """Sends what is asked with ``send``; with anything else, shows the letter and who would get it."""
    found = meeting_seen(member, meeting)
    now = standing(found)
    form = InviteForm(request.POST or None, meeting=found)
    context = {"meeting": found, "form": form, "standing": now}
    if request.method == "POST" and now.is_open and form.is_valid():
        data = form.cleaned_data
        ticked, extra, again = data["groups"], data.get("extra", []), data["again"]
        if "send" in request.POST:
            if limited(request, f"invite to meetings {member.pk}", MOST_ROUNDS, 3600):
                return render(request, "429.html", status=429)
            sent = writes.invite(found, ticked, extra, again=again, by=member)
            messages.success(request, _sent(len(sent.to), writes.leaves_with_others(found)))
            return redirect("meetings:meeting", member.network.slug, found.pk)
        subject, body = writes.letter(found)
        context |= {"round": round_of(found, addresses(found, ticked, extra), again=again)}
        context |= {"subject": subject, "body": body}
    return render(request, "meetings/invite.html", context)


def _sent(letters: int, later: bool) -> str:
    if not letters:
        return _("Personne d'autre à inviter : rien n'est parti.")
    words = ngettext("Une invitation est prête.", "%(count)d invitations sont prêtes.", letters) % {"count": letters}
    if not later:
        return words + " " + _("Tout part maintenant.")
    hour = heure(letters_of_the_day())
    return (
        words
        + " "
        + _("Départ à %(hour)s, en un seul courriel par personne avec les autres annonces.") % {"hour": hour}
    )


@public_page
@alone
def letters_off(request: HttpRequest, token: str) -> HttpResponse:
    """Opened from a letter. Opening it changes nothing: mail readers follow links by themselves."""
    known = get_object_or_404(Correspondent.objects.select_related("network"), token=token)
    if request.method == "POST":
        if request.POST.get("again"):
            writes.speak_again(known)
        else:
            writes.fall_silent(known)
        return redirect("meetings:letters_off", token)
    silent = Silence.objects.filter(network=known.network, mark=known.mark).exists()
    return render(request, "meetings/letters_off.html", {"network": known.network, "silent": silent, "token": token})

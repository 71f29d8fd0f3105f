"""Inviting people into the network."""

import io

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plateforme.accounts.limits import limited
from plateforme.networks.asked import page_asked
from plateforme.networks.door import network_page
from plateforme.networks.forms.inviting import CodeForm, InviteForm
from plateforme.networks.models import Invitation, Membership
from plateforme.networks.roles import Permission, Role
from plateforme.networks.writes import inviting

A_PAGE = 30


@network_page(needs=Permission.INVITE)
def invitations(request: HttpRequest, member: Membership) -> HttpResponse:
    rows = Invitation.objects.seen_by(member).select_related("created_by")
    page = page_asked(request, rows, A_PAGE)
    lines = [(one, ", ".join(str(Role(key).label) for key in one.roles)) for one in page]
    return render(request, "networks/invitations.html", {"page": page, "lines": lines})


@network_page(needs=Permission.INVITE)
def invite(request: HttpRequest, member: Membership) -> HttpResponse:
    form = InviteForm(request.POST or None, member=member)
    if form.is_valid():
        if limited(request, f"invite {member.pk}", most=20, seconds=3600):
            return render(request, "429.html", status=429)
        said = form.cleaned_data
        sent = inviting.invite(said["emails"], form.chosen_roles, said["message"], by=member)
        _tell(request, sent)
        return redirect("networks:invitations", member.network.slug)
    return render(request, "networks/invite.html", {"form": form})


@network_page(needs=Permission.INVITE)
def print_code(request: HttpRequest, member: Membership) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid():
        made = inviting.print_code(form.cleaned_data["people"], form.cleaned_data["until"], by=member)
        return redirect("networks:poster", member.network.slug, made.pk)
    return render(request, "networks/print_code.html", {"form": form})


@network_page(needs=Permission.INVITE)
def poster(request: HttpRequest, member: Membership, invitation: str) -> HttpResponse:
    """A sheet for the wall. A letter's link is for one person alone: it makes no poster."""
    made = get_object_or_404(Invitation.objects.seen_by(member), pk=invitation)
    if made.email:
        return redirect("networks:invitations", member.network.slug)
    link = inviting.address_of(made)
    context = {"invitation": made, "link": link, "svg": drawn_code(link), "host": settings.ORIGIN.partition("//")[2]}
    return render(request, "networks/poster.html", context)


@network_page(needs=Permission.INVITE)
@require_POST
def revoke(request: HttpRequest, member: Membership, invitation: str) -> HttpResponse:
    made = get_object_or_404(Invitation.objects.seen_by(member), pk=invitation)
    inviting.revoke(made, by=member)
    messages.success(request, _("L'invitation est annulée : son lien n'ouvre plus rien."))
    return redirect("networks:invitations", member.network.slug)


def drawn_code(link: str) -> str:
    """The QR code of an address, as SVG."""
    drawing = io.BytesIO()
    segno.make(link, error="m").save(drawing, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True)
    return drawing.getvalue().decode()


def _tell(request: HttpRequest, sent: inviting.Sent) -> None:
    if sent.written:
        words = ngettext("Une lettre part.", "%(count)d lettres partent.", len(sent.written))
        messages.success(request, words % {"count": len(sent.written)})
    if sent.members:
        messages.info(request, _("Déjà membres : %(who)s.") % {"who": ", ".join(sent.members)})

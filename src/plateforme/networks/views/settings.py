"""Setting a network, its legal texts, and closing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plateforme.networks import legal
from plateforme.networks.door import network_page
from plateforme.networks.forms.founding import CloseForm, LegalForm, SettingsForm
from plateforme.networks.models import LegalText, Membership, Network
from plateforme.networks.reads.members import steward_notice
from plateforme.networks.roles import Permission
from plateforme.networks.views.legal import kind_of
from plateforme.networks.views.members import is_alone
from plateforme.networks.writes import founding


@network_page(needs=Permission.MANAGE_NETWORK)
def settings(request: HttpRequest, member: Membership) -> HttpResponse:
    network = Network.objects.get(pk=member.network_id)  # its own row: the form changes it before it is written
    form = SettingsForm(request.POST or None, instance=network)
    if form.is_valid():
        founding.settle(member.network, form.cleaned_data, by=member)
        messages.success(request, _("Les réglages sont enregistrés."))
        return redirect("networks:settings", member.network.slug)
    context = {
        "form": form,
        "kinds": list(LegalText.Kind),
        "to_fill": legal.to_fill(member.network),
        "mandate": steward_notice(member),
        "is_alone": is_alone(member),
    }
    return render(request, "networks/settings.html", context)


@network_page(needs=Permission.MANAGE_NETWORK)
def legal_edit(request: HttpRequest, member: Membership, kind: str) -> HttpResponse:
    """The network's wording. « Relire » shows it as it will be; « Enregistrer » keeps it."""
    one, network = kind_of(kind), member.network
    form = LegalForm(request.POST or None, initial={"body": legal.wording(one, network)[0]})
    preview = None
    if form.is_valid():
        if "preview" not in request.POST:
            founding.write_legal(one, form.cleaned_data["body"], by=member)
            messages.success(request, _("Le texte est enregistré."))
            return redirect("networks:legal", network.slug, one.value)
        preview = legal.shown(form.cleaned_data["body"], timezone.localdate(), kind=one, network=network)
    context = {"form": form, "kind": one, "preview": preview, "checks": legal.checks(one.value)}
    return render(request, "networks/legal_edit.html", context)


@network_page(needs=Permission.MANAGE_NETWORK)
@require_POST
def legal_restore(request: HttpRequest, member: Membership, kind: str) -> HttpResponse:
    founding.restore_legal(kind_of(kind), by=member)
    messages.success(request, _("Le texte modèle est repris. Il suit vos réglages."))
    return redirect("networks:legal_edit", member.network.slug, kind)


@network_page(needs=Permission.MANAGE_NETWORK)
def close(request: HttpRequest, member: Membership) -> HttpResponse:
    """With other members left, the page says what to do first."""
    form = CloseForm(request.POST or None, network=member.network)
    alone = is_alone(member)
    if alone and form.is_valid():
        founding.close(by=member)
        messages.success(request, _("Le réseau est fermé, et tout ce qu'il contenait est effacé."))
        return redirect("networks:mine")
    return render(request, "networks/close.html", {"form": form, "is_alone": alone})

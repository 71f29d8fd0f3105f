"""The texts owed to readers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plateforme.accounts.door import public_page
from plateforme.networks import legal as texts
from plateforme.networks.circles import Reader
from plateforme.networks.door import network_page, visitor_page
from plateforme.networks.models import LegalText, Membership
from plateforme.networks.roles import Permission


@visitor_page
def legal(request: HttpRequest, reader: Reader, kind: str) -> HttpResponse:
    """Those who register without an account read it too."""
    one = kind_of(kind)
    context = {"text": texts.page(one, reader.network), "may_edit": reader.may(Permission.MANAGE_NETWORK), "kind": one}
    return render(request, "networks/legal.html", context)


@public_page
def site_legal(request: HttpRequest, kind: str) -> HttpResponse:
    return render(request, "networks/legal.html", {"text": texts.page(kind_of(kind), None), "kind": kind})


@network_page(needs=Permission.READ)
def register_of_processing(request: HttpRequest, member: Membership) -> HttpResponse:
    return render(request, "networks/register_of_processing.html", {"register": texts.register(member.network)})


def kind_of(kind: str) -> LegalText.Kind:
    if kind not in LegalText.Kind.values:
        raise Http404
    return LegalText.Kind(kind)

"""The provider as allauth knows it: our checks, a nonce with each request, and only what we need kept."""

import secrets
from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plateforme.accounts.identity.adapter import IdentityAdapter


class IdentityProvider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = IdentityAdapter
    package = "plateforme.accounts.identity"

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Ours alone: a link someone prepared adds nothing to what is asked."""
        return dict(self.get_auth_params())

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        """A page that leads there at once. A plain redirection would let a form lead out of the site, which the policy
        of our pages forbids, and the provider's own redirections with it."""
        nonce = secrets.token_urlsafe(24)
        params = (kwargs.pop("auth_params", None) or self.get_auth_params()) | {"nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, auth_params=params, nonce=nonce, **kwargs)
        if not answer.has_header("Location"):
            return answer
        return render(request, "socialaccount/leaving.html", {"provider": self, "url": answer["Location"]})

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        known = data["userinfo"]
        return {
            "email": known.get("email"),
            "first_name": known.get("given_name"),
            "last_name": known.get("usual_name") or known.get("family_name"),
        }

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is kept: whom it is about, and the address shown on the page of one's account."""
        return {"userinfo": {"sub": data["userinfo"]["sub"], "email": data["userinfo"].get("email", "")}}


provider_classes = [IdentityProvider]

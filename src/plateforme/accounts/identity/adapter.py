"""What is asked of the provider, and what is believed of its answers: nothing that is not signed for us."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures that only the provider can make: none of them rests on a secret we share."""
CLOCKS = 30
"""Seconds two clocks may differ by."""


class IdentityAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """``nonce`` is the one sent with this very request; an identity token that does not repeat it is refused."""

    nonce = ""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        identity = self._identity(app, kwargs["response"])
        known = self._known(app, token.token)
        if known.get("sub") != identity["sub"]:
            raise OAuth2Error("userinfo speaks of someone else than the identity token")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": known, "id_token": identity})

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return f"{settings.ORIGIN}{path}"

    def _identity(self, app: SocialApp, response: dict[str, Any]) -> dict[str, Any]:
        """The identity token: signed by the provider, for us, for this request, at the level we asked."""
        token = response.get("id_token")
        if not token:
            raise OAuth2Error("no identity token")
        claims = self._verified(app, token, "exp", "sub")
        if not self.nonce or claims.get("nonce") != self.nonce:
            raise OAuth2Error("the identity token answers another request")
        levels = app.settings.get("auth_params", {}).get("acr_values", "").split()
        if levels and claims.get("acr") not in levels:
            raise OAuth2Error(f"level of authentication {claims.get('acr')!r}, one of {levels} was asked")
        return claims

    def _known(self, app: SocialApp, access_token: str) -> dict[str, Any]:
        """Userinfo, plain JSON or, as ProConnect sends it, a token signed by the provider for us."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
            answer.raise_for_status()
        if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() == "application/jwt":
            return self._verified(app, answer.text)
        known = answer.json()
        return known if isinstance(known, dict) else {}

    def _verified(self, app: SocialApp, token: str, *must_say: str) -> dict[str, Any]:
        """What a token says, once its signature, issuer, audience and dates are found right."""
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            answer = session.get(config["jwks_uri"])
            answer.raise_for_status()
        try:
            key = _key_of(token, jwt.PyJWKSet.from_dict(answer.json()))
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=config["issuer"],
                audience=app.client_id,
                leeway=CLOCKS,
                options={"require": ["iss", "aud", *must_say]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error(f"a token that is not for us: {problem}") from problem
        return claims


def _key_of(token: str, published: jwt.PyJWKSet) -> jwt.PyJWK:
    """The key a token names among those published; the only one, when it names none."""
    name = jwt.get_unverified_header(token).get("kid")
    signing = [key for key in published.keys if key.public_key_use in (None, "sig") and name in (None, key.key_id)]
    if len(signing) != 1:
        raise ValueError(f"{len(signing)} keys for {name!r}")
    return signing[0]

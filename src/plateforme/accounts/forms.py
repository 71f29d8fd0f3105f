"""The forms of an account, in plain words. Each is allauth's own with our labels; what it checks is not changed."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as identity
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plateforme.accounts.models import User

NEW_PASSWORD = _("12 caractères au moins. Trois ou quatre mots sans rapport entre eux se retiennent bien.")
CODE = _("Il est dans le message que nous venons de vous envoyer. Majuscules et tiret n'importent pas.")
WORDS: dict[str, tuple[Any, Any]] = {  # field -> label, help
    "login": (_("Adresse e-mail"), ""),
    "email": (_("Adresse e-mail"), ""),
    "name": (_("Prénom et nom"), _("Comme vous souhaitez que les autres membres vous lisent.")),
    "password": (_("Mot de passe"), ""),
    "oldpassword": (_("Mot de passe actuel"), ""),
    "password1": (_("Nouveau mot de passe"), NEW_PASSWORD),
    "password2": (_("Nouveau mot de passe, une seconde fois"), ""),
    "code": (_("Code"), CODE),
}


class InPlainWords(forms.Form):
    """Our words on allauth's fields; what stood inside an empty one and vanished at the first letter is taken away."""

    words: ClassVar[dict[str, tuple[Any, Any]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = (WORDS | self.words).get(name, (field.label, field.help_text))
            if name == "code":
                field.widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class LoginForm(InPlainWords, account.LoginForm):  # type: ignore[misc]
    pass


class WithName(forms.Form):
    name = forms.CharField(max_length=120, widget=forms.TextInput({"autocomplete": "name"}))


class SignupForm(InPlainWords, WithName, account.SignupForm):  # type: ignore[misc]
    field_order = ("name", "email", "password1")
    words: ClassVar = {"password1": (_("Mot de passe"), NEW_PASSWORD)}

    def try_save(self, request: HttpRequest) -> Any:
        """As long for an address that has an account as for one that has none: how long it takes tells nothing."""
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
        return super().try_save(request)


class IdentitySignupForm(InPlainWords, WithName, identity.SignupForm):  # type: ignore[misc]
    field_order = ("name", "email")


class AddEmailForm(InPlainWords, account.AddEmailForm):  # type: ignore[misc]
    words: ClassVar = {
        "email": (_("Nouvelle adresse e-mail"), _("Nous y enverrons un code. L'ancienne adresse sera prévenue."))
    }


class ChangePasswordForm(InPlainWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(InPlainWords, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(InPlainWords, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(InPlainWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class RequestLoginCodeForm(InPlainWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmLoginCodeForm(InPlainWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    pass


class ConfirmEmailVerificationCodeForm(InPlainWords, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ConfirmPasswordResetCodeForm(InPlainWords, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(InPlainWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


FROM_PHONE = _("Celui que votre application affiche, ou l'un de vos codes de secours.")


class AuthenticateForm(InPlainWords, second_factor.AuthenticateForm):  # type: ignore[misc]
    words: ClassVar = {"code": (_("Code"), FROM_PHONE)}


class ReauthenticateByCodeForm(InPlainWords, second_factor.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar = {"code": (_("Code"), FROM_PHONE)}


class ActivateTOTPForm(InPlainWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words: ClassVar = {
        "code": (_("Code affiché par l'application"), _("Six chiffres, qui changent toutes les 30 secondes."))
    }


class AddPasskeyForm(InPlainWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    words: ClassVar = {
        "name": (_("Nom de cette clé"), _("Pour la reconnaître : « téléphone », « ordinateur du bureau ».")),
        "passwordless": (
            _("Me connecter avec cette clé seule, sans mot de passe"),
            _("L'appareil demandera alors votre empreinte, votre visage ou son code."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditPasskeyForm(InPlainWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    words: ClassVar = {"name": (_("Nom de cette clé"), "")}


# --- our own pages


class NameForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name",)
        labels: ClassVar = {"name": WORDS["name"][0]}
        help_texts: ClassVar = {"name": WORDS["name"][1]}
        widgets: ClassVar = {"name": forms.TextInput({"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class EraseForm(forms.Form):
    """Typed rather than clicked: what is erased does not come back."""

    sure = forms.BooleanField(label=_("Je veux effacer mon compte. Je sais que cela ne peut pas être défait."))

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plateforme.accounts"
    verbose_name = "comptes"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed

        from plateforme.accounts.entrance import forget_unproven_password

        email_confirmed.connect(forget_unproven_password, dispatch_uid="unproven_password")

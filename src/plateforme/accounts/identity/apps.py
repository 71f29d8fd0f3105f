from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "plateforme.accounts.identity"
    label = "identity"
    verbose_name = "fournisseur d'identité"

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "plateforme.directory"
    verbose_name = "annuaire"

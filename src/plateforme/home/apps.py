from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "plateforme.home"
    verbose_name = "accueil"

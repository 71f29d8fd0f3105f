from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "plateforme.networks"
    verbose_name = "réseaux"

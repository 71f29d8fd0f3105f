"""The face, as an application of Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "plateforme.ui"
    label = "ui"
    verbose_name = "interface"

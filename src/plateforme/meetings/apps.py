from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "plateforme.meetings"
    verbose_name = "rencontres"

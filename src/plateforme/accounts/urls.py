"""Before allauth's own addresses under ``/compte/``."""

from django.urls import path

from plateforme.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.index, name="index"),
    path("nom/", views.name, name="name"),
    path("mes-donnees/", views.data, name="data"),
    path("mes-donnees/mes-donnees.json", views.export, name="export"),
    path("effacer/", views.erase, name="erase"),
    path("relier/", views.link, name="link"),
]

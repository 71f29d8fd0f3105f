"""Addresses of tables, out and in."""

from django.urls import path

from plateforme.meetings.views import tables

TABLES = "r/<slug:network>/tableaux/"

urlpatterns = [
    path(TABLES + "importer/", tables.send, name="import"),
    path(TABLES + "importer/<uuid:draft>/", tables.check, name="import_check"),
    path(TABLES + "<str:table>.<str:suffix>", tables.export, name="export"),
]

"""Addresses of the directory."""

from django.urls import path

from plateforme.directory import views

app_name = "directory"
DIRECTORY = "r/<slug:network>/annuaire/"
urlpatterns = [
    path(DIRECTORY + "organisations/", views.organizations, name="organizations"),
    path(DIRECTORY + "organisations/nouvelle/", views.add, name="add"),
    path(DIRECTORY + "organisations/suggestions/", views.suggest, name="suggest"),
    path(DIRECTORY + "organisations/<uuid:organization>/", views.organization, name="organization"),
    path(DIRECTORY + "organisations/<uuid:organization>/modifier/", views.edit, name="edit"),
    path(DIRECTORY + "organisations/<uuid:organization>/reunir/", views.merge, name="merge"),
    path(DIRECTORY + "membres/<int:member>/rattachement/", views.affiliate, name="affiliate"),
    path(DIRECTORY + "rattachements/<int:affiliation>/terminer/", views.end_affiliation, name="end_affiliation"),
]

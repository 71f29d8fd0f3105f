"""Addresses of the welcome page, of the search, and of the legal texts of the site."""

from django.urls import path, re_path

from plateforme.home import views
from plateforme.networks.views.legal import site_legal

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("r/<slug:network>/recherche/", views.search, name="search"),
    re_path(r"^(?P<kind>confidentialite|mentions-legales|accessibilite)/$", site_legal, name="site_legal"),
]

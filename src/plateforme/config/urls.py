"""Addresses. A network's pages live under /r/<network>/, in French."""

from django.urls import include, path

from plateforme.accounts.door import public_page
from plateforme.ui.views import gallery

urlpatterns = [
    path("", include("plateforme.home.urls")),
    path("composants/", include(([path("", public_page(gallery), name="gallery")], "ui"))),
    path("compte/", include("plateforme.accounts.urls")),
    path("compte/", include("allauth.urls")),
    path("", include("plateforme.networks.urls")),
    path("", include("plateforme.directory.urls")),
    path("", include("plateforme.meetings.urls")),
]

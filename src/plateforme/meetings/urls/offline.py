"""Addresses of what works without network."""

from django.urls import path

from plateforme.meetings.views import offline

urlpatterns = [
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("application.webmanifest", offline.web_manifest, name="web_manifest"),
    path("application/sans-reseau/", offline.without_network, name="without_network"),
    path(
        "r/<slug:network>/rencontres/<uuid:meeting>/presences/envoi/", offline.send_attendance, name="send_attendance"
    ),
]

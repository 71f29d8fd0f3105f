"""Addresses of meetings: planning, registering, the room, tables, what works without network."""

from plateforme.meetings.urls import offline, planning, registering, room, tables

app_name = "meetings"
urlpatterns = [
    *planning.urlpatterns,
    *registering.urlpatterns,
    *room.urlpatterns,
    *tables.urlpatterns,
    *offline.urlpatterns,
]

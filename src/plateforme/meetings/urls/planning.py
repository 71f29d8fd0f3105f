"""Addresses of what is planned: editions, meetings, calendars, papers, invitations."""

from django.urls import path

from plateforme.meetings.views import calendar, editions, feeds, invitations, papers

NETWORK = "r/<slug:network>/"
MEETINGS = NETWORK + "rencontres/"
MEETING = MEETINGS + "<uuid:meeting>/"
PAPERS = MEETING + "documents/"
EDITIONS = NETWORK + "editions/"
EDITION = EDITIONS + "<uuid:edition>/"

urlpatterns = [
    path(MEETINGS, calendar.meetings, name="list"),
    path(MEETINGS + "mois/<int:year>/<int:month>/", calendar.month, name="month"),
    path(MEETINGS + "nouvelle/", calendar.plan, name="plan"),
    path(MEETINGS + "agenda/", feeds.addresses, name="feeds"),
    path(MEETINGS + "agenda/adresse/", feeds.change_address, name="feed_change"),
    path(MEETING, calendar.meeting, name="meeting"),
    path(MEETING + "rencontre.ics", feeds.meeting_ics, name="meeting_ics"),
    path(MEETING + "modifier/", calendar.edit, name="edit"),
    path(MEETING + "annuler/", calendar.cancel, name="cancel"),
    path(MEETING + "supprimer/", calendar.delete, name="delete"),
    path(MEETING + "reprendre/", calendar.again, name="again"),
    path(MEETING + "inviter/", invitations.invite, name="invite"),
    path(PAPERS, papers.papers, name="papers"),
    path(PAPERS + "joindre/", papers.paper_add, name="paper_add"),
    path(PAPERS + "<uuid:paper>/", papers.paper, name="paper"),
    path(PAPERS + "<uuid:paper>/retirer/", papers.paper_delete, name="paper_delete"),
    path(EDITIONS, editions.editions, name="editions"),
    path(EDITIONS + "nouvelle/", editions.edition_new, name="edition_new"),
    path(EDITION, editions.edition, name="edition"),
    path(EDITION + "modifier/", editions.edition_edit, name="edition_edit"),
    path(EDITION + "etape/", editions.edition_state, name="edition_state"),
    path("agenda/reseau/<uuid:token>.ics", feeds.network_feed, name="network_feed"),
    path("agenda/personne/<uuid:token>.ics", feeds.person_feed, name="person_feed"),
    path("courrier/<slug:token>/", invitations.letters_off, name="letters_off"),
]

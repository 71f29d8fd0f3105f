"""Addresses of networks: mine, a network's pages, the ways in, the legal texts."""

from django.urls import path

from plateforme.networks.views import arriving, home, inviting, joining, journal, legal, mandates, members, settings

app_name = "networks"
NETWORK = "r/<slug:network>/"
urlpatterns = [
    path("mes-reseaux/", arriving.mine, name="mine"),
    path("reseaux/nouveau/", arriving.new, name="new"),
    path("invitation/<slug:token>/", joining.invitation, name="invitation"),
    path(NETWORK, home.home, name="home"),
    path(NETWORK + "mes-droits/", home.rights, name="rights"),
    path(NETWORK + "membres/", members.members, name="members"),
    path(NETWORK + "membres/<int:member>/", members.member, name="member"),
    path(NETWORK + "membres/<int:member>/roles/", mandates.give_role, name="give_role"),
    path(NETWORK + "membres/<int:member>/coordination/", mandates.hand_over, name="hand_over"),
    path(NETWORK + "membres/<int:member>/retirer/", members.remove, name="remove"),
    path(NETWORK + "mandats/<int:mandate>/renouveler/", mandates.renew_role, name="renew_role"),
    path(NETWORK + "mandats/<int:mandate>/terminer/", mandates.end_role, name="end_role"),
    path(NETWORK + "quitter/", members.leave, name="leave"),
    path(NETWORK + "journal/", journal.journal, name="journal"),
    path(NETWORK + "journal.csv", journal.journal_csv, name="journal_csv"),
    path(NETWORK + "invitations/", inviting.invitations, name="invitations"),
    path(NETWORK + "invitations/courriel/", inviting.invite, name="invite"),
    path(NETWORK + "invitations/code/", inviting.print_code, name="print_code"),
    path(NETWORK + "invitations/<uuid:invitation>/affiche/", inviting.poster, name="poster"),
    path(NETWORK + "invitations/<uuid:invitation>/annuler/", inviting.revoke, name="revoke"),
    path(NETWORK + "reglages/", settings.settings, name="settings"),
    path(NETWORK + "reglages/textes/<slug:kind>/", settings.legal_edit, name="legal_edit"),
    path(NETWORK + "reglages/textes/<slug:kind>/modele/", settings.legal_restore, name="legal_restore"),
    path(NETWORK + "reglages/fermer/", settings.close, name="close"),
    path(NETWORK + "textes/<slug:kind>/", legal.legal, name="legal"),
    path(NETWORK + "registre/", legal.register_of_processing, name="register_of_processing"),
]

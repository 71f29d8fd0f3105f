"""Addresses of registering, of one's own page, of people, of splitting a group."""

from django.urls import path

from plateforme.meetings.views import own_page, people, registering, registrations, splitting

NETWORK = "r/<slug:network>/"
MEETING = NETWORK + "rencontres/<uuid:meeting>/"
LIST = MEETING + "inscriptions/"
PEOPLE = NETWORK + "personnes/"
LINK = "i/<slug:token>/"
OWN = "moi/<slug:token>/"

urlpatterns = [
    path(LINK, registering.register_here, name="register"),
    path(LINK + "merci/", registering.registered, name="registered"),
    path(LINK + "rencontre.ics", registering.registration_file, name="register_ics"),
    path("moi/", own_page.find_link, name="find_link"),
    path(OWN, own_page.show, name="person"),
    path(OWN + "corriger/", own_page.correct, name="person_edit"),
    path(OWN + "inscriptions/<uuid:registration>/annuler/", own_page.cancel, name="person_cancel"),
    path(OWN + "inscriptions/<uuid:registration>/revenir/", own_page.come_back, name="person_return"),
    path(OWN + "courriels/", own_page.mail, name="person_mail"),
    path(OWN + "agenda/", own_page.calendar, name="person_calendar"),
    path(OWN + "lien/", own_page.renew, name="person_renew"),
    path(OWN + "compte/", own_page.tie, name="person_link"),
    path(OWN + "mes-donnees.json", own_page.data, name="person_data"),
    path(OWN + "effacer/", own_page.erase, name="person_erase"),
    path(LIST, registrations.registrations, name="registrations"),
    path(LIST + "affiche/", registrations.poster, name="registration_poster"),
    path(LIST + "ajouter/", registrations.add, name="registration_add"),
    path(LIST + "message/", registrations.write, name="registration_message"),
    path(LIST + "<uuid:registration>/place/", registrations.give_place, name="registration_place"),
    path(LIST + "<uuid:registration>/annuler/", registrations.cancel, name="registration_cancel"),
    path(LIST + "<uuid:registration>/deplacer/", registrations.change_group, name="registration_move"),
    path(LIST + "deux-groupes/", splitting.two_groups, name="split"),
    path(PEOPLE, people.people_list, name="people"),
    path(PEOPLE + "doubles/", people.doubles_list, name="doubles"),
    path(PEOPLE + "doubles/reunir/", people.merge, name="merge"),
    path(PEOPLE + "doubles/distinguer/", people.tell_apart, name="tell_apart"),
    path(PEOPLE + "doubles/<int:merge>/separer/", people.unmerge, name="unmerge"),
    path(PEOPLE + "<uuid:participant>/", people.card, name="person_card"),
    path(PEOPLE + "<uuid:participant>/corriger/", people.correct, name="person_correct"),
    path(PEOPLE + "<uuid:participant>/lien/", people.send_link, name="person_send_link"),
    path(PEOPLE + "<uuid:participant>/effacer/", people.forget, name="person_forget"),
]

"""Meetings: planned, changed, called off, taken up again, found."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    ParticipantFactory,
    RegistrationFactory,
    RunSheetStepFactory,
)

from plateforme.accounts.models import Letter
from plateforme.meetings.models import Edition, Meeting, Registration, Silence
from plateforme.meetings.models.silence import mark_of
from plateforme.meetings.reads.calendar import clashes
from plateforme.meetings.reads.days import holidays, remarks
from plateforme.meetings.reads.search import found
from plateforme.meetings.writes import calendar as writes
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
SAID = {
    "theme": "Prévenir les ruptures",
    "question": "Qui prévient qui ?",
    "kind": "workshop",
    "day": "2027-03-09",
    "starts": "14:00",
    "ends": "17:00",
    "place": "Salle du foyer",
    "capacity": "12",
    "registration_open": "on",
    "circle": "network",
}


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def edition(member):
    return EditionFactory(network=member.network)


@pytest.fixture
def meeting(edition):
    starts = timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=7)
    return MeetingFactory(edition=edition, theme="L'école et nous", place="Salle du foyer", starts_at=starts)


def url(name, member, meeting=None):
    return reverse(f"meetings:{name}", args=[member.network.slug, *([meeting.pk] if meeting else [])])


def said_of(meeting, **changes):
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    same = {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    return SAID | same | {"edition": meeting.edition.pk, "theme": meeting.theme, "place": meeting.place} | changes


# --- who may


@pytest.mark.parametrize("name", ["plan", "edit", "cancel", "again", "delete", "invite", "paper_add"])
@pytest.mark.parametrize(
    ("role", "status"), [(Role.PARTICIPANT, 403), (Role.COMMITTEE, 403), (Role.FACILITATOR, 200), (Role.STEWARD, 200)]
)
def test_who_may_prepare_a_meeting(client, name, role, status):
    member = MemberFactory(role=role)
    meeting = MeetingFactory(edition=EditionFactory(network=member.network))
    client.force_login(member.user)
    assert client.get(url(name, member, None if name == "plan" else meeting)).status_code == status


@pytest.mark.parametrize("name", ["meeting", "edit", "cancel", "again", "delete", "invite", "papers", "meeting_ics"])
def test_a_meeting_of_another_network_is_not_there(client, member, name):
    client.force_login(member.user)
    assert client.get(url(name, member, MeetingFactory())).status_code == 404


# --- planning


def test_a_newcomer_needs_one_form_the_edition_is_made_on_the_way(client):
    steward = MemberFactory(role=Role.STEWARD)
    client.force_login(steward.user)
    page = client.get(url("plan", steward)).text
    assert "Rencontres 20" in page
    answer = client.post(
        url("plan", steward), SAID | {"edition_title": "Rencontres 2027", "facilitators": [steward.pk]}
    )
    made = Meeting.objects.get()
    assert answer.url == url("meeting", steward, made)
    assert (made.edition.title, made.edition.year, made.facilitators.get()) == ("Rencontres 2027", 2027, steward)
    assert (timezone.localtime(made.starts_at).hour, made.minutes) == (14, 180)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == ["edition.opened", "meeting.planned"]


def test_the_name_of_a_closed_edition_is_not_taken_again(client):
    steward = MemberFactory(role=Role.STEWARD)
    EditionFactory(network=steward.network, title="Rencontres", year=2027, state="closed")
    client.force_login(steward.user)
    page = client.post(url("plan", steward), SAID | {"edition_title": "Rencontres"})
    assert "porte déjà ce nom" in page.text


def test_someone_who_may_not_open_an_edition_is_told_who_can(client, member):
    client.force_login(member.user)
    assert "Il faut d'abord une édition" in client.get(url("plan", member)).text
    client.post(url("plan", member), SAID | {"edition_title": "La mienne"})
    assert not Edition.objects.exists()


def test_the_form_comes_filled_with_what_most_meetings_are(client, member, edition):
    client.force_login(member.user)
    form = client.get(url("plan", member)).context["form"]
    shown = {name: form[name].value() for name in ("starts", "ends", "capacity", "facilitators", "kind", "circle")}
    assert f"{shown['starts']:%H:%M} {shown['ends']:%H:%M}" == "14:00 17:00"
    assert (shown["capacity"], shown["facilitators"], shown["kind"], shown["circle"]) == (
        12,
        [member.pk],
        "workshop",
        "network",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"theme": ""}, "obligatoire"),
        ({"ends": "13:00"}, "La fin vient avant le début"),
        ({"ends": "14:00"}, "La fin vient avant le début"),
        ({"day": "2027-02-30"}, "date"),
        ({"day": "20270-02-03"}, "date"),
        ({"day": "0207-02-03"}, "Cette année"),
        ({"day": "2027-03-28", "starts": "02:30", "ends": "05:00"}, "on change d&#x27;heure"),
        ({"until": "2027-03-10"}, "après la rencontre"),
        ({"capacity": "0"}, "supérieur"),
        ({"circle": "present"}, "choix"),
        ({"kind": "fête"}, "choix"),
        ({"circle": "public"}, "plus ouverte que son édition"),
        ({"circle": "committee"}, "Vous ne verriez plus"),
    ],
)
def test_what_cannot_be_is_told_beside_the_question(client, member, edition, changes, words):
    client.force_login(member.user)
    page = client.post(url("plan", member), SAID | {"edition": edition.pk} | changes)
    assert page.status_code == 200
    assert words in page.text
    assert not Meeting.objects.exists()


def test_a_committee_of_which_one_is_not_may_be_planned_by_who_leads_it(client, member, edition):
    client.force_login(member.user)
    client.post(url("plan", member), SAID | {"edition": edition.pk, "circle": "committee", "facilitators": [member.pk]})
    assert Meeting.objects.seen_by(member).get().circle == Circle.COMMITTEE


def test_an_edition_or_a_person_of_another_network_is_no_choice(client, member, edition):
    client.force_login(member.user)
    elsewhere = MemberFactory(role=Role.FACILITATOR)
    client.post(url("plan", member), SAID | {"edition": EditionFactory().pk})
    client.post(url("plan", member), SAID | {"edition": edition.pk, "facilitators": [elsewhere.pk]})
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("day", "departments", "said"),
    [
        (date(2026, 5, 14), [], "l'Ascension"),
        (date(2026, 4, 6), [], "lundi de Pâques"),
        (date(2026, 12, 26), ["67"], "Saint-Étienne"),
        (date(2026, 10, 6), [], "octobre"),
        (date(2026, 3, 7), [], "samedi"),
    ],
)
def test_a_day_to_think_twice_about_says_so(day, departments, said):
    assert said in " ".join(remarks(day, departments))


def test_an_ordinary_day_says_nothing():
    assert remarks(date(2026, 3, 10), ["63"]) == []
    assert date(2026, 12, 26) not in holidays(2026, ["63"])


# --- two at once


def test_the_same_room_or_the_same_people_at_the_same_time_is_said(client, member, meeting):
    there = MeetingFactory(edition=meeting.edition, place="salle du Foyer", starts_at=meeting.starts_at)
    led = MeetingFactory(edition=meeting.edition, place="ailleurs", starts_at=meeting.starts_at)
    led.facilitators.add(member)
    meeting.note_takers.add(member)
    MeetingFactory(edition=meeting.edition, place="Salle du foyer", starts_at=meeting.ends_at)
    told = {clash.meeting: clash.shared for clash in clashes(meeting, member)}
    assert told == {there: ("salle du Foyer",), led: (str(member),)}
    client.force_login(member.user)
    assert "au même moment" in client.get(url("meeting", member, meeting)).text


def test_what_one_may_not_see_is_not_betrayed_by_a_warning(member, meeting):
    MeetingFactory(edition=meeting.edition, place=meeting.place, starts_at=meeting.starts_at, circle=Circle.COMMITTEE)
    assert clashes(meeting, member) == []


# --- changing


def registered(meeting, email="inscrit@exemple.fr", **more):
    person = ParticipantFactory(network=meeting.network, email=email)
    return RegistrationFactory(meeting=meeting, participant=person, **more)


@pytest.mark.parametrize(
    ("changes", "sequence", "letters"),
    [
        ({"place": "Mairie"}, 1, 2),
        ({"starts": "08:00", "ends": "09:00"}, 1, 2),
        ({"theme": "Un autre nom"}, 0, 0),
        ({}, 0, 0),
    ],
)
def test_a_new_hour_or_place_is_told_to_those_who_registered(client, member, meeting, changes, sequence, letters):
    registered(meeting)
    registered(meeting, "attend@exemple.fr", state=Registration.State.WAITING)
    registered(meeting, "parti@exemple.fr", state=Registration.State.CANCELLED)
    client.force_login(member.user)
    answer = client.post(url("edit", member, meeting), said_of(meeting, **changes))
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.sequence, Letter.objects.count()) == (sequence, letters)


def test_the_letter_of_a_change_says_both_and_carries_the_newer_version(member, meeting):
    registered(meeting)
    meeting.place = "Mairie"
    writes.change(meeting, [member], [], by=member)
    letter = Letter.objects.get()
    assert "Mairie" in letter.body
    assert "Avant, c'était" in letter.body
    assert "Salle du foyer" in letter.body
    assert letter.calendar_method == "REQUEST"
    assert "SEQUENCE:1" in letter.calendar
    assert "inscrit@exemple.fr" in letter.calendar


def test_the_team_is_told_too_but_for_whoever_did_it(member, meeting):
    other = MemberFactory(network=member.network, role=Role.NOTE_TAKER)
    meeting.place = "Mairie"
    assert writes.change(meeting, [member], [other], by=member) == 1
    assert Letter.objects.get().to == other.user.email


def test_someone_who_wants_no_letters_gets_none(member, meeting):
    registered(meeting)
    Silence.objects.create(network=meeting.network, mark=mark_of("inscrit@exemple.fr"))
    meeting.place = "Mairie"
    assert writes.change(meeting, [], [], by=member) == 0


def test_more_places_let_those_who_wait_come(client, member, meeting):
    meeting.capacity = 1
    meeting.save()
    registered(meeting)
    waiting = registered(meeting, "attend@exemple.fr", state=Registration.State.WAITING)
    client.force_login(member.user)
    client.post(url("edit", member, meeting), said_of(meeting, capacity="2"))
    waiting.refresh_from_db()
    assert waiting.state == Registration.State.CONFIRMED


def test_changing_keeps_the_links_already_given(client, member, meeting):
    client.force_login(member.user)
    client.post(url("edit", member, meeting), said_of(meeting, place="Mairie"))
    assert Meeting.objects.get().registration_token == meeting.registration_token


def test_another_day_is_reminded_again(member, meeting):
    meeting.reminded_at = timezone.now()
    meeting.save()
    meeting.starts_at += timedelta(days=7)
    meeting.ends_at += timedelta(days=7)
    writes.change(meeting, [], [], by=member)
    assert Meeting.objects.get().reminded_at is None


# --- calling off, deleting, taking up again


def test_calling_off_tells_why_and_empties_calendars(client, member, meeting):
    registered(meeting)
    ParticipantFactory(network=meeting.network, email="")
    client.force_login(member.user)
    assert "1\xa0personne inscrite est prévenue" in client.get(url("cancel", member, meeting)).text
    client.post(url("cancel", member, meeting), {"why": "La salle est fermée."})
    letter = Letter.objects.get()
    assert "La salle est fermée." in letter.body
    assert letter.calendar_method == "CANCEL"
    assert "STATUS:CANCELLED" in letter.calendar
    assert "SEQUENCE:1" in letter.calendar
    page = client.get(url("meeting", member, meeting)).text
    assert "Cette rencontre est annulée" in page
    assert "M&#x27;inscrire" not in page


def test_calling_off_twice_writes_once(member, meeting):
    registered(meeting)
    assert [writes.cancel(meeting, "Trop peu de monde.", by=member) for _ in range(2)] == [1, 0]
    assert Letter.objects.count() == 1


def test_calling_off_says_how_many_must_be_told_otherwise(client, member, meeting):
    registered(meeting, email="")
    client.force_login(member.user)
    assert "à prévenir autrement" in client.get(url("cancel", member, meeting)).text


def test_a_meeting_called_off_is_changed_no_more(client, member, meeting):
    writes.cancel(meeting, "Trop peu de monde.", by=member)
    client.force_login(member.user)
    assert client.get(url("edit", member, meeting)).status_code == 403


def test_a_meeting_planned_by_mistake_is_deleted(client, member, meeting):
    client.force_login(member.user)
    client.post(url("delete", member, meeting))
    assert not Meeting.objects.exists()
    assert Entry.objects.get(verb="meeting.deleted").target == meeting.theme


@pytest.mark.parametrize("make", [registered, lambda meeting: AttendanceFactory(meeting=meeting)])
def test_a_meeting_that_someone_came_to_is_not_deleted(client, member, meeting, make):
    make(meeting)
    client.force_login(member.user)
    answer = client.post(url("delete", member, meeting), follow=True)
    assert "annulez plutôt" in answer.text
    assert Meeting.objects.exists()


def test_a_theme_taken_up_again_starts_with_the_same_run_sheet_and_both_are_linked(client, member, meeting):
    RunSheetStepFactory(meeting=meeting, title="Tour de table", position=1, method="tour-de-table")
    client.force_login(member.user)
    form = client.get(url("again", member, meeting)).context["form"]
    assert (form["theme"].value(), form["day"].value()) == ("L'école et nous", None)
    client.post(url("again", member, meeting), said_of(meeting, day="2027-05-11"))
    second = Meeting.objects.get(again_of=meeting)
    assert [step.title for step in second.steps.all()] == ["Tour de table"]
    assert second.registration_token != meeting.registration_token
    assert url("meeting", member, second) in client.get(url("meeting", member, meeting)).text
    assert url("meeting", member, meeting) in client.get(url("meeting", member, second)).text


# --- looking


def test_lists_tell_coming_from_past_and_show_what_was_called_off(client, member, edition):
    MeetingFactory(edition=edition, theme="Demain")
    MeetingFactory(edition=edition, theme="Hier", starts_at=timezone.now() - timedelta(days=1))
    MeetingFactory(edition=edition, theme="Jamais", cancelled_at=timezone.now())
    client.force_login(member.user)
    coming, past = client.get(url("list", member)).text, client.get(url("list", member) + "?quand=passees").text
    assert ("Demain" in coming, "Hier" in coming, "Jamais" in coming, "Annulée" in coming) == (True, False, True, True)
    assert ("Demain" in past, "Hier" in past) == (False, True)


@pytest.mark.parametrize(
    ("asked", "hit"),
    [("ecole", True), ("ÉCOLE nous", True), ("foyer", True), ("ecole mairie", False), ("%", False), ("_", False)],
)
def test_a_search_minds_neither_accents_nor_case(client, member, meeting, asked, hit):
    client.force_login(member.user)
    page = client.get(url("list", member), {"q": asked})
    assert (meeting in page.context["page"].object_list) is hit
    assert bool([one for one in found(member, asked) if one.title == meeting.theme]) is hit


def test_a_filter_nobody_offers_is_left_aside(client, member, meeting):
    client.force_login(member.user)
    for asked in ({"kind": "fête"}, {"edition": "pas-un-numéro"}, {"page": "zéro"}, {"page": "999"}):
        assert client.get(url("list", member), asked).status_code == 200


def test_those_who_read_do_not_learn_how_many_register(client, meeting):
    registered(meeting)
    reader = MemberFactory(network=meeting.network)
    client.force_login(reader.user)
    assert "1\xa0inscription" not in client.get(url("list", reader)).text
    assert "1\xa0inscription" not in client.get(url("meeting", reader, meeting)).text


def test_an_empty_network_says_what_to_do_first(client, member):
    client.force_login(member.user)
    assert "Prévoir la première rencontre" in client.get(url("list", member)).text
    reader = MemberFactory(network=member.network)
    client.force_login(reader.user)
    assert "Prévoir" not in client.get(url("list", reader)).text


def month(member, year, number):
    return reverse("meetings:month", args=[member.network.slug, year, number])


def test_a_month_shows_each_meeting_on_its_day_here(client, member, edition):
    late = datetime(2027, 6, 30, 23, 30, tzinfo=PARIS)  # 21 h 30 UTC, the last day of June here
    MeetingFactory(edition=edition, theme="Veillée", starts_at=late, ends_at=late + timedelta(minutes=20))
    client.force_login(member.user)
    june = client.get(month(member, 2027, 6)).context["month"]
    held = [day.date for week in june.weeks for day in week if day.entries]
    assert held == [date(2027, 6, 30)]


@pytest.mark.parametrize(("year", "number", "status"), [(2027, 12, 200), (2027, 13, 404), (2027, 0, 404), (1, 1, 404)])
def test_months_that_do_not_exist_are_not_there(client, member, year, number, status):
    client.force_login(member.user)
    assert client.get(month(member, year, number)).status_code == status


@pytest.mark.parametrize("name", ["list", "editions"])
def test_a_list_asks_no_more_of_the_database_with_more_rows(client, member, edition, name, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(member.user)
    MeetingFactory.create_batch(2, edition=edition)
    client.get(url(name, member))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url(name, member))
    MeetingFactory.create_batch(30, edition=edition)
    with django_assert_num_queries(len(few)):
        client.get(url(name, member))


def test_long_lists_have_pages(client, member, edition):
    MeetingFactory.create_batch(21, edition=edition)
    client.force_login(member.user)
    assert len(client.get(url("list", member), {"page": 2}).context["page"].object_list) == 1


# --- what other pages show of it


def home(client, member):
    client.force_login(member.user)
    return client.get(reverse("networks:home", args=[member.network.slug])).text


def test_first_steps_lead_whoever_prepares_until_someone_came(client, member, edition):
    assert url("plan", member) in home(client, member)
    meeting = MeetingFactory(edition=edition)
    assert url("invite", member, meeting) in home(client, member)
    reader = MemberFactory(network=member.network)
    assert "Pour commencer" not in home(client, reader)
    AttendanceFactory(meeting=meeting)
    assert "Pour commencer" not in home(client, member)


def test_the_first_page_shows_the_next_meetings_one_sees(client, member, edition):
    MeetingFactory(edition=edition, theme="Demain")
    MeetingFactory(edition=edition, theme="Comité", circle=Circle.COMMITTEE)
    MeetingFactory(edition=edition, theme="Annulé", cancelled_at=timezone.now())
    page = home(client, member)
    assert ("Demain" in page, "Comité" in page) == (True, False)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.PARTICIPANT, ["meeting", "runsheet", "papers"]),
        (Role.FACILITATOR, ["meeting", "registrations", "runsheet", "attendance", "reviews", "papers"]),
    ],
)
def test_tabs_are_those_whose_door_opens(client, role, shown):
    member = MemberFactory(role=role)
    meeting = MeetingFactory(edition=EditionFactory(network=member.network))
    client.force_login(member.user)
    page = client.get(url("meeting", member, meeting)).text
    tabs = page[page.index('class="tabs"') :]
    tabs = tabs[: tabs.index("</nav>")]
    names = ["meeting", "registrations", "runsheet", "attendance", "reviews", "papers"]
    assert [name for name in names if f'href="{url(name, member, meeting)}"' in tabs] == shown


# --- visitors


def test_a_visitor_sees_what_is_public_and_nobody_s_name(client):
    member = MemberFactory(role=Role.FACILITATOR, user__name="Camille ARVOISE")
    edition = EditionFactory(network=member.network, circle=Circle.PUBLIC)
    public = MeetingFactory(edition=edition, circle=Circle.PUBLIC, theme="Portes ouvertes")
    public.facilitators.add(member)
    MeetingFactory(edition=edition, theme="Entre nous")
    page = client.get(url("list", member)).text
    assert ("Portes ouvertes" in page, "Entre nous" in page) == (True, False)
    page = client.get(url("meeting", member, public))
    assert page.status_code == 200
    assert "ARVOISE" not in page.text


def test_someone_not_signed_in_who_follows_a_letter_is_asked_to_sign_in(client, member, meeting):
    answer = client.get(url("meeting", member, meeting))
    assert answer.status_code == 302
    assert url("meeting", member, meeting) in answer.url
    client.force_login(MemberFactory().user)
    assert client.get(url("meeting", member, meeting)).status_code == 404

"""The run sheet: steps on the clock, changed with a mouse or a keyboard, with or without script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import MeetingFactory, MeetingReviewFactory, MemberFactory, RunSheetStepFactory

from plateforme.meetings.facilitation import methods, run_sheet_templates
from plateforme.meetings.models import RunSheetStep
from plateforme.meetings.reads.runsheet import run_sheet
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
STEP = {"title": "Tour de table", "minutes": 20, "method": "", "purpose": "", "who": "", "material": ""}
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def meeting(member):
    return MeetingFactory(edition__network=member.network)


@pytest.fixture
def page(client, member, meeting):
    client.force_login(member.user)
    return lambda name="runsheet", *args: reverse(f"meetings:{name}", args=[member.network.slug, meeting.pk, *args])


def steps(meeting, *minutes):
    return [
        RunSheetStepFactory(meeting=meeting, position=place, title=f"Étape {place}", minutes=length)
        for place, length in enumerate(minutes)
    ]


def titles(meeting):
    return list(meeting.steps.order_by("position").values_list("title", flat=True))


def test_each_step_has_its_hours_and_the_whole_its_total(member, meeting):
    steps(meeting, 20, 40)
    sheet = run_sheet(meeting, member)
    assert [line.starts_at for line in sheet.lines] == [meeting.starts_at, meeting.starts_at + timedelta(minutes=20)]
    assert (sheet.minutes, sheet.left, sheet.too_much) == (60, 120, 0)


def test_a_sheet_longer_than_the_meeting_says_by_how_much(client, meeting, page):
    steps(meeting, 120, 75)
    said = client.get(page()).content.decode().replace("\xa0", " ")
    assert "Le déroulé dure 3 h 15." in said
    assert "C&#x27;est 15 min de trop." in said or "C'est 15 min de trop." in said


def test_what_to_bring_is_listed_once(member, meeting):
    for place in range(2):
        RunSheetStepFactory(meeting=meeting, position=place, material="feutres, horloge", method="world-cafe")
    found = run_sheet(meeting, member).material
    assert found[:2] == ("feutres", "horloge")
    assert len(found) == len(set(found)) > 2


def test_a_step_is_added_at_the_end(client, meeting, page):
    steps(meeting, 10)
    assert client.post(page("step_add"), STEP).status_code == 302
    assert titles(meeting) == ["Étape 0", "Tour de table"]


def test_a_step_without_a_length_is_told_so_and_nothing_is_lost(client, meeting, page):
    answer = client.post(page("step_add"), STEP | {"minutes": ""})
    assert "À corriger" in answer.content.decode()
    assert 'value="Tour de table"' in answer.content.decode()
    assert not meeting.steps.exists()


def test_the_page_of_a_method_prepares_the_form(client, page):
    said = client.get(page(), {"methode": "world-cafe"}).content.decode()
    assert 'value="World café"' in said
    assert 'value="100"' in said


def test_a_step_is_changed(client, meeting, page):
    (step,) = steps(meeting, 10)
    client.post(page("step", step.pk), STEP | {"minutes": 35, "method": "tour-de-table"})
    step.refresh_from_db()
    assert (step.title, step.minutes, step.method) == ("Tour de table", 35, "tour-de-table")


@pytest.mark.parametrize(
    ("moved", "to", "expected"),
    [(0, "down", "102"), (2, "up", "021"), (0, "up", "012"), (2, "down", "012")],
)
def test_a_step_moves_by_one_and_stays_at_the_ends(client, meeting, page, moved, to, expected):
    rows = steps(meeting, 10, 10, 10)
    client.post(page("step_move", rows[moved].pk), {"to": to})
    assert [title[-1] for title in titles(meeting)] == list(expected)


def test_a_move_asked_as_a_fragment_answers_the_table_and_says_the_total(client, meeting, page):
    rows = steps(meeting, 10, 10)
    said = client.post(page("step_move", rows[0].pk), {"to": "down"}, headers=FRAGMENT).content.decode()
    assert "<html" not in said
    assert 'id="sheet"' in said
    assert 'id="sheet-said" hx-swap-oob' in said


def test_a_step_is_taken_away(client, meeting, page):
    rows = steps(meeting, 10, 10)
    client.post(page("step_remove", rows[0].pk))
    assert titles(meeting) == ["Étape 1"]


@pytest.mark.parametrize("template", run_sheet_templates(), ids=lambda one: one.key)
def test_one_starts_from_any_ready_made_sheet_and_it_fits_our_fields(client, meeting, page, template):
    client.post(page("runsheet_start"), {"template": template.key})
    assert sum(step.minutes for step in meeting.steps.all()) == template.minutes
    for step in meeting.steps.all():
        step.full_clean()


def test_one_starts_from_another_meeting_and_nothing_there_has_begun(client, member, meeting, page):
    earlier = MeetingFactory(edition=meeting.edition)
    RunSheetStepFactory(meeting=earlier, title="Photo-langage", started_at=timezone.now())
    assert "Reprendre le déroulé" in client.get(page()).content.decode()
    client.post(page("runsheet_start"), {"source": str(earlier.pk)})
    assert [(step.title, step.started_at) for step in meeting.steps.all()] == [("Photo-langage", None)]


@pytest.mark.parametrize("said", [{}, {"template": "x"}, {"source": "x"}])
def test_starting_from_nothing_changes_nothing(client, meeting, page, said):
    assert client.post(page("runsheet_start"), said).status_code == 302
    assert not meeting.steps.exists()


def test_a_meeting_of_another_network_is_not_a_start(client, meeting, page):
    other = RunSheetStepFactory().meeting
    client.post(page("runsheet_start"), {"source": str(other.pk)})
    assert not meeting.steps.exists()


def test_an_emptied_sheet_asks_first(client, meeting, page):
    steps(meeting, 10)
    assert "Vider le déroulé" in client.get(page("runsheet_clear")).content.decode()
    assert meeting.steps.exists()
    client.post(page("runsheet_clear"))
    assert not meeting.steps.exists()


@pytest.mark.parametrize(("role", "status"), [(Role.PARTICIPANT, 403), (Role.NOTE_TAKER, 403), (Role.FACILITATOR, 302)])
def test_who_may_change_the_sheet(client, role, status):
    member = MemberFactory(role=role)
    step = RunSheetStepFactory(meeting__edition__network=member.network)
    client.force_login(member.user)
    place = [member.network.slug, step.meeting.pk]
    assert client.get(reverse("meetings:runsheet", args=place)).status_code == 200
    assert client.post(reverse("meetings:step_add", args=place), STEP).status_code == status
    for name in ("step_move", "step_remove"):
        assert client.post(reverse(f"meetings:{name}", args=[*place, step.pk]), {"to": "up"}).status_code == status


def test_a_step_of_another_meeting_is_not_reached_through_this_one(client, meeting, page):
    elsewhere = RunSheetStepFactory()
    for name in ("step_move", "step_remove", "step"):
        assert client.post(page(name, elsewhere.pk), STEP | {"to": "up"}).status_code == 404
    assert RunSheetStep.objects.filter(pk=elsewhere.pk).exists()


def test_a_reader_sees_the_sheet_without_its_gestures(client):
    member = MemberFactory()
    step = RunSheetStepFactory(meeting__edition__network=member.network)
    client.force_login(member.user)
    said = client.get(reverse("meetings:runsheet", args=[member.network.slug, step.meeting.pk])).content.decode()
    assert step.title in said
    assert "Ajouter une étape" not in said
    assert "deplacer" not in said


def test_the_meeting_before_says_what_to_change(client, member, meeting, page):
    earlier = MeetingFactory(edition=meeting.edition, starts_at=meeting.starts_at - timedelta(days=20))
    for words in ("Plus de pauses", "", ""):
        MeetingReviewFactory(meeting=earlier, change=words)
    assert "Plus de pauses" in client.get(page()).content.decode()


def test_words_of_a_step_are_shown_and_never_run(client, meeting, page):
    RunSheetStepFactory(meeting=meeting, title="<img src=x onerror=alert(1)>", purpose="<script>")
    said = client.get(page()).content.decode()
    assert "<img src=x" not in said
    assert "&lt;img src=x" in said


def test_fifteen_steps_ask_as_much_as_two(client, meeting, page, django_assert_max_num_queries):
    steps(meeting, 5, 5)
    client.get(page())
    with django_assert_max_num_queries(30) as few:
        client.get(page())
    for place in range(2, 15):
        RunSheetStepFactory(meeting=meeting, position=place)
    with django_assert_max_num_queries(len(few)):
        client.get(page())


# --- methods -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({}, "World café", "Aucune méthode"),
        ({"people": 6}, "Tour de table", "World café"),
        ({"minutes": 20}, "Météo", "World café"),
        ({"family": "clore"}, "Bilan en étoile", "World café"),
    ],
)
def test_methods_are_found_by_size_time_and_purpose(client, member, asked, shown, hidden):
    client.force_login(member.user)
    said = client.get(reverse("meetings:methods", args=[member.network.slug]), asked).content.decode()
    assert shown in said
    assert hidden not in said


def test_no_method_says_what_to_do(client, member):
    client.force_login(member.user)
    said = client.get(reverse("meetings:methods", args=[member.network.slug]), {"people": 500}).content.decode()
    assert "Aucune méthode ne convient" in said


@pytest.mark.parametrize("method", methods(), ids=lambda one: one.key)
def test_each_method_has_its_page(client, member, meeting, method):
    client.force_login(member.user)
    said = client.get(reverse("meetings:method", args=[member.network.slug, method.key]))
    assert said.status_code == 200
    assert f"?methode={method.key}" in said.content.decode()


def test_an_unknown_method_is_no_page(client, member):
    client.force_login(member.user)
    assert client.get(reverse("meetings:method", args=[member.network.slug, "rien"])).status_code == 404

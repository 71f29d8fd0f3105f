"""What is printed: sheets to sign, certificates, run sheets; tagged for screen readers, whatever the names."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pdfua
import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    ParticipantFactory,
    RegistrationFactory,
    RunSheetStepFactory,
)
from printed import pages

from plateforme.meetings.models import RunSheetStep
from plateforme.meetings.reads.printed import drawable, half_days
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
LONG = "Marie-Emmanuelle DE LA ROCHE-SAINT-ANDRÉ DU BREUIL-LE-CHÂTEAU-MONTFAUCON-EN-VELAY " * 2
STROKES = "M40 120 L80 40 L120 150 L180 60 L260 120 M300 60 L420 70"


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR, network__name="Réseau du Val d'Orbe")


@pytest.fixture
def meeting(member):
    begins = timezone.make_aware(datetime(2018, 1, 9, 14))
    found = MeetingFactory(
        edition__network=member.network, starts_at=begins, theme="Accueillir ensemble : qui fait quoi ?"
    )
    found.facilitators.add(member)
    return found


@pytest.fixture
def paper(client, member, meeting, tmp_path):
    """Asks for a paper, checks that an independent reader finds no fault in its tags, returns the text of its pages."""
    client.force_login(member.user)

    def ask(name: str, *args: object) -> list[str]:
        answer = client.get(reverse(f"meetings:{name}", args=[member.network.slug, meeting.pk, *args]))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert "no-store" in answer["Cache-Control"]
        file: Path = tmp_path / f"{name}.pdf"
        file.write_bytes(answer.content)
        assert list(pdfua.validate(file).findings) == []
        return pages(file)

    return ask


def come(meeting, **values):
    organization = OrganizationFactory(network=meeting.network)
    return AttendanceFactory(meeting=meeting, organization=organization, **values)


def test_the_sheet_says_who_is_awaited_where_when_and_what_is_kept(member, meeting, paper):
    RegistrationFactory(meeting=meeting, participant__name="Alix MORVAN")
    (page,) = paper("sheet")
    for words in ("Alix MORVAN", "Réseau du Val d’Orbe", "mardi 9 janvier 2018", "de 14 h à 17 h", "salle des fêtes"):
        assert words in page
    assert "Les noms sont effacés 12 mois" in page
    assert f"Animation : {member}" in page


def test_a_sheet_without_names_is_all_lines_to_fill(paper):
    (page,) = paper("sheet")
    assert "Nom et prénom" in page
    assert "14" in page


def test_sixty_people_with_long_names_fit_on_numbered_pages_that_repeat_the_head(meeting, paper):
    for index in range(60):
        person = ParticipantFactory(network=meeting.network, name=(f"{index} {LONG}")[:120], profession=LONG[:120])
        RegistrationFactory(meeting=meeting, participant=person)
    printed = paper("sheet")
    assert all("Nom et prénom" in page for page in printed)
    assert f"page {len(printed)} / {len(printed)}" in printed[-1]


def test_a_whole_day_is_signed_twice(meeting, paper):
    meeting.starts_at = timezone.make_aware(datetime(2018, 1, 9, 9))
    meeting.ends_at = meeting.starts_at + timedelta(hours=8)
    meeting.save()
    assert len(half_days(meeting)) == 2
    (page,) = paper("sheet")
    assert "Signature le matin" in page
    assert "Signature l’après-midi" in page


def test_a_signature_given_on_screen_is_on_the_sheet(meeting, paper):
    come(meeting, participant__name="Alix MORVAN", signature=STROKES, means="signed")
    come(meeting, participant__name="Zoé BREUIL")
    (page,) = paper("sheet")
    assert page.count("présence notée") == 1


def test_a_certificate_says_who_what_when_where_and_how_long(meeting, paper):
    row = come(meeting, participant__name="Alix MORVAN")
    (page,) = paper("certificate", row.participant.pk)
    for words in ("Alix MORVAN", "Accueillir ensemble : qui fait quoi ?", "mardi 9 janvier 2018", "Durée : 3 h"):
        assert words in page
    assert "La coordination du réseau atteste que" in page


def test_certificates_are_one_a_page_by_name_without_those_who_are_forgotten(meeting, paper):
    for name in ("Zoé BREUIL", "Alix MORVAN", ""):
        come(meeting, participant__name=name)
    first, second = paper("certificates")
    assert "Alix MORVAN" in first
    assert "Zoé BREUIL" in second


def test_the_run_sheet_is_printed_with_its_hours_and_what_to_bring(meeting, paper):
    RunSheetStepFactory(meeting=meeting, title="Ouvrir", minutes=20, material="feutres")
    RunSheetStepFactory(meeting=meeting, title="Trois tables", minutes=100, method="world-cafe", purpose="Tourner")
    printed = " ".join(paper("runsheet_pdf"))
    for words in ("14 h 20", "Trois tables", "World café", "feutres", "Total : 2 h", "Premier tour"):
        assert words in printed


def test_an_empty_run_sheet_is_printed_too(meeting, paper):
    assert not RunSheetStep.objects.exists()
    assert "Total" in paper("runsheet_pdf")[0]


@pytest.mark.parametrize("name", ["#panic()", "*gras* _x_ $y$ [z] @a", "\\u{41} \" '", "{{ 7*7 }}"])
def test_words_of_people_are_never_read_as_markup(meeting, paper, name):
    row = come(meeting, participant__name=name)
    (page,) = paper("certificate", row.participant.pk)
    assert name.split()[0].replace("'", "’") in page


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Alix 😀 MORVAN", "Alix MORVAN"),
        ("Łukasz Nguyễn", "Łukasz Nguyễn"),
        ("李娜 (Li Na)", "__ (Li Na)"),
        ("a\x07b", "ab"),
    ],
)
def test_what_no_face_can_draw_never_stops_the_press(typed, printed):
    assert drawable(typed).replace("  ", " ") == printed


@pytest.mark.parametrize(
    ("role", "sheet", "own", "other"),
    [(Role.PARTICIPANT, 403, 200, 404), (Role.NOTE_TAKER, 200, 200, 200), (Role.FACILITATOR, 200, 200, 200)],
)
def test_who_may_print_what(client, meeting, role, sheet, own, other):
    member = MemberFactory(network=meeting.network, role=role)
    mine, others = come(meeting, participant__user=member.user), come(meeting)
    client.force_login(member.user)

    def status(name: str, *args: object) -> int:
        return client.get(reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])).status_code

    assert (status("sheet"), status("certificates")) == (sheet, sheet)
    assert status("certificate", mine.participant.pk) == own
    assert status("certificate", others.participant.pk) == other


def test_a_personal_link_opens_the_certificates_of_that_person_alone(client, meeting):
    row, other = come(meeting), MeetingFactory(edition=meeting.edition)

    def status(token: str, where: object) -> int:
        return client.get(reverse("meetings:own_certificate", args=[token, where])).status_code

    assert status(row.participant.token, meeting.pk) == 200
    assert status(row.participant.token, other.pk) == 404
    assert status("devine", meeting.pk) == 404


def test_nothing_is_certified_before_the_meeting_nor_when_it_is_cancelled(client, meeting):
    row = come(meeting)
    place = reverse("meetings:own_certificate", args=[row.participant.token, meeting.pk])
    meeting.cancelled_at = timezone.now()
    meeting.save()
    assert client.get(place).status_code == 404
    meeting.cancelled_at, meeting.starts_at = None, timezone.now() + timedelta(days=1)
    meeting.ends_at = meeting.starts_at + timedelta(hours=2)
    meeting.save()
    assert client.get(place).status_code == 404


def test_papers_of_another_network_do_not_exist(client, member):
    client.force_login(member.user)
    row = AttendanceFactory()
    for name, args in (
        ("sheet", []),
        ("certificates", []),
        ("certificate", [row.participant.pk]),
        ("runsheet_pdf", []),
    ):
        place = reverse(f"meetings:{name}", args=[member.network.slug, row.meeting.pk, *args])
        assert client.get(place).status_code == 404
    assert client.get(reverse("meetings:sheet", args=[member.network.slug, uuid4()])).status_code == 404

"""Files joined to a meeting: what is taken, who reads it, how it leaves."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories import AttendanceFactory, EditionFactory, MeetingFactory, MemberFactory, ParticipantFactory

from plateforme.meetings.models import Paper
from plateforme.meetings.paper_kinds import MAIN_PART, MOST_BYTES, TYPES, Refused, read_kind
from plateforme.meetings.writes import papers as writes
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


def package(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def office(suffix, **more):
    return package(**{"[Content_Types].xml": "<Types/>", MAIN_PART[suffix]: "<x/>"}, **more)


def opened(suffix, **more):
    return package(mimetype=TYPES[suffix], **{"content.xml": "<x/>"}, **more)


GOOD = {
    "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 17 + b"\x00\x00\x00\x00IEND\xaeB`\x82",
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 20 + b"\xff\xd9",
    "txt": "L'ordre du jour : l'été.\n".encode(),
    "csv": "nom;métier\n".encode("cp1252"),
    **{suffix: office(suffix) for suffix in MAIN_PART},
    **{suffix: opened(suffix) for suffix in ("odt", "ods", "odp")},
}


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def meeting(member):
    return MeetingFactory(edition=EditionFactory(network=member.network))


@pytest.fixture
def paper(member, meeting):
    return writes.add_paper(meeting, "Ordre du jour.pdf", GOOD["pdf"], Circle.NETWORK, by=member)


def url(name, meeting, paper=None):
    keys = [meeting.network.slug, meeting.pk, *([paper.pk] if paper else [])]
    return reverse(f"meetings:{name}", args=keys)


def send(client, meeting, name, content, **said):
    file = SimpleUploadedFile(name, content, "application/x-quelconque")
    return client.post(url("paper_add", meeting), {"file": file, "circle": "network"} | said)


# --- what is taken


@pytest.mark.parametrize("suffix", sorted(TYPES))
def test_files_of_an_office_are_taken(suffix):
    assert read_kind(f"Ordre du jour.{suffix.upper()}", GOOD[suffix]) == ("Ordre du jour", suffix)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd.txt", "passwd"),
        ("C:\\Documents\\plan.txt", "plan"),
        ("photo.JPEG", "photo"),
        (".txt", "Document"),
        ("a" * 300 + ".txt", "a" * 150),
    ],
)
def test_a_name_is_only_a_title(name, title):
    assert read_kind(name, GOOD["jpg"] if "JPEG" in name else b"x").title == title


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("page.html", b"<html>", "accept"),
        ("dessin.svg", b"<svg/>", "accept"),
        ("macro.docm", GOOD["docx"], "accept"),
        ("archive.zip", GOOD["docx"], "accept"),
        ("sans suffixe", b"x", "accept"),
        ("vide.pdf", b"", "vide"),
        ("gros.txt", b"x" * (MOST_BYTES + 1), "10 Mo"),
        ("page.pdf", b"<html><script>alert(1)</script>", "annonce"),
        ("page.txt", b"\xef\xbb\xbf  <!DOCTYPE html><script>", "annonce"),
        ("dessin.csv", b"<svg xmlns='x' onload='y'/>", "annonce"),
        ("programme.txt", b"#!/bin/sh\nrm", "annonce"),
        ("binaire.txt", b"MZ\x00\x01", "annonce"),
        ("photo.png", GOOD["jpg"], "annonce"),
        ("photo.jpg", GOOD["png"], "annonce"),
        ("tableur.docx", GOOD["xlsx"], "annonce"),
        ("texte.odt", GOOD["ods"], "annonce"),
        ("archive.docx", package(**{"a.txt": "x"}), "annonce"),
        ("vieux.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "annonce"),
        ("coupé.pdf", GOOD["pdf"][:-8], "abîmé"),
        ("coupé.png", GOOD["png"][:-10], "abîmé"),
        ("coupé.docx", GOOD["docx"][:-30], "abîmé"),
        ("macros.docx", office("docx", **{"word/vbaProject.bin": "x"}), "macros"),
        ("macros.odt", opened("odt", **{"Basic/Standard/a.xml": "x"}), "macros"),
        ("bombe.xlsx", office("xlsx", bombe=b"0" * (201 * 1024 * 1024)), "trop lourd"),
    ],
)
def test_what_is_damaged_disguised_or_dangerous_is_refused_with_a_word(name, content, words):
    with pytest.raises(Refused, match=words):
        read_kind(name, content)


def test_a_part_that_was_altered_is_found():
    content = bytearray(office("docx", **{"word/media/a.txt": "abcdefgh" * 50}))
    at = content.rindex(b"word/media/a.txt", 0, content.index(b"PK\x01\x02")) + len("word/media/a.txt") + 3
    content[at] ^= 0xFF
    with pytest.raises(Refused, match="abîmé"):
        read_kind("a.docx", bytes(content))


# --- who joins, who reads


@pytest.mark.parametrize(("role", "status"), [(Role.PARTICIPANT, 403), (Role.NOTE_TAKER, 403), (Role.FACILITATOR, 302)])
def test_who_may_join_a_file(client, role, status):
    member = MemberFactory(role=role)
    meeting = MeetingFactory(edition=EditionFactory(network=member.network))
    client.force_login(member.user)
    assert send(client, meeting, "a.txt", b"mots").status_code == status


def test_a_file_joined_is_listed_and_comes_back_the_same(client, member, meeting):
    client.force_login(member.user)
    send(client, meeting, "Ordre du jour.pdf", GOOD["pdf"])
    paper = Paper.objects.get()
    assert "Ordre du jour" in client.get(url("papers", meeting)).text
    answer = client.get(url("paper", meeting, paper))
    assert answer.content == GOOD["pdf"]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Ordre du jour.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"].startswith("private")


def test_nothing_of_the_name_reaches_the_disk(member, meeting, settings):
    writes.add_paper(meeting, "../../évasion.html.txt", b"mots", Circle.NETWORK, by=member)
    [kept] = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert kept.name == str(Paper.objects.get().pk)


def test_a_title_with_quotes_and_accents_is_a_safe_header(client, member, meeting):
    client.force_login(member.user)
    send(client, meeting, "a.txt", b"mots", title='L\'été "à venir"\r\nX-Mauvais: 1')
    header = client.get(url("paper", meeting, Paper.objects.get()))["Content-Disposition"]
    assert "\n" not in header
    assert header.startswith("attachment; filename")


def test_what_is_refused_is_told_beside_the_question_and_leaves_nothing(client, member, meeting, settings):
    client.force_login(member.user)
    page = send(client, meeting, "page.html", b"<html>")
    assert "Types acceptés" in page.text
    assert not Paper.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_paper_is_never_offered_more_open_than_its_meeting(client, member, meeting):
    client.force_login(member.user)
    assert send(client, meeting, "a.txt", b"mots", circle="public").status_code == 200
    assert not Paper.objects.exists()
    with pytest.raises(ValueError, match="never more open"):
        writes.add_paper(meeting, "a.txt", b"mots", Circle.PUBLIC, by=member)


def test_a_paper_for_those_present_is_read_by_those_who_came(client, member, meeting):
    paper = writes.add_paper(meeting, "compte rendu.txt", b"mots", Circle.PRESENT, by=member)
    came, absent = MemberFactory(network=member.network), MemberFactory(network=member.network)
    AttendanceFactory(meeting=meeting, participant=ParticipantFactory(network=member.network, user=came.user))
    for reader, status in ((came, 200), (absent, 404)):
        client.force_login(reader.user)
        assert client.get(url("paper", meeting, paper)).status_code == status
        assert ("compte rendu" in client.get(url("papers", meeting)).text) is (status == 200)
    told = Entry.objects.seen_by(absent).filter(verb="paper.added")
    assert not told.exists()


def test_a_paper_opens_under_its_own_meeting_alone(client, member, meeting, paper):
    other = MeetingFactory(edition=meeting.edition)
    client.force_login(member.user)
    assert client.get(url("paper", other, paper)).status_code == 404


def test_a_file_goes_with_its_row_once_that_is_sure(
    client, member, meeting, paper, settings, django_capture_on_commit_callbacks
):
    kept = Path(settings.MEDIA_ROOT) / paper.file.name
    client.force_login(member.user)
    assert "effacé pour de bon" in client.get(url("paper_delete", meeting, paper)).text
    with django_capture_on_commit_callbacks() as waiting:
        client.post(url("paper_delete", meeting, paper))
    assert kept.exists()
    for callback in waiting:
        callback()
    assert not kept.exists()
    assert Entry.objects.get(verb="paper.removed").target == "Ordre du jour"


def test_a_file_goes_with_its_meeting(member, meeting, paper, settings, django_capture_on_commit_callbacks):
    kept = Path(settings.MEDIA_ROOT) / paper.file.name
    with django_capture_on_commit_callbacks(execute=True):
        meeting.delete()
    assert not kept.exists()


def test_a_file_lost_on_the_disk_is_not_there(client, member, meeting, paper):
    paper.file.storage.delete(paper.file.name)
    client.force_login(member.user)
    assert client.get(url("paper", meeting, paper)).status_code == 404


def test_narrowing_a_meeting_narrows_its_papers(client, member, meeting, paper):
    from plateforme.meetings.writes import calendar

    meeting.circle = Circle.EDITORIAL
    calendar.change(meeting, [member], [], by=member)
    paper.refresh_from_db()
    assert paper.circle == Circle.EDITORIAL

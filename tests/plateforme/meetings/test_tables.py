"""Tables in and out: the same columns both ways, nothing written before one has seen what it does."""

import time
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    ParticipantFactory,
    RegistrationFactory,
)

from plateforme.directory.models import Organization
from plateforme.meetings.models import Attendance, Edition, Meeting, Participant, TableDraft
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role
from vivant import corpus
from vivant.formats.edition_tables import read_attendance
from vivant.formats.samples import samples_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward(client):
    member = MemberFactory(roles=[Role.STEWARD, Role.FACILITATOR])
    client.force_login(member.user)
    return member


def at(member, name="import", *more):
    return reverse(f"meetings:{name}", args=[member.network.slug, *more])


def send(client, member, table, content, *, name="tableau.csv", edition=""):
    """Send a table; the page that shows what it would do."""
    content = content.encode() if isinstance(content, str) else content
    given = {"table": table, "edition": edition, "file": SimpleUploadedFile(name, content)}
    return client.post(at(member), given, follow=True)


def confirm(client, member, page):
    draft = page.context["draft"]
    given = {"digest": page.context["plan"].digest, "gesture": "write"}
    return client.post(at(member, "import_check", draft.pk), given, follow=True)


def bring(client, member, table, content, **options):
    page = send(client, member, table, content, **options)
    confirm(client, member, page)
    return page.context["plan"]


def sizes(plan):
    return {what: len(plan.of(what)) for what in ("added", "changed", "unchanged", "refused")}


def file(client, member, table, suffix="csv", **asked):
    return client.get(at(member, "export", table, suffix), asked).content


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PARTICIPANT, 403),
        (Role.NOTE_TAKER, 403),
        (Role.ANALYST, 403),
        (Role.FACILITATOR, 200),
        (Role.STEWARD, 200),
    ],
)
def test_who_may_exchange_tables(client, role, status):
    member = MemberFactory(role=role)
    client.force_login(member.user)
    assert client.get(at(member)).status_code == status
    assert client.get(at(member, "export", "personnes", "csv")).status_code == status


def test_a_table_is_shown_before_anything_is_written(client, steward):
    page = send(client, steward, "personnes", "Nom;Métier;Structure\nClaude FERRAND;parent;Le Relais\n")
    assert "Claude FERRAND" in page.content.decode()
    assert "Le Relais" in page.content.decode()
    assert not Participant.objects.exists()
    assert not Organization.objects.exists()
    confirm(client, steward, page)
    someone = Participant.objects.get()
    assert (someone.name, someone.organization.name, someone.sort_name) == (
        "Claude FERRAND",
        "Le Relais",
        "claude ferrand",
    )
    assert not TableDraft.objects.exists()
    assert Entry.objects.filter(verb="table.imported").count() == 1


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("table", ["personnes", "organisations", "rencontres", "presences"])
def test_what_is_taken_out_and_sent_back_changes_nothing(client, steward, table, suffix):
    place = OrganizationFactory(network=steward.network, name="=École « d'à côté »")
    someone = ParticipantFactory(network=steward.network, name="+Élie d'ARVOISE", organization=place, reference="P1")
    meeting = MeetingFactory(edition__network=steward.network, theme="-Le thème ; à suivre", access="Bus 4\nRampe")
    AttendanceFactory(meeting=meeting, participant=someone, organization=place)
    before = file(client, steward, table, suffix)
    plan = send(client, steward, table, before, name=f"t.{suffix}").context["plan"]
    assert sizes(plan) == {"added": 0, "changed": 0, "unchanged": 1, "refused": 0}, plan
    assert file(client, steward, table, "csv") == file(client, steward, table, "csv")


@pytest.mark.parametrize("table", ["personnes", "organisations", "rencontres"])
def test_a_network_s_table_fills_another_the_same(client, steward, table):
    """Ids are of one network; labels and words are of all."""
    afternoon = timezone.localtime().replace(hour=14, minute=0)
    MeetingFactory(edition__network=steward.network, edition__title="Les ateliers", reference="a1", starts_at=afternoon)
    ParticipantFactory(
        network=steward.network, reference="P1", organization=OrganizationFactory(network=steward.network)
    )
    lines = [line.split(";", 1)[1] for line in file(client, steward, table).decode("utf-8-sig").splitlines()]
    other = MemberFactory(roles=[Role.STEWARD, Role.FACILITATOR])
    client.force_login(other.user)
    assert sizes(bring(client, other, table, "\n".join(lines)))["added"] == 1
    copied = [line.split(";", 1)[1] for line in file(client, other, table).decode("utf-8-sig").splitlines()]
    assert copied == lines


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Nom;Métier\nÉlie;pédopsychiatre\n".encode("cp1252"), "a.csv"),
        ("Nom,Métier\nÉlie,pédopsychiatre\n".encode(), "a.csv"),
        ("Nom\tMétier\nÉlie\tpédopsychiatre\n".encode("utf-16"), "a.csv"),
    ],
)
def test_whatever_the_encoding_and_the_separator(client, steward, content, name):
    bring(client, steward, "personnes", content, name=name)
    assert Participant.objects.get().profession == "pédopsychiatre"


def test_the_same_file_twice_changes_nothing(client, steward):
    people = "nom;repère;courriel\nAna LERAY;;ana@exemple.fr\nBao NGUYEN;P2;\nAna LERAY;;autre@exemple.fr\n"
    assert sizes(bring(client, steward, "personnes", people))["added"] == 3
    assert sizes(bring(client, steward, "personnes", people))["unchanged"] == 3
    assert Participant.objects.count() == 3


def test_a_change_is_told_before_and_after_and_an_empty_cell_changes_nothing(client, steward):
    ParticipantFactory(
        network=steward.network, reference="P1", name="Ana LERAY", profession="parent", email="a@exemple.fr"
    )
    plan = bring(client, steward, "personnes", "repère;nom;métier;courriel\nP1;Ana LERAY;élue;\n")
    assert plan.of("changed")[0].words == ("métier : « parent » devient « élue »",)
    someone = Participant.objects.get()
    assert (someone.profession, someone.email) == ("élue", "a@exemple.fr")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";;;;", "le nom manque"),
        ("Ana;;Education natoinale;;", "Vouliez-vous dire « Éducation nationale » ?"),
        ("Ana;;zzz;;", "Écrivez l'un de ceux-ci"),
        ("Ana;pas une adresse;;;", "ce n'est pas une adresse électronique"),
        ("Ana;;;00000000-0000-4000-8000-000000000000;", "cet identifiant n'est celui de personne ici"),
        ("x" * 121 + ";;;;", "121 caractères, 120 au plus"),
    ],
)
def test_a_line_refused_says_which_column_and_what_to_write(client, steward, line, words):
    page = send(client, steward, "personnes", f"nom;courriel;secteur;id;métier\n{line}x\nBao NGUYEN;;;;\n")
    told = str(page.context["plan"].refusals)
    assert words in told
    assert "ligne 2" in told
    assert "colonne «" in told
    confirm(client, steward, page)
    assert Participant.objects.get().name == "Bao NGUYEN", "sound lines are written, the others wait to be mended"


def test_the_same_fault_of_many_lines_is_told_once(client, steward):
    content = "nom;secteur\n" + "".join(f"Personne {n};Educ nationale\n" for n in range(50))
    assert len(send(client, steward, "personnes", content).context["plan"].refusals) == 1


def test_a_person_given_twice_in_a_table_is_refused_the_second_time(client, steward):
    plan = send(client, steward, "personnes", "nom;repère\nAna LERAY;P1\nAna LERAY;P1\n").context["plan"]
    assert sizes(plan) == {"added": 1, "changed": 0, "unchanged": 0, "refused": 1}


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "vide"),
        (b"prenom;ville\nAna;Lyon\n", "a.csv", "colonnes attendues"),
        (b"\x89PNG\r\n\x1a\n rien", "a.csv", "photo"),
        (b"PK\x03\x04 rien", "a.xlsx", ""),
    ],
)
def test_a_file_that_is_no_table_is_told_and_breaks_nothing(client, steward, content, name, words):
    page = send(client, steward, "personnes", content or b" ", name=name)
    assert page.status_code == 200
    assert page.context["plan"].problems
    assert words in page.content.decode().lower() or words in page.content.decode()
    assert not page.context["plan"].changes


def test_what_changed_meanwhile_is_shown_again_and_nothing_is_written(client, steward):
    page = send(client, steward, "personnes", "nom;repère;métier\nAna LERAY;P1;élue\n")
    ParticipantFactory(network=steward.network, reference="P1", name="Ana LERAY", profession="parent")
    again = confirm(client, steward, page)
    assert "Quelque chose a changé" in again.content.decode()
    assert Participant.objects.get().profession == "parent"


def test_a_file_is_forgotten_when_one_says_no(client, steward):
    page = send(client, steward, "personnes", "nom\nAna LERAY\n")
    client.post(at(steward, "import_check", page.context["draft"].pk), {"gesture": "drop"})
    assert not TableDraft.objects.exists()
    assert not Participant.objects.exists()


def test_nobody_sees_or_confirms_the_file_of_someone_else(client, steward):
    page = send(client, steward, "personnes", "nom\nAna LERAY\n")
    other = MemberFactory(network=steward.network, role=Role.STEWARD)
    client.force_login(other.user)
    url = at(steward, "import_check", page.context["draft"].pk)
    assert client.get(url).status_code == client.post(url, {"gesture": "write"}).status_code == 404


def test_meetings_of_years_past_come_in_with_their_edition(client, steward):
    table = (
        "repère;édition;année;type;thème;question;date;début;fin;lieu;places\n"
        "a1;Les ateliers;2018;atelier;L'origine;Pourquoi ?;09/01/2018;9 h;12h30;salle des fêtes;20\n"
        "a2;Les ateliers;2018;matinée;L'école;;2018-02-12;;;collège;\n"
    )
    plan = bring(client, steward, "rencontres", table)
    assert any("édition sera ouverte" in remark for remark in plan.remarks)
    first = Meeting.objects.get(reference="a1")
    starts = timezone.localtime(first.starts_at)
    assert (starts.date(), starts.hour, first.minutes, first.capacity) == (date(2018, 1, 9), 9, 210, 20)
    assert Edition.objects.get().meetings.count() == 2
    assert sizes(bring(client, steward, "rencontres", table))["unchanged"] == 2


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (";69000;;", "le nom manque"),
        ("École;123;;", "écrivez cinq chiffres"),
        ("École;;12345678901234;", "colonne « siret »"),
        ("École;;;0630001Z", "colonne « uai »"),
        ("Réservée;;;", "porte déjà ce nom"),
    ],
)
def test_an_organization_that_cannot_be_is_refused(client, steward, cells, words):
    OrganizationFactory(network=steward.network, name="Réservée", circle="present")
    page = send(client, steward, "organisations", f"nom;code postal;siret;uai\n{cells}\n")
    assert words in str(page.context["plan"].refusals)


def test_organizations_come_in_and_are_completed(client, steward):
    bring(client, steward, "organisations", "nom;commune;code postal\nÉcole des Saules;Bellombre;1000\n")
    plan = bring(client, steward, "organisations", "nom;secteur\nécole des saules;education nationale\n")
    assert sizes(plan)["changed"] == 1
    place = Organization.objects.get()
    assert (place.name, place.postal_code, place.sector) == ("École des Saules", "01000", "school")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("Thème;31/02/2018;;", "écrivez un jour"),
        (";09/01/2018;;", "le thème manque"),
        ("Thème;09/01/2018;midi;", "écrivez une heure"),
        ("Thème;09/01/2018;14:00;12:00", "la fin vient après le début"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(client, steward, cells, words):
    edition = EditionFactory(network=steward.network)
    page = send(client, steward, "rencontres", f"thème;date;début;fin\n{cells}\n", edition=str(edition.pk))
    assert words in str(page.context["plan"].refusals)


def test_a_meeting_people_count_on_does_not_move_by_a_table(client, steward):
    meeting = MeetingFactory(edition__network=steward.network, reference="a1", place="ici")
    RegistrationFactory(meeting=meeting)
    day = f"{timezone.localtime(meeting.starts_at):%d/%m/%Y}"
    table = f"id;thème;date;lieu\n{meeting.pk};{meeting.theme};{day};ailleurs\n"
    assert "des personnes sont inscrites" in str(send(client, steward, "rencontres", table).context["plan"].refusals)


def test_a_facilitator_does_not_open_editions_by_a_table(client):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    page = send(client, member, "rencontres", "thème;date;édition\nL'école;09/01/2018;Neuve\n")
    assert "demandez à la coordination" in str(page.context["plan"].refusals)


def test_the_sample_of_2018_comes_in_with_its_people_and_its_organizations(client, steward):
    edition = EditionFactory(network=steward.network, year=2018)
    days = ("09/01", "12/02", "02/03", "06/04", "28/05", "28/06")
    meetings = "repère;thème;date\n" + "".join(f"a{n};Atelier {n};{day}/2018\n" for n, day in enumerate(days, 1))
    bring(client, steward, "rencontres", meetings, edition=str(edition.pk))
    sample = (samples_folder() / "edition-2018" / "attendance.csv").read_bytes()
    plan = bring(client, steward, "presences", sample, edition=str(edition.pk))
    assert sizes(plan) == {"added": 66, "changed": 0, "unchanged": 0, "refused": 0}
    assert (Attendance.objects.count(), Participant.objects.count()) == (66, 47)
    assert sizes(bring(client, steward, "presences", sample, edition=str(edition.pk)))["unchanged"] == 66


def test_the_method_reads_our_table_of_attendances(client, steward, tmp_path):
    meeting = MeetingFactory(edition__network=steward.network, reference="a1")
    place = OrganizationFactory(network=steward.network, name="École des Saules")
    AttendanceFactory(meeting=meeting, participant__reference="P1", organization=place, sector="school")
    path = tmp_path / "attendance.csv"
    path.write_bytes(file(client, steward, "presences", edition=str(meeting.edition.pk)))
    problems = []
    found = read_attendance(path, corpus.Edition("Essai", workshops=(corpus.Workshop("a1", "T"),)), problems)
    assert problems == []
    assert found == (
        corpus.Attendance("a1", "P1", "École des Saules", "éducatrice spécialisée", "Éducation nationale"),
    )


def test_a_label_of_several_editions_asks_which(client, steward):
    for title in ("Une", "Deux"):
        MeetingFactory(
            edition__network=steward.network, edition__title=title, reference="a1"
        ) if title == "Une" else None
    other = EditionFactory(network=steward.network, title="Deux")
    MeetingFactory(edition=other, reference="a1")
    table = "atelier;personne\na1;P1\n"
    assert "plusieurs éditions" in str(send(client, steward, "presences", table).context["plan"].refusals)
    assert sizes(bring(client, steward, "presences", table, edition=str(other.pk)))["added"] == 1


def test_names_that_became_counts_do_not_come_back_by_a_table(client, steward):
    meeting = MeetingFactory(edition__network=steward.network, edition__anonymised_at=timezone.now(), reference="a1")
    assert meeting.attendances.count() == 0
    page = send(client, steward, "presences", "atelier;personne\na1;P1\n")
    assert "les noms de cette édition sont effacés" in str(page.context["plan"].refusals)


def test_an_export_holds_what_one_sees_and_no_more(client):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    seen = MeetingFactory(edition__network=member.network, theme="Ouverte")
    MeetingFactory(edition=seen.edition, theme="Comité", circle="committee")
    elsewhere = AttendanceFactory()
    content = file(client, member, "rencontres").decode()
    assert "Ouverte" in content
    assert "Comité" not in content
    assert elsewhere.participant.name not in file(client, member, "personnes").decode()
    assert (
        client.get(at(member, "export", "presences", "csv"), {"edition": elsewhere.meeting.edition.pk}).status_code
        == 404
    )


@pytest.mark.parametrize(("table", "suffix"), [("rien", "csv"), ("personnes", "html"), ("personnes", "exe")])
def test_a_table_that_does_not_exist_is_not_there(client, steward, table, suffix):
    assert client.get(at(steward, "export", table, suffix)).status_code == 404


def test_a_name_from_a_table_is_text_on_every_page(client, steward):
    trap = '<script>alert("x")</script>'
    page = send(client, steward, "personnes", f'nom\n"{trap.replace(chr(34), chr(34) * 2)}"\n')
    assert trap not in page.content.decode()
    confirm(client, steward, page)
    someone = Participant.objects.get()
    assert someone.name == trap
    for url in (
        at(steward, "people"),
        at(steward, "person_card", someone.pk),
        reverse("meetings:person", args=[someone.token]),
    ):
        assert trap not in client.get(url).content.decode()


def test_a_formula_typed_by_someone_is_not_run_by_whoever_opens_the_table(client, steward):
    ParticipantFactory(network=steward.network, name='=HYPERLINK("http://exemple.fr")')
    assert "'=HYPERLINK" in file(client, steward, "personnes").decode()


def test_five_thousand_people_come_in_in_a_few_seconds(client, steward):
    lines = (f"P{n};Personne {n};p{n}@exemple.fr;parent;Éducation nationale;École {n % 90}" for n in range(5000))
    table = "repère;nom;courriel;métier;secteur;organisation\n" + "\n".join(lines)
    started = time.process_time()
    bring(client, steward, "personnes", table)
    changed = bring(client, steward, "personnes", table.replace(";parent;", ";élue;"))
    assert sizes(changed)["changed"] == 5000
    assert Participant.objects.filter(profession="élue").count() == 5000
    assert time.process_time() - started < 20

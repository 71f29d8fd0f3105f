"""What an archive holds, what is refused of one, and that a restoration changes all or nothing."""

import io
import json
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from factories import MeetingFactory, MemberFactory

from plateforme.accounts import letters
from plateforme.accounts.models import Beat
from plateforme.config import backing_up, history, restoring, rows
from plateforme.meetings.models import Paper, Participant
from plateforme.networks.models import Network

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def home(settings, tmp_path) -> Path:
    """Where the place of this process keeps its things."""
    settings.HOME = tmp_path / "home"
    settings.MEDIA_ROOT = settings.HOME / "uploads"
    settings.HOME.mkdir()
    (settings.HOME / "secret-key").write_text("k" * 60)
    return settings.HOME


@pytest.fixture
def file(home, tmp_path) -> Path:
    """The archive of a place with something of everything."""
    member = MemberFactory(user__name="Élodie ORVAL", network__departments=["63", "2A"])
    at = datetime(2026, 3, 29, 0, 59, 59, 123457, tzinfo=UTC)
    meeting = MeetingFactory(
        edition__network=member.network,
        theme="L'école\u2028et nous",
        starts_at=at,
        ends_at=at + timedelta(hours=3),
        counted_by_sector={"école": 3, "psy": [1, None, 2.5]},
    )
    paper = Paper(network=member.network, meeting=meeting, title="Plan", suffix="pdf", size=4)
    paper.file.save("plan.pdf", ContentFile(bytes(range(256)) * 100))
    paper.save()
    many = [Participant(network=member.network, name=f"Dominique VARENNE{n}", token=f"t{n}") for n in range(1200)]
    Participant.objects.bulk_create(many)
    Beat.objects.create(worker="one")
    return kept(tmp_path / "sauvegarde.tgz")


def kept(file: Path) -> Path:
    backing_up.back_up(file)
    return file


def members(file: Path) -> dict[str, str]:
    """The digest of each member."""
    with tarfile.open(file) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    return {name: told["sha256"] for name, told in manifest["members"].items()}


def now(file: Path) -> dict[str, str]:
    """What the place holds now, as a backup beside that one would."""
    return members(kept(file.with_name("maintenant.tgz")))


def test_an_archive_is_for_its_owner_alone_and_holds_what_is_worth_keeping(file, home):
    assert file.stat().st_mode & 0o777 == 0o600
    names = set(members(file))
    assert {"secret-key", "rows/meetings.paper.jsonl", "rows/accounts.user.jsonl"} <= names
    assert len([name for name in names if name.startswith("uploads/")]) == 1
    assert not {name for name in names if "session" in name or "axes" in name or "beat" in name}
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]
    assert list(home.glob(".backup-*")) == []


def test_what_is_put_back_is_the_same_to_the_byte(file):
    before = members(file)
    Participant.objects.all().delete()
    Network.objects.update(name="Autre")
    default_storage.save("later/x", ContentFile(b"later"))
    restoring.restore(file, replace=True)
    assert now(file) == before
    assert not Beat.objects.exists()
    assert Network.objects.create(slug="next", name="Le suivant").pk not in (
        None,
        Network.objects.exclude(slug="next").get().pk,
    )


def test_a_place_that_is_not_empty_is_not_replaced_unawares(file):
    Network.objects.update(name="Autre")
    with pytest.raises(restoring.RefusedError, match="n'est pas vide"):
        restoring.restore(file, replace=False)
    assert Network.objects.get().name == "Autre"


def test_a_restoration_that_fails_in_its_middle_gives_back_rows_and_uploads(file, home, monkeypatch):
    default_storage.save("later/x", ContentFile(b"later"))
    before = now(file)
    monkeypatch.setattr(rows, "set_sequences", lambda tables: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restoring.restore(file, replace=True)
    assert now(file) == before
    assert sorted(path.name for path in home.iterdir()) == ["secret-key", "uploads"]


def test_nothing_is_left_when_an_archive_cannot_be_written(file, home):
    with pytest.raises(FileNotFoundError):
        backing_up.back_up(home / "nulle" / "part" / "x.tgz")
    assert list(home.glob(".backup-*")) == []


# --- files that are not to be trusted --------------------------------------------------------------------------------


def rewritten(file: Path, change) -> Path:
    """The same archive after ``change(name, content) -> [(name, content)…]`` for each member."""
    out = file.with_name("autre.tgz")
    with tarfile.open(file) as old, tarfile.open(out, "w:gz") as new:
        for member in old:
            for name, content in change(member.name, old.extractfile(member).read()):
                told = tarfile.TarInfo(name)
                told.size = len(content)
                new.addfile(told, io.BytesIO(content))
    return out


def spoil(name: str, content: bytes) -> list[tuple[str, bytes]]:
    return [(name, content.replace(b"ORVAL", b"AUTRE"))]


def lose(name: str, content: bytes) -> list[tuple[str, bytes]]:
    return [] if name.startswith("uploads/") else [(name, content)]


def add(name: str, content: bytes) -> list[tuple[str, bytes]]:
    return [(name, content), ("../dehors", b"x")] if name == "secret-key" else [(name, content)]


def escape(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """A member that the manifest names, out of the folder."""
    if name == "manifest.json":
        return [(name, content.replace(b'"secret-key"', b'"../dehors"'))]
    return [("../dehors" if name == "secret-key" else name, content)]


def come_from_the_future(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """Its database went through a migration that we do not have."""
    if name != "manifest.json":
        return [(name, content)]
    manifest = json.loads(content)
    manifest["migrations"].append(["meetings", "0999_later"])
    return [(name, json.dumps(manifest).encode())]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (spoil, "abîmée"),
        (lose, "incomplète"),
        (add, "n'annonce pas"),
        (escape, "n'annonce pas"),
        (come_from_the_future, "plus récente"),
    ],
)
def test_an_archive_that_was_touched_is_refused_and_nothing_changes(file, home, change, why):
    with pytest.raises(restoring.RefusedError, match=why):
        restoring.restore(rewritten(file, change), replace=True)
    assert not (home / "dehors").exists()
    assert now(file) == members(file)


@pytest.mark.parametrize("cut", [0, 10, 2_000], ids=["empty", "a few bytes", "cut short"])
def test_a_file_that_is_not_whole_is_refused(file, cut):
    short = file.with_name("court.tgz")
    short.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(restoring.RefusedError, match="lisible"):
        restoring.restore(short, replace=True)


def test_an_archive_of_another_version_does_not_replace_what_is_there(file, monkeypatch):
    monkeypatch.setattr(history, "applied", lambda: {("meetings", "0001_initial")})
    with pytest.raises(restoring.RefusedError, match="même version"):
        restoring.restore(file, replace=True)


# --- time passes -----------------------------------------------------------------------------------------------------


def age(name: str, content: bytes) -> list[tuple[str, bytes]]:
    return [(name, content.replace(b'"made_at": "20', b'"made_at": "19') if name == "manifest.json" else content)]


def test_letters_that_waited_too_long_in_a_backup_do_not_leave(file):
    letters.write("a@exemple.fr", "S", "B")
    file = kept(file)
    assert "courriels qui attendaient" in restoring.restore(rewritten(file, age), replace=True)
    assert letters.send_due() == 0
    restoring.restore(file, replace=True)
    assert letters.send_due() == 1


def test_a_key_kept_elsewhere_is_not_in_the_backup(file, monkeypatch):
    monkeypatch.setenv("PLATEFORME_SECRET_KEY", "k" * 60)
    assert "n'y est pas" in backing_up.back_up(file)
    assert "secret-key" not in members(file)


def test_a_key_that_is_not_that_of_the_backup_is_told(file, monkeypatch, settings):
    monkeypatch.setenv("PLATEFORME_SECRET_KEY", "k" * 60)
    file = kept(file)
    assert "seconds facteurs" not in restoring.restore(file, replace=True)
    settings.SECRET_KEY = "another" * 10
    assert "seconds facteurs" in restoring.restore(file, replace=True)

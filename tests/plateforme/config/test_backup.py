"""Backups of whole sites: taken while people write, put back elsewhere, on the other engine, under a newer version."""

import json
import os
import tarfile
from pathlib import Path

import pytest
from site_of_tests import until

FILL = """
from datetime import UTC, datetime, timedelta
from django.core.files.base import ContentFile
from plateforme.accounts.models import User
from plateforme.directory.models import Organization
from plateforme.meetings.models import Edition, Meeting, Paper, Participant
from plateforme.networks.models import Entry, Network
network = Network.objects.create(slug="val", name="Réseau du val", departments=["63", "2A"])
at = datetime(2026, 3, 29, 0, 59, 59, 123457, tzinfo=UTC)
user = User.objects.create_user("camille@exemple.fr", "un mot de passe bien long", name="Élodie ORVAL")
edition = Edition.objects.create(network=network, year=2026, title="Édition « des liens »")
meeting = Meeting.objects.create(network=network, edition=edition, theme="L'école\\u2028et nous", starts_at=at,
    ends_at=at + timedelta(hours=3), counted_by_sector={"école": 3, "psy": [1, None, 2.5]})
Organization.objects.create(network=network, name="Maison des Tilleuls")
Organization.objects.update(changed_at=at)
paper = Paper(network=network, meeting=meeting, title="Plan", suffix="pdf", size=4)
paper.file.save("plan.pdf", ContentFile(bytes(range(256)) * 100))
paper.save()
Participant.objects.bulk_create([
    Participant(network=network, name=f"Dominique VARENNE{n}", token=f"t{n}") for n in range(1200)])
Entry.objects.create(network=network, actor=user, actor_name=str(user), verb="meeting.planned", at=at)
"""
WRITER = """
import time
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from plateforme.networks.models import Entry, Network
n = 0
while True:
    time.sleep(0.02)
    with transaction.atomic():
        n += 1
        network = Network.objects.create(slug=f"w{n}", name=f"Réseau {n}")
        default_storage.save(f"{network.pk}/papers/x", ContentFile(b"x" * n))
        Entry.objects.create(network=network, actor_name="w", verb="w", target=str(n))
        old = Network.objects.filter(slug=f"w{n - 5}").first()
        if old:
            old.delete()
            transaction.on_commit(lambda pk=old.pk: default_storage.delete(f"{pk}/papers/x"))
"""
WHOLE = """
from django.core.files.storage import default_storage
from plateforme.networks.models import Entry, Network
networks = Network.objects.filter(slug__startswith="w")
assert 1 <= networks.count() <= 5, networks.count()
for network in networks:
    assert network.journal.count() == 1
    assert default_storage.size(f"{network.pk}/papers/x") == int(network.slug[1:])
assert Entry.objects.filter(verb="w").count() == networks.count()
print("whole")
"""
CURRENT = """
from plateforme.config import history
from plateforme.meetings.models import Participant
print(history.pending(), Participant.objects.count())
"""
NEXT_KEYS = """
from plateforme.networks.models import Network, Membership
from plateforme.accounts.models import User
made = Network.objects.create(slug="next", name="Le suivant")
Membership.objects.create(network=made, user=User.objects.get())
print(made.pk)
"""


def members(file: Path) -> dict[str, str]:
    """The digest of each member."""
    with tarfile.open(file) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    return {name: told["sha256"] for name, told in manifest["members"].items()}


ENGINES = (
    [("PostgreSQL", "PostgreSQL"), ("PostgreSQL", "SQLite"), ("SQLite", "PostgreSQL")]
    if os.environ.get("PARTENARIAT_TEST_DATABASE_URL")
    else [("SQLite", "SQLite")]
)


@pytest.mark.parametrize(("here", "there"), ENGINES)
def test_what_comes_back_elsewhere_is_the_same_to_the_byte(sites, tmp_path, here, there):
    site, other = sites.new(sqlite=here == "SQLite"), sites.new(sqlite=there == "SQLite")
    file, again = tmp_path / "sauvegarde.tgz", tmp_path / "encore.tgz"
    site.python(FILL)
    site.done("backup", str(file))
    assert "Tout est remis en place" in other.done("restore", str(file))
    other.done("backup", str(again))
    assert members(again) == members(file)
    assert int(other.python(NEXT_KEYS)) > 1
    refused = other.command("restore", str(file))
    assert refused.returncode == 3
    assert "n'est pas vide" in refused.stderr


def test_a_backup_taken_while_people_write_holds_one_moment(site, sites, tmp_path):
    file = tmp_path / "sauvegarde.tgz"
    with site.script(WRITER) as writer:
        until(lambda: any((site.home / "uploads").glob("*/papers/x")))
        for number in range(2):
            site.done("backup", str(file))
            other = sites.new()
            other.done("restore", str(file))
            assert other.python(WHOLE) == "whole", number
        assert writer.poll() is None


def test_a_backup_of_an_older_version_comes_back_and_is_brought_up_to_date(site, sites, tmp_path):
    site.python(FILL)
    site.done("migrate", "django_tasks_database", "0020", "--verbosity=0")
    file = tmp_path / "ancienne.tgz"
    site.done("backup", str(file))
    other = sites.new()
    other.done("restore", str(file))
    assert other.python(CURRENT) == "0 1200"


def test_a_backup_that_cannot_be_written_is_told_in_words(site):
    refused = site.command("backup", "/nulle/part/x.tgz")
    assert refused.returncode == 3
    assert "Rien n'a été fait" in refused.stderr
    assert "Traceback" not in refused.stderr

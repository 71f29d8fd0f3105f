"""What every other test stands on: the database asked for, and both engines answering alike."""

import os

import pytest
from django.db import connection
from factories import ParticipantFactory

from plateforme.meetings.models import Participant


def test_the_tests_run_on_the_database_that_was_asked_for():
    asked = "postgresql" if os.environ.get("PARTENARIAT_TEST_DATABASE_URL") else "sqlite"
    assert connection.vendor == asked


@pytest.mark.django_db
def test_sorting_ignores_accents_and_case_on_both_engines():
    network = ParticipantFactory(name="Zoé Arbel").network
    for name in ("élodie Brun", "Ève CARL", "edith Astre"):
        ParticipantFactory(name=name, network=network)
    names = Participant.objects.filter(network=network).values_list("name", flat=True)
    assert list(names) == ["edith Astre", "élodie Brun", "Ève CARL", "Zoé Arbel"]

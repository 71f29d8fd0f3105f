"""What is refused before anything reads it."""

import pytest
from django.test import Client

from plateforme.config.refusals import MOST_BYTES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "9" * 5000, "-1", "douze"])
def test_a_body_larger_than_any_page_takes_is_not_read(client, length):
    answer = client.post("/moi/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length)
    assert answer.status_code == 400
    assert "trop lourd" in answer.content.decode()


@pytest.mark.parametrize("path", ["/i/a%00b/", "/moi/%00/", "/invitation/%00/", "/?q=%00"])
def test_an_address_with_what_databases_refuse_is_not_read(path):
    assert Client(raise_request_exception=False).get(path).status_code == 400


def test_the_largest_file_that_a_page_takes_passes():
    from plateforme.meetings.forms.tables import LARGEST
    from plateforme.meetings.paper_kinds import MOST_BYTES as LARGEST_PAPER

    assert max(LARGEST, LARGEST_PAPER) + 500_000 < MOST_BYTES

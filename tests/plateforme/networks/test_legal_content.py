"""The legal texts as they are shipped: nothing promised that is not said, no hole without its name."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from django.conf import settings

from plateforme.accounts import letters
from plateforme.accounts import retention as accounts
from plateforme.meetings import retention as meetings
from plateforme.meetings.models import gestures
from plateforme.meetings.writes import merging, tables
from plateforme.networks import retention as networks
from plateforme.networks.models import Network

FOLDER = files("plateforme.networks") / "legal"
TEXTS = ["confidentialite", "confidentialite-site", "mentions-legales", "accessibilite"]
HOLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def words(name: str) -> str:
    """The text of a file, its lines joined."""
    return " ".join((FOLDER / name).read_text("utf-8").split())


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))


def test_each_hole_is_documented_and_each_documented_hole_serves():
    used = {key for name in [*(f"{text}.md" for text in TEXTS), "registre.toml"] for key in HOLE.findall(words(name))}
    assert used == {each["key"] for each in table("placeholders.toml")["placeholder"]}


def test_a_hole_is_documented_for_the_person_who_fills_it():
    for each in table("placeholders.toml")["placeholder"]:
        assert each["label"]
        assert each["help"]
        assert each["level"] in ("network", "site", "software")
        assert each["level"] != "software" or each["key"] == "date" or each["default"].isdigit()


def told(key: str) -> int:
    return int(next(each["default"] for each in table("placeholders.toml")["placeholder"] if each["key"] == key))


def test_each_duration_told_is_the_one_that_is_kept():
    """Those that the night sweeps by a day's age are told with the day that may pass before the night."""
    kept = {
        "journal_months": networks.JOURNAL_YEARS * 12,
        "invitation_days": networks.INVITATION_DAYS,
        "letter_days": letters.KEPT.days,
        "needs_days": meetings.NEEDS_KEPT.days,
        "merge_days": merging.UNDOABLE.days,
        "draft_days": tables.KEPT.days + 1,
        "gesture_days": gestures.REPEATED_FOR.days + 1,
        "account_months": settings.INACTIVE_MONTHS,
        "unconfirmed_days": accounts.UNPROVED.days,
        "attempt_days": accounts.TRIES.days + 1,
        "session_days": settings.SESSION_COOKIE_AGE // 86400,
        "device_days": days_on_a_device(),
    }
    software = {each["key"] for each in table("placeholders.toml")["placeholder"] if each["level"] == "software"}
    assert software - {"date"} == kept.keys()
    assert {key: told(key) for key in kept} == kept


def days_on_a_device() -> int:
    worker = files("plateforme.meetings") / "static" / "meetings" / "offline" / "worker.js"
    return int(re.findall(r"KEPT_FOR = (\d+) \* DAY;", worker.read_text("utf-8"))[0])


def test_each_network_starts_with_the_durations_the_texts_suggest():
    assert told("attendance_months") == Network._meta.get_field("attendance_months").default
    assert told("contact_months") == Network._meta.get_field("contact_months").default
    assert told("threshold") == Network._meta.get_field("threshold").default


def test_what_a_person_must_check_names_a_text_that_exists():
    assert {each["kind"] for each in table("placeholders.toml")["check"]} <= set(TEXTS)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_one_title_then_sections_and_only_plain_markdown(name):
    text = (FOLDER / f"{name}.md").read_text("utf-8")
    levels = [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert not re.search(r"<\w|!\[|^\||^\d+\. ", text, re.MULTILINE)


@pytest.mark.parametrize(
    "said",
    [
        "{{ controller }}, {{ controller_address }}",
        "{{ contact_email }}",
        "intérêt légitime",
        "article 6",
        "accord exprès",
        "Qui les voit",
        "Union européenne",
        "{{ attendance_months }} mois",
        "{{ contact_months }} mois",
        "corriger",
        "effacer",
        "limiter",
        "opposer",
        "dans un fichier",
        "reprendre",
        "cnil.fr",
        "Aucune décision n'est prise",
        "Seul le nom est nécessaire",
        "personnes accompagnées",
        "Deux cookies",
    ],
)
def test_the_privacy_notice_says_what_article_13_asks(said):
    assert said in words("confidentialite.md")


@pytest.mark.parametrize(
    "said", ["non conforme", "n'a pas encore fait l'objet d'un audit", "RGAA", "Défenseur des droits"]
)
def test_the_accessibility_statement_claims_no_audit_that_was_not_made(said):
    assert said in words("accessibilite.md")


@pytest.mark.parametrize("said", ["Direction de la publication", "{{ host }}", "AGPL", "({{ source_url }})"])
def test_the_legal_notice_says_who_publishes_who_hosts_and_where_the_program_is(said):
    assert said in words("mentions-legales.md")


def test_the_register_tells_all_that_article_30_asks_for_each_treatment():
    treatments = table("registre.toml")["treatment"]
    assert len({each["name"] for each in treatments}) == 7
    for each in treatments:
        assert each["level"] in ("network", "site")
        assert all(each[key].strip() for key in ("name", "purpose", "basis", "retention"))
        assert all(each[key] and all(each[key]) for key in ("persons", "data", "recipients", "security"))

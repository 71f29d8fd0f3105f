"""What people type is shown as text on every page, whoever they are and wherever it is shown."""

import re

import pytest
from addresses import addresses, readable
from django.apps import apps
from django.db import models
from django.test import Client
from world import World, build

from plateforme.networks.models import Membership
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
TYPED = "\"'><img src=x onerror=alert(1)>"
SHORT = "\"'><b>"
OURS = [model for model in apps.get_models() if model.__module__.startswith("plateforme.")]
KEYS = {
    "slug",
    "signature",
    "password",
    "token",
    "registration_token",
    "review_token",
    "verb",
    "suffix",
    "mark",
    "subject",
    "content",
    "claim",
}
"""Words that nobody types, or that are read by their own rule."""


def is_typed(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.EmailField)
    is_chosen = field.choices or isinstance(field, models.FileField | models.URLField) or field.primary_key
    return is_text and not is_chosen and field.name not in KEYS and not field.name.startswith(("sort_", "search_"))


def type_everywhere() -> int:
    """Every text that someone may type says the same hostile words; returns how many columns do."""
    columns = 0
    for model in OURS:
        for field in model._meta.concrete_fields:
            if not is_typed(field) or model._meta.label == "meetings.TableDraft":
                continue
            words = TYPED if (field.max_length or 1000) >= len(TYPED) else SHORT
            rows = list(model._base_manager.all())
            for number, row in enumerate(rows):
                told = f"{words}{number}"[: field.max_length]
                model._base_manager.filter(pk=row.pk).update(**{field.name: told})
            columns += bool(rows)
    return columns


def pages(world: World, member: Membership | None) -> dict[str, str]:
    client = Client()
    if member:
        client.force_login(member.user)
    told = {}
    for address in addresses():
        response = client.get(world.url(address))
        if response.status_code == 200 and "html" in response.headers["Content-Type"]:
            told[str(address)] = readable(response)
            if 'name="q"' in told[str(address)]:
                told[str(address)] += readable(client.get(world.url(address), {"q": TYPED, "qui": TYPED}))
    return told


@pytest.mark.parametrize("role", [None, Role.STEWARD])
def test_no_page_takes_what_was_typed_for_markup(role):
    world = build("Le réseau")
    member = world.member(role) if role else None
    assert type_everywhere() > 30
    told = pages(world, member)
    assert len(told) > (40 if role else 5)
    raw = {name: at[0] for name, page in told.items() if (at := re.search(r".{0,60}(<img src=x|><b>)", page))}
    assert raw == {}

"""What every step keeps about someone, gathered: see, take away, erase."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction

from plateforme.accounts.models import User
from plateforme.accounts.personal import Section


def modules() -> list[Any]:
    return [import_module(name) for name in settings.PERSONAL_DATA]


def sections(user: User) -> list[Section]:
    """What is kept, step by step; a part with nothing in it is not shown."""
    return [section for module in modules() for section in module.show(user) if section.lines]


def everything(user: User) -> dict[str, Any]:
    """The same to take away, as values that JSON knows."""
    return {name: value for module in modules() for name, value in module.export(user).items()}


@transaction.atomic
def erase(user: User) -> None:
    """All of it, the latest step first, or nothing: a step that can't yet raises ``CannotErase`` with the way out."""
    for module in reversed(modules()):
        module.erase(user)

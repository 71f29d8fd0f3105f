"""Accounts stand below networks: their tests land on the page of the account."""

import pytest
from django.core.cache import cache
from ways_in import PASSWORD

from plateforme.accounts.models import User
from plateforme.accounts.writes import open_account


@pytest.fixture(autouse=True)
def _on_their_own(settings):
    settings.LOGIN_REDIRECT_URL = "accounts:index"
    settings.LOGOUT_REDIRECT_URL = "account_login"
    settings.PERSONAL_DATA = ["plateforme.accounts.personal"]
    settings.ACCOUNT_LINKS = []
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db) -> User:
    """Someone whose address is proved."""
    return open_account("camille@exemple.fr", "Camille ORVAL", PASSWORD)

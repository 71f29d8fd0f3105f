"""What changes an account, each gesture in one transaction."""

from allauth.account.models import EmailAddress
from django.db import transaction

from plateforme.accounts.models import User


@transaction.atomic
def open_account(email: str, name: str = "", password: str | None = None, *, runs_site: bool = False) -> User:
    """An account made by whoever keeps the site, its address taken as proved: no code is asked at the first sign-in."""
    user = User.objects.create_user(email, password, name=name, is_superuser=runs_site)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@transaction.atomic
def rename(user: User, name: str) -> None:
    user.name = " ".join(name.split())
    user.save(update_fields=["name", "sort_name"])

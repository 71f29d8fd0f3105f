"""What the environment says, and what a first start makes for itself."""

import json
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
import platformdirs

SQLITE = {  # IMMEDIATE: a transaction that will write waits its turn at once, instead of failing in its middle
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
    ),
}


def home() -> Path:
    """The folder of what must be kept, made if need be and closed to other users of the machine."""
    path = Path(os.environ.get("PLATEFORME_HOME") or platformdirs.user_data_dir("partenariat-vivant", appauthor=False))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def origin() -> str:
    return os.environ.get("PLATEFORME_ORIGIN", "http://127.0.0.1:8000").rstrip("/")


def hosts(address: str) -> list[str]:
    """The host of the site's address; a site on this machine answers to its other names too."""
    host = urlsplit(address).hostname or "127.0.0.1"
    return [host, "localhost", "[::1]"] if host == "127.0.0.1" else [host]


def secret_key(folder: Path) -> str:
    """The key of sessions and links: made once, readable by its owner alone."""
    if given := os.environ.get("PLATEFORME_SECRET_KEY"):
        return given
    path = folder / "secret-key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text()


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, and never over what another process has just written."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def database(folder: Path) -> dict[str, Any]:
    if url := os.environ.get("DATABASE_URL"):
        return dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "plateforme.sqlite3",
        "OPTIONS": SQLITE,
        "CONN_MAX_AGE": 600,
        "TEST": {"NAME": folder / "tests.sqlite3"},  # a file, as in use: in memory, two threads meet other locks
    }


def mail(folder: Path) -> dict[str, Any]:
    """How letters leave; without a server they are kept in a folder, where the page of settings says so."""
    address = urlsplit(os.environ.get("PLATEFORME_SMTP", ""))
    if not address.hostname:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder / "courriels",
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or (465 if address.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_SSL": address.scheme == "smtps",
        "EMAIL_USE_TLS": address.scheme != "smtps" and address.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": 20,
    }


def identity_providers() -> dict[str, Any]:
    """One OpenID Connect provider, ProConnect or any other, when its three variables are given.

    ``PLATEFORME_OIDC_ACR``: levels of authentication asked for, separated by spaces; a lesser one is then refused.
    """
    server, client, secret = (os.environ.get(f"PLATEFORME_OIDC_{name}", "") for name in ("SERVER", "CLIENT", "SECRET"))
    if not (server and client and secret):
        return {}
    levels = os.environ.get("PLATEFORME_OIDC_ACR", "")
    asked = {"claims": json.dumps({"id_token": {"amr": {"essential": True}}})}
    app = {
        "provider_id": "oidc",
        "name": os.environ.get("PLATEFORME_OIDC_NAME", "ProConnect"),
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": server,
            "scope": os.environ.get("PLATEFORME_OIDC_SCOPE", "openid email given_name usual_name").split(),
            "auth_params": asked | ({"acr_values": levels} if levels else {}),
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}


def legal_facts(address: str) -> dict[str, str]:
    """What legal texts say of whoever runs the site: ``PLATEFORME_LEGAL_HOST`` gives ``host``, and so on."""
    start = "PLATEFORME_LEGAL_"
    told = {name.removeprefix(start).lower(): value for name, value in os.environ.items() if name.startswith(start)}
    return {"site_url": address} | told

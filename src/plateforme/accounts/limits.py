"""How often one address may ask the same thing. What is counted is the try, never who made it."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


def limited(request: HttpRequest, key: str, most: int, seconds: int) -> bool:
    """Whether this try is one too many: ``most`` tries of ``key`` from one place have been counted in ``seconds``.

    A try that passes is counted; one that is refused is not. A room full of people may share one address: give public
    forms some room. Ask it before a transaction that may be undone, the count being kept in the database's cache.

    Each try takes a free seat for ``seconds``; one process at most gets a seat, so that many at once are all counted.
    """
    name = salted_hmac("plateforme.limits", f"{key} {place_of(request)}").hexdigest()[:40]
    seats = [f"limit:{name}:{number}" for number in range(most)]
    taken = cache.get_many(seats)
    return not any(cache.add(seat, 1, seconds) for seat in seats if seat not in taken)


def forget_over() -> int:
    """Counts that are over. The cache drops them only once it is full; those of allauth name the address they count."""
    if not isinstance(caches["default"], DatabaseCache):
        return 0
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  the table is a setting
        return int(cursor.rowcount)


def place_of(request: HttpRequest) -> str:
    """Where a request comes from, as far as counting goes: an IPv4 address, or the /64 an IPv6 subscriber holds."""
    address = ip_address(client_address(request))
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(address) if isinstance(address, IPv4Address) else str(ip_network((address, 64), strict=False))


def client_address(request: HttpRequest) -> str:
    """The client's address: the one connected, or the one our own proxy saw, last of ``X-Forwarded-For``; what stands
    before it was written by anyone. Without ``settings.BEHIND_PROXY`` the header is not read at all."""
    connected = request.META.get("REMOTE_ADDR", "")
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2] if settings.BEHIND_PROXY else ""
    return next((word for word in (told.strip(), connected) if _is_address(word)), "0.0.0.0")  # noqa: S104  nobody's


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def address_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The address someone tries to sign in with, as axes counts it: written in any case, with any spaces around."""
    told = (credentials or {}).get("email") or (credentials or {}).get("login") or request.POST.get("login", "")
    return str(told).strip().lower()

"""How often somebody may try a password: a few times for one login, some more for one address, within a quarter of an hour.

An attempt takes a free place before the password is looked at, so that many at once get no further than one by one; each
place becomes free again by itself. A right password gives back the login's places and the one of the address, so that an
office behind one address signs in as it likes. The places are rows of the cache.
"""

from dataclasses import dataclass
from hashlib import blake2s

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 15 * 60
PLACES_OF_LOGIN = 8
PLACES_OF_ADDRESS = 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try that was let through; `place` is the one it took of its address."""

    login: str
    place: str


def attempt(login: str, address: str) -> Attempt | None:
    """Take a place of the login and one of the address; None when either's are all taken."""
    if _take(_places("login", login.lower(), PLACES_OF_LOGIN)) is None:
        return None
    place = _take(_places("address", address, PLACES_OF_ADDRESS))
    return Attempt(login, place) if place else None


def forgive(tried: Attempt) -> None:
    """The password was right."""
    cache.delete_many([*_places("login", tried.login.lower(), PLACES_OF_LOGIN), tried.place])


def address_of(request: HttpRequest) -> str:
    """Who asks: behind the proxy that an https address means, whom that proxy names last."""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return named or str(request.META.get("REMOTE_ADDR", ""))


def _places(kind: str, name: str, count: int) -> list[str]:
    """Keys without the name itself: a cache row tells nobody who tried."""
    digest = blake2s(name.encode(), digest_size=16, person=kind.encode()).hexdigest()
    return [f"sign-in:{kind}:{digest}:{number}" for number in range(count)]


def _take(places: list[str]) -> str | None:
    taken = cache.get_many(places)
    return next(
        (place for place in places if place not in taken and cache.add(place, 1, WINDOW_SECONDS)), None
    )

"""How often somebody may try a password: a few times for one login, some more for one address, within a quarter of an hour.

An attempt takes a free place before the password is looked at, so that many at once get no further than one by one; each
place becomes free again by itself. A right password gives the login's places back. The places are rows of the cache.
"""

from hashlib import blake2s

from django.core.cache import cache

WINDOW_SECONDS = 15 * 60
PLACES_OF_LOGIN = 8
PLACES_OF_ADDRESS = 60


def attempt(login: str, address: str) -> bool:
    """Take a place for one attempt; False when either the login's or the address's are all taken."""
    return _take(_places("login", login.lower(), PLACES_OF_LOGIN)) and _take(
        _places("address", address, PLACES_OF_ADDRESS)
    )


def forgive(login: str) -> None:
    """The password was right: the login's places are free again. The address keeps its own."""
    cache.delete_many(_places("login", login.lower(), PLACES_OF_LOGIN))


def _places(kind: str, name: str, count: int) -> list[str]:
    """Keys without the name itself: a cache row tells nobody who tried."""
    digest = blake2s(name.encode(), digest_size=16, person=kind.encode()).hexdigest()
    return [f"sign-in:{kind}:{digest}:{number}" for number in range(count)]


def _take(places: list[str]) -> bool:
    taken = cache.get_many(places)
    return any(cache.add(place, 1, WINDOW_SECONDS) for place in places if place not in taken)

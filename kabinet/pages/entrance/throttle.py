"""How often somebody may try a password, within a quarter of an hour: a few times for one login from one address, more for
one address, and for one login from everywhere together.

An attempt takes its places before the password is looked at, each at once and for good, in no transaction that goes on; so
many at once get no further than one by one, and nobody waits for anybody. A place becomes free again by itself. A right
password gives back what it took. Places are rows of the cache, which all web nodes share.

Nobody can lock others out. Where a login is tried from many addresses, a browser in which its owner signed in before has
places of its own (`known_browsers.py`), and any other may still try once a minute.
"""

from dataclasses import dataclass
from hashlib import blake2s
from random import sample
from typing import Final

from django.core.cache import cache

WINDOW_SECONDS: Final = 15 * 60
PLACES_OF_LOGIN: Final = 8  # from one address, or in a known browser
PLACES_OF_ADDRESS: Final = 60
PLACES_OF_LOGIN_ANYWHERE: Final = 40
PLACES_OF_TEXTS: Final = 10  # texts that a stranger leaves here, from one address
SLOW_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try that was let through; `given_back` are the places that a right password frees."""

    given_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wait:
    """One that was not; it can be tried again in so many `seconds`. `first` of its window: somebody should be told."""

    seconds: int
    first: bool


def attempt(login: str, address: str, browser: str = "") -> Attempt | Wait:
    """Takes the places of one try. `browser` is the mark of a browser that the login's owner signed in with before."""
    name = login.lower()
    own = _places("browser", f"{browser} {name}") if browser else _places("pair", f"{address} {name}")
    from_address = _take(_places("address", address, PLACES_OF_ADDRESS))
    if from_address is None:
        return Wait(WINDOW_SECONDS, first=False)
    if _take(own) is None:
        return Wait(WINDOW_SECONDS, first=_is_first(own[0]))
    if browser:
        return Attempt((from_address, *own))
    anywhere = _places("anywhere", name, PLACES_OF_LOGIN_ANYWHERE)
    if _take(anywhere) is None:
        first = _is_first(anywhere[0])
        if _take(_places("slow", name, 1), SLOW_SECONDS) is None:
            return Wait(SLOW_SECONDS, first)
    return Attempt((from_address, *own, *anywhere))


def second(person: int, browser: str = "") -> Attempt | Wait:
    """Takes the place of one who brings a code after the right password: nobody takes somebody's places but by knowing
    their password. A browser that the owner signed in with before has places of its own here as well."""
    name = f"{browser} {person}" if browser else str(person)
    places = _places("own-code" if browser else "code", name)
    place = _take(places)
    return Wait(WINDOW_SECONDS, first=_is_first(places[0])) if place is None else Attempt((place,))


def first_use(challenge: str) -> bool:
    """Whether nobody answered this challenge before; however many bring an answer at once, one is the first."""
    return bool(cache.add(_places("answered", challenge, 1)[0], 1, WINDOW_SECONDS))


def coming_back(address: str) -> Attempt | Wait:
    """Takes the place of one who comes from an identity provider, which is asked what the code is worth."""
    place = _take(_places("provider", address, PLACES_OF_ADDRESS))
    return Wait(WINDOW_SECONDS, first=False) if place is None else Attempt((place,))


def code_of_place(address: str) -> Attempt | Wait:
    """Takes the place of one who sends a file by a code, which may be wrong."""
    place = _take(_places("place", address, PLACES_OF_ADDRESS))
    return Wait(WINDOW_SECONDS, first=False) if place is None else Attempt((place,))


def may_leave_texts(address: str) -> bool:
    """Whether somebody who is not signed in may leave texts here; takes the place of one."""
    return _take(_places("texts", address, PLACES_OF_TEXTS)) is not None


def forgive(tried: Attempt) -> None:
    """The password was right."""
    cache.delete_many(tried.given_back)


def _is_first(of: str) -> bool:
    return bool(cache.add(f"{of}:told", 1, WINDOW_SECONDS))


def _places(kind: str, name: str, count: int = PLACES_OF_LOGIN) -> list[str]:
    """Keys without the name itself: a cache row tells nobody who tried."""
    digest = blake2s(name.encode(errors="replace"), digest_size=16, person=kind.encode()).hexdigest()
    return [f"sign-in:{kind}:{digest}:{number}" for number in range(count)]


def _take(places: list[str], seconds: int = WINDOW_SECONDS) -> str | None:
    """One of those that are free, in no order: two who come together seldom want the same."""
    taken = cache.get_many(places)
    free = [place for place in places if place not in taken]
    return next((place for place in sample(free, len(free)) if cache.add(place, 1, seconds)), None)

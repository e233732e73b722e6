"""What a refusal tells of others: that a login, an INN or the number of a paper is on record already, wherever that is.

Whoever enters people, clients and papers has to be told so, and could find out by it whose customers and employees are in
the cabinet. So it is told a few times a day; then that person's entries are refused before anything is compared. The vendor,
who sees everything, is told as often as it asks. What was told is counted after the transaction, which the refusal ends:
places in the cache, as those of tried passwords, which become free by themselves.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Final, TypeVar

from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, transaction

from kabinet.actions.unit.errors import Refused
from kabinet.records.versions import vendor_names
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import Verdict

Refusal = TypeVar("Refusal", bound=Exception)
CODE: Final = "known_too_often"
MOST_TOLD: Final = 20
WINDOW_SECONDS: Final = 24 * 60 * 60
TOO_OFTEN = Text(
    f"За сутки {MOST_TOLD} раз введено то, что уже внесено в кабинет: логины, ИНН или номера документов",
    f"What is on record already was entered {MOST_TOLD} times within a day: logins, INNs or numbers of papers",
)
TOMORROW = Text(
    "Продолжить можно через сутки; если ждать нельзя, передайте эти сведения {vendor_firm_dat}",
    "Go on in a day; if it cannot wait, hand these particulars to the vendor",
)

_told: ContextVar[list[int] | None] = ContextVar("told that something is known", default=None)


@contextmanager
def counted() -> Iterator[None]:
    """Around an outermost transaction: what was told in it counts, whatever becomes of the transaction."""
    people: list[int] = []
    mark = _told.set(people)
    try:
        yield
    finally:
        _told.reset(mark)
        # While the database is away nothing is counted, and what went wrong is what the person reads.
        with suppress(DatabaseError):
            for person in people:
                _take(person)


def tell(actor: Actor, refusal: Refusal) -> Refusal:
    """The refusal, which tells the actor that something is known: whoever raises it was asked about before (require_few)."""
    people = _told.get()
    if people is not None and actor.kind != OrgKind.VENDOR:
        people.append(actor.person)
    return refusal


def require_few(actor: Actor) -> None:
    """Before something is compared with everybody's: Refused when the actor was told too often, in this transaction too."""
    here = (_told.get() or []).count(actor.person)
    if actor.kind != OrgKind.VENDOR and len(_free(actor.person)) <= here:
        raise Refused(Verdict(False, None, TOO_OFTEN, vendor_names.fill_text(TOMORROW), CODE))


@contextmanager
def compared(actor: Actor, refusal: Callable[[], Exception]) -> Iterator[None]:
    """Around what the database itself compares with everybody's; what it refuses is `refusal`."""
    require_few(actor)
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise tell(actor, refusal()) from None


def _take(person: int) -> None:
    # Whoever finds one taken meanwhile takes the next.
    any(cache.add(place, 1, WINDOW_SECONDS) for place in _free(person))


def _free(person: int) -> list[str]:
    places = [f"known:{person}:{number}" for number in range(MOST_TOLD)]
    taken = cache.get_many(places)
    return [place for place in places if place not in taken]

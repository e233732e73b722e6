"""What every act on papers needs: clean days and words, who is told, a row as it was seen."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Model

from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records import lengths
from kabinet.records.models import Agreement, Organisation
from kabinet.regulation import access
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import day_said

CONTACTS, WRITERS, LEADS, CONFIRMERS = access.HEADS, access.WRITERS, access.LEADS, access.CONFIRMERS
# Of a partner: who answers for papers, and who passes on by them.
SENDERS = LEADS | {Role.AUTHORISED_EMPLOYEE}
EVERYBODY = access.STAFF | access.HEADS
NOTHING = Text("Заполните поле", "Fill in the field")
EMPTY = Text("Поле пустое", "The field is empty")
ORDER = Text("Последний день раньше первого", "The last day is before the first")
DAYS = Text("Исправьте дни", "Correct the days")
LATER = Text("Исправьте день", "Correct the day")


class Overtaken(Invalid):
    """Somebody else changed it after the person saw it; `stamp` is the one to send on."""

    def __init__(self, stamp: str) -> None:
        super().__init__(
            "seen",
            Text(
                "Пока вы писали, эти сведения изменил другой человек", "Somebody else changed this meanwhile"
            ),
            Text(
                "Проверьте и отправьте ещё раз: ваше заменит то, что записано",
                "Check and send again: yours will replace what is on record",
            ),
        )
        self.stamp = stamp


def stamp(row: Model) -> str:
    """What a form carries to say which values the person saw."""
    values = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return sha256(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()[:24]


def compare(row: Model, seen: str) -> None:
    """Overtaken when the row is not the one that was seen; an empty `seen` compares nothing."""
    if seen and seen != (now := stamp(row)):
        raise Overtaken(now)


def needed(field: str, value: str, most: int = lengths.REASON) -> str:
    """The text without its edges; Invalid for none, and for more than `most` characters."""
    if not (said := clean(value, field, most)):
        raise Invalid(field, EMPTY, NOTHING)
    return said


def in_order(first: date, last: date | None) -> None:
    """Invalid when the last day comes before the first."""
    if last is not None and last < first:
        raise Invalid("last_day", ORDER, DAYS)


def not_before(field: str, day: date, earliest: date) -> None:
    """Invalid for a day before the earliest that is possible."""
    if day < earliest:
        words = day_said(earliest)
        raise Invalid(field, Text(f"Не раньше, чем {words.ru}", f"Not before {words.en}"), LATER)


@contextmanager
def held_true(field: str, reason: Text, remedy: Text) -> Iterator[None]:
    """What the database refuses becomes an error of the form: two intervals that overlap, two rows of one name. Of a number
    which anybody may have, `known_elsewhere.compared` does."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Invalid(field, reason, remedy) from None


def until(last: date | None) -> Text:
    """ " по 31 мая 2025", or nothing for an open end."""
    words = day_said(last) if last else None
    return Text(f" по {words.ru}", f" until {words.en}") if words else Text("", "")


def today(at: datetime, zone: str) -> date:
    """The day at `at` in the zone with this name."""
    return at.astimezone(ZoneInfo(zone)).date()


def vendors(*roles: str) -> list[int]:
    """The vendor's people of these roles."""
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR).first()
    return staff_of(vendor.pk, *roles) if vendor else []


def partners_of(client: int, day: date, seller: int | None = None) -> set[int]:
    """Whom a client's papers concern: who serves it on the day, and who sold the licence."""
    serving = Agreement.objects.filter(client=client, first_day__lte=day).exclude(last_day__lt=day)
    return {*serving.values_list("partner", flat=True), *([seller] if seller is not None else [])}


def all_of(*people: Iterable[int]) -> set[int]:
    """Everybody once."""
    return {person for each in people for person in each}

"""What a filter is, and the values that every list offers alike."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import moments
from kabinet.pages.ui.drawing.badges import level_names
from kabinet.records.lists import Row
from kabinet.regulation.pack import Leg

PERIODS = ((7, lazily("За неделю")), (30, lazily("За 30 дней")), (365, lazily("За год")))
LARGEST = 2**31
LONGEST = {"after": 600, "tag": 40}


class FilterChoice(NamedTuple):
    """One value of a filter."""

    value: str
    label: str


class Filter(NamedTuple):
    """One filter: its name in the address, and whether a narrow screen can do without its chip."""

    name: str
    label: Promise
    icon: str
    rare: bool = False


class Wanted(Protocol):
    """What an address asks of a list."""

    def chosen(self, name: str) -> str:
        """The value of a filter, empty when it is not set."""
        ...

    def day(self, name: str) -> date | None:
        """The same as a day."""
        ...

    def address(self, **changes: str | None) -> str:
        """The query with these changes and from the beginning; None takes a filter away."""
        ...


def asking(row: Row, key: str) -> str:
    """The name of who was chosen: the line's author, else its contact."""
    return row.author_name if str(row.author_id) == key else row.contact_name


def is_number(value: str) -> bool:
    """A key, a level: figures that a database can keep."""
    return value.isascii() and value.isdigit() and int(value) < LARGEST


def is_day(value: str) -> bool:
    """A day with a neighbour on either side."""
    try:
        return date(1992, 1, 1) <= date.fromisoformat(value) < date(9999, 1, 1)
    except ValueError:
        return False


def is_words(name: str, value: str) -> bool:
    """A code, a tag, a place in the list."""
    if "\0" in value or len(value) > LONGEST.get(name, 200):
        return False
    return name in LONGEST or value.isidentifier()


def levels() -> Iterator[FilterChoice]:
    return (FilterChoice(str(number), f"{number} · {name}") for number, name in level_names().items())


def statuses(leg: Leg, reader: str) -> Iterator[FilterChoice]:
    """In the reader's words."""
    language = get_language() or "ru"
    return (FilterChoice(each.code, each.names.read_by(reader).say(language)) for each in leg.statuses)


def services(leg: Leg) -> Iterator[FilterChoice]:
    language = get_language() or "ru"
    return (FilterChoice(each.code, f"{each.number}. {each.name.say(language)}") for each in leg.services)


def periods(today: date) -> Iterator[FilterChoice]:
    return (FilterChoice((today - timedelta(days=days)).isoformat(), str(label)) for days, label in PERIODS)


def period_said(wanted: Wanted, today: date) -> str:
    """«с 7 марта», «с 7 марта по 10 марта»."""
    parts = ((_("с %(day)s"), wanted.day("since")), (_("по %(day)s"), wanted.day("until")))
    return " ".join(words % {"day": moments.day(day, today)} for words, day in parts if day)

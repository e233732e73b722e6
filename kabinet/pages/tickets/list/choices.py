"""What the filters of the client's list offer. Systems and people are asked for when a menu opens."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.look import moments
from kabinet.pages.look.drawing.badges import LEVELS
from kabinet.pages.tickets.cite import called, spoken
from kabinet.pages.tickets.list.asked import Asked
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor


class Choice(NamedTuple):
    """One value of a filter."""

    value: str
    label: str


class Filter(NamedTuple):
    """One filter: its name in the address, and whether a narrow screen can do without its chip."""

    name: str
    label: Promise
    icon: str
    rare: bool = False


class Reading(NamedTuple):
    """Who asks, when, in which zone."""

    actor: Actor
    at: datetime
    zone: ZoneInfo


FILTERS = (
    Filter("system", lazily("Система"), "server"),
    Filter("level", lazily("Уровень"), "signal"),
    Filter("author", lazily("Автор"), "circle-user"),
    Filter("since", lazily("Период"), "calendar"),
    Filter("status", lazily("Статус"), "circle-dashed", rare=True),
    Filter("service", lazily("Услуга"), "tag", rare=True),
)
ASKED = ("system", "author")  # these cost a question to the database
PERIODS = ((7, lazily("За неделю")), (30, lazily("За 30 дней")), (365, lazily("За год")))


def choices(name: str, reader: Reading) -> list[Choice]:
    """The values of one filter."""
    return list(CHOICES[name](reader))


def named(name: str, asked: Asked, reader: Reading, rows: tuple[Row, ...]) -> str:
    """What a set filter says: by a line of the list, which has the name already, or by asking for it."""
    if name == "since":
        return _period(asked, reader)
    if name in ASKED and rows:
        return called(rows[0].author_name) if name == "author" else rows[0].system_name
    values = {choice.value: choice.label for choice in choices(name, reader)}
    return values.get(asked.chosen(name), "")


def _period(asked: Asked, reader: Reading) -> str:
    """«с 7 марта», «с 7 марта по 10 марта»."""
    today = reader.at.astimezone(reader.zone).date()
    first, last = asked.day("since"), asked.day("until")
    parts = ((_("с %(day)s"), first), (_("по %(day)s"), last))
    return " ".join(words % {"day": moments.day(day, today)} for words, day in parts if day)


def _levels(reader: Reading) -> Iterator[Choice]:
    return (Choice(str(number), f"{number} · {_(name)}") for number, name in LEVELS.items())


def _statuses(reader: Reading) -> Iterator[Choice]:
    statuses = law_of(reader.actor).leg("client").statuses
    return (Choice(each.code, spoken(each.names.read_by("client"))) for each in statuses)


def _services(reader: Reading) -> Iterator[Choice]:
    services = law_of(reader.actor).leg("client").services
    return (Choice(each.code, f"{each.number}. {spoken(each.name)}") for each in services)


def _systems(reader: Reading) -> Iterator[Choice]:
    systems = doors.systems(reader.actor, reader.actor.organisation)
    return (Choice(str(each.pk), each.name) for each in systems)


def _authors(reader: Reading) -> Iterator[Choice]:
    people = doors.people(reader.actor, reader.actor.organisation)
    return (Choice(str(each.person.pk), each.person.name) for each in people)


def _periods(reader: Reading) -> Iterator[Choice]:
    today = reader.at.astimezone(reader.zone).date()
    return (Choice((today - timedelta(days=days)).isoformat(), str(label)) for days, label in PERIODS)


CHOICES: dict[str, Callable[[Reading], Iterator[Choice]]] = {
    "system": _systems,
    "level": _levels,
    "author": _authors,
    "since": _periods,
    "status": _statuses,
    "service": _services,
}

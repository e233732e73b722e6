"""What the filters of the client's list offer. Systems and people are asked for when a menu opens."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.lists.client.parameters import Asked
from kabinet.pages.lists.filters import grouping, offered
from kabinet.pages.lists.filters.offered import Filter, FilterChoice
from kabinet.pages.ui.citations import called
from kabinet.queries.lists.grouping import OF_CLIENT
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.versions import law_of
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg

FILTERS = (
    Filter("system", lazily("Система"), "server"),
    Filter("level", lazily("Уровень"), "signal"),
    Filter("author", lazily("Автор или контакт"), "circle-user"),
    Filter("since", lazily("Период"), "calendar"),
    Filter("assignee", lazily("Исполнитель"), "user-check", rare=True),
    Filter("status", lazily("Статус"), "circle-dashed", rare=True),
    Filter("service", lazily("Услуга"), "tag", rare=True),
)
GROUP = Filter("group", lazily("По чьему ходу"), "list-filter")
ASKED = ("system", "author", "assignee")  # these cost a question to the database


class Reading(NamedTuple):
    """Who asks, when, in which zone."""

    actor: Actor
    at: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()

    @property
    def leg(self) -> Leg:
        """In the words of the regulation in force for the reader."""
        return law_of(self.actor).leg(LegCode.CLIENT)


def choices_of(name: str, reader: Reading) -> list[FilterChoice]:
    """The values of one filter."""
    return list(CHOICES[name](reader))


def named(name: str, asked: Asked, reader: Reading, rows: tuple[Row, ...]) -> str:
    """What a set filter says: by a line of the list, which has the name already, or by asking for it."""
    if name == "since":
        return offered.period_said(asked, reader.today)
    if name == "author" and rows:
        return called(offered.asking(rows[0], asked.chosen(name)))
    if name in ASKED and rows:
        words = str(getattr(rows[0], f"{name}_name"))
        return words if name == "system" else called(words)
    values = {choice.value: choice.label for choice in choices_of(name, reader)}
    return values.get(asked.chosen(name), "")


def _systems(reader: Reading) -> Iterator[FilterChoice]:
    systems = doors.systems(reader.actor, reader.actor.organisation)
    return (FilterChoice(str(each.pk), each.name) for each in systems)


def _authors(reader: Reading) -> Iterator[FilterChoice]:
    people = doors.people(reader.actor, reader.actor.organisation)
    return (FilterChoice(str(each.person.pk), each.person.name) for each in people)


def _assignees(reader: Reading) -> Iterator[FilterChoice]:
    """Those who lead the organisation's open tickets now: a client knows of the partner's people no more than that."""
    return (FilterChoice(str(key), called(name)) for key, name in doors.assignees(reader.actor))


CHOICES: dict[str, Callable[[Reading], Iterator[FilterChoice]]] = {
    "system": _systems,
    "level": lambda reader: offered.levels(),
    "author": _authors,
    "assignee": _assignees,
    "since": lambda reader: offered.periods(reader.today),
    "status": lambda reader: offered.statuses(reader.leg, OrgKind.CLIENT),
    "service": lambda reader: offered.services(reader.leg),
    "group": lambda reader: grouping.group_choices(OF_CLIENT, _("По чьему ходу")),
}

"""What the filters offer. Levels, turns and statuses are the regulation's; people and organisations are asked for."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from kabinet.pages.lists.filters import grouping
from kabinet.pages.lists.filters.offered import (
    Filter,
    FilterChoice,
    asking,
    levels,
    period_said,
    periods,
    services,
    statuses,
)
from kabinet.pages.lists.queue.parameters import Asked
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import gettext_lazy as lazily
from kabinet.queries.lists.grouping import offered_groups
from kabinet.queries.lists.reader import Reader
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.versions import law_of
from kabinet.regulation.access import OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg, Turn

MOST = 300  # more organisations than anybody reads through; the search finds the rest

FILTERS = (
    Filter("state", lazily("Открытые"), "circle-dot"),
    Filter("partner", lazily("Партнёр"), "building-2"),
    Filter("client", lazily("Клиент"), "building-2"),
    Filter("system", lazily("Система"), "server", rare=True),
    Filter("level", lazily("Уровень"), "signal"),
    Filter("assignee", lazily("Исполнитель"), "circle-user"),
    Filter("turn", lazily("Чей ход"), "hand"),
    Filter("tag", lazily("Тег"), "tag", rare=True),
    Filter("status", lazily("Статус"), "circle-dashed", rare=True),
)
# In the form alone: seldom asked, and a row of chips has its end.
MORE = (
    Filter("author", lazily("Автор или контакт"), "circle-user"),
    Filter("service", lazily("Услуга"), "list-checks"),
    Filter("since", lazily("Период"), "calendar"),
)
GROUP = Filter("group", lazily("По срокам"), "list-filter")
STATES = {"open": lazily("Открытые"), "closed": lazily("Завершённые"), "all": lazily("Все")}
ASKED = ("partner", "client", "system", "author", "assignee", "tag")  # these cost a question to the database
TURNS = {
    Turn.CLIENT: lazily("Клиент"),
    Turn.PARTNER: lazily("Партнёр"),
    Turn.VENDOR: lazily("%(Vendor_name)s"),
}


class Menu(NamedTuple):
    """What one queue asks, and who reads it."""

    asked: Asked
    reader: Reader

    @property
    def leg(self) -> Leg:
        """In the words of the regulation in force for the reader."""
        return law_of(self.reader.actor).leg(self.asked.leg)

    @property
    def of_desk(self) -> bool:
        """Whether the reader's side serves these tickets: whom they are given to, and its own tags."""
        return self.reader.serves(self.asked.leg)


def offered(menu: Menu) -> Iterator[Filter]:
    """The chips of this reader's queue; a rarer filter stands among them while it is set."""
    for each in FILTERS:
        if each.name == "partner" and menu.reader.actor.kind is not OrgKind.VENDOR:
            continue
        if each.name in ("assignee", "tag") and not menu.of_desk:
            continue
        yield each
    for each in MORE:
        if any(
            menu.asked.chosen(name)
            for name in ((each.name, "until") if each.name == "since" else (each.name,))
        ):
            yield each


def choices_of(name: str, menu: Menu) -> list[FilterChoice]:
    """The values of one filter."""
    return list(CHOICES[name](menu))


def named(name: str, menu: Menu, rows: tuple[Row, ...]) -> str:
    """What a set filter says: by a line of the list, which has the name already, or by asking for it."""
    if name == "since":
        return period_said(menu.asked, _today(menu))
    if name == "tag":
        return menu.asked.chosen(name)
    if name == "author" and rows:
        return asking(rows[0], menu.asked.chosen(name))
    if name in ASKED and rows:
        column = f"{name}_name"
        return str(getattr(rows[0], column))
    return next((each.label for each in choices_of(name, menu) if each.value == menu.asked.chosen(name)), "")


def _today(menu: Menu) -> date:
    return menu.reader.at.astimezone(menu.reader.zone).date()


def _states(menu: Menu) -> Iterator[FilterChoice]:
    return (FilterChoice(state, str(label)) for state, label in STATES.items())


def _levels(menu: Menu) -> Iterator[FilterChoice]:
    return levels()


def _turns(menu: Menu) -> Iterator[FilterChoice]:
    sides, own = (
        TURNS if menu.asked.leg == LegCode.CLIENT else (Turn.PARTNER, Turn.VENDOR),
        str(menu.reader.actor.kind),
    )
    return (FilterChoice(side, _("Мы") if side == own else str(TURNS[side])) for side in sides)


def _statuses(menu: Menu) -> Iterator[FilterChoice]:
    return statuses(menu.leg, str(menu.reader.actor.kind))


def _services(menu: Menu) -> Iterator[FilterChoice]:
    return services(menu.leg)


def _periods(menu: Menu) -> Iterator[FilterChoice]:
    return periods(_today(menu))


def _groups(menu: Menu) -> Iterator[FilterChoice]:
    return grouping.group_choices(offered_groups(menu.reader, menu.asked.leg), _("По срокам"))


def _organisations(kind: str) -> Callable[[Menu], Iterator[FilterChoice]]:
    def of_kind(menu: Menu) -> Iterator[FilterChoice]:
        found = doors.organisations(menu.reader.actor, kind)[:MOST]
        return (FilterChoice(str(each.pk), each.short_name) for each in found)

    return of_kind


def _systems(menu: Menu) -> Iterator[FilterChoice]:
    """Of the chosen client; without one there are none to choose from."""
    client = menu.asked.wanted.client
    if client is not None:
        for each in doors.systems(menu.reader.actor, client):
            yield FilterChoice(str(each.pk), each.name)


def _authors(menu: Menu) -> Iterator[FilterChoice]:
    """The people of the chosen client; on the vendor leg the partner's."""
    actor, wanted = menu.reader.actor, menu.asked.wanted
    of = wanted.client if wanted.leg == LegCode.CLIENT else wanted.partner
    if wanted.leg == LegCode.VENDOR and actor.kind is OrgKind.PARTNER:
        of = actor.organisation
    return (
        FilterChoice(str(each.person.pk), each.person.name)
        for each in (doors.people(actor, of) if of else ())
    )


def _colleagues(menu: Menu) -> Iterator[FilterChoice]:
    return (
        FilterChoice(str(each.person.pk), each.person.name) for each in doors.colleagues(menu.reader.actor)
    )


def _tags(menu: Menu) -> Iterator[FilterChoice]:
    return (FilterChoice(name, name) for name in doors.tags_used(menu.reader.actor, menu.asked.leg))


CHOICES: dict[str, Callable[[Menu], Iterator[FilterChoice]]] = {
    "state": _states,
    "partner": _organisations(OrgKind.PARTNER),
    "client": _organisations(OrgKind.CLIENT),
    "system": _systems,
    "author": _authors,
    "level": _levels,
    "assignee": _colleagues,
    "turn": _turns,
    "tag": _tags,
    "status": _statuses,
    "service": _services,
    "since": _periods,
    "group": _groups,
}

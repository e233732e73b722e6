"""What the filters offer. Levels, turns and statuses are the regulation's; people and organisations are asked for."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.look.drawing.badges import LEVELS
from kabinet.pages.queue.asked import Asked
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import Actor, OrgKind

MOST = 300  # more organisations than anybody reads through; the search finds the rest


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


FILTERS = (
    Filter("partner", lazily("Партнёр"), "building-2"),
    Filter("client", lazily("Клиент"), "building-2"),
    Filter("system", lazily("Система"), "server", rare=True),
    Filter("level", lazily("Уровень"), "signal"),
    Filter("assignee", lazily("Исполнитель"), "circle-user"),
    Filter("turn", lazily("Чей ход"), "hand"),
    Filter("status", lazily("Статус"), "circle-dashed", rare=True),
    Filter("state", lazily("Открытые"), "circle-dot"),
)
STATES = {"open": lazily("Открытые"), "closed": lazily("Завершённые"), "all": lazily("Все")}
ASKED = ("partner", "client", "system", "assignee")  # these cost a question to the database
TURNS = {"client": lazily("Клиент"), "partner": lazily("Партнёр"), "vendor": lazily("1С")}


def offered(asked: Asked, actor: Actor) -> Iterator[Filter]:
    """The filters of this reader's queue, the state first."""
    yield FILTERS[-1]
    for each in FILTERS[:-1]:
        if each.name == "partner" and actor.kind is not OrgKind.VENDOR:
            continue
        if each.name == "assignee" and not _assigns(asked, actor):
            continue
        yield each


def choices(name: str, asked: Asked, actor: Actor) -> list[Choice]:
    """The values of one filter."""
    return list(CHOICES[name](asked, actor))


def named(name: str, asked: Asked, actor: Actor, rows: tuple[Row, ...]) -> str:
    """What a set filter says: by a line of the list, which has the name already, or by asking for it."""
    if name not in ASKED:
        values = {choice.value: choice.label for choice in choices(name, asked, actor)}
        return values.get(asked.chosen(name), "")
    column = "assignee_name" if name == "assignee" else f"{name}_name"
    if rows:
        return str(getattr(rows[0], column))
    return next((each.label for each in choices(name, asked, actor) if each.value == asked.chosen(name)), "")


def _assigns(asked: Asked, actor: Actor) -> bool:
    """A partner gives its clients' tickets to its people; who works on them at 1C is no business of its filters."""
    return asked.leg == "client" or actor.kind is OrgKind.VENDOR


def _states(asked: Asked, actor: Actor) -> Iterator[Choice]:
    return (Choice(state, str(label)) for state, label in STATES.items())


def _levels(asked: Asked, actor: Actor) -> Iterator[Choice]:
    return (Choice(str(number), f"{number} · {_(name)}") for number, name in LEVELS.items())


def _turns(asked: Asked, actor: Actor) -> Iterator[Choice]:
    sides = TURNS if asked.leg == "client" else ("partner", "vendor")
    return (Choice(side, _("Мы") if side == str(actor.kind) else str(TURNS[side])) for side in sides)


def _statuses(asked: Asked, actor: Actor) -> Iterator[Choice]:
    language, reader = get_language() or "ru", str(actor.kind)
    statuses = newest_pack().leg(asked.leg).statuses
    return (Choice(each.code, each.names.read_by(reader).say(language)) for each in statuses)


def _organisations(kind: str) -> Callable[[Asked, Actor], Iterator[Choice]]:
    def choices(asked: Asked, actor: Actor) -> Iterator[Choice]:
        return (Choice(str(each.pk), each.short_name) for each in doors.organisations(actor, kind)[:MOST])

    return choices


def _systems(asked: Asked, actor: Actor) -> Iterator[Choice]:
    """Of the chosen client; without one there are none to choose from."""
    client = asked.number("client")
    if client is not None:
        for each in doors.systems(actor, client):
            yield Choice(str(each.pk), each.name)


def _colleagues(asked: Asked, actor: Actor) -> Iterator[Choice]:
    return (Choice(str(each.person.pk), each.person.name) for each in doors.colleagues(actor))


CHOICES: dict[str, Callable[[Asked, Actor], Iterator[Choice]]] = {
    "state": _states,
    "partner": _organisations("partner"),
    "client": _organisations("client"),
    "system": _systems,
    "level": _levels,
    "assignee": _colleagues,
    "turn": _turns,
    "status": _statuses,
}

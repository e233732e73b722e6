"""The filters over the queue: each a small menu of links, so that choosing needs neither a script nor a button."""

from dataclasses import dataclass

from django.urls import reverse

from kabinet.pages.queue.asked import Asked
from kabinet.pages.queue.choices import ASKED, Choice, Filter, choices, named, offered
from kabinet.records.lists import Row
from kabinet.regulation.access import Actor

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Option:
    """A link of the menu."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """`chosen` is what is set; `clear` takes it away. `ask` is where the menu is fetched when it opens."""

    name: str
    label: str
    icon: str
    chosen: str
    clear: str
    rare: bool
    options: tuple[Option, ...]
    ask: str


def chips(page: str, asked: Asked, actor: Actor, rows: tuple[Row, ...]) -> list[Chip]:
    """One for each filter of this queue."""
    return [_chip(page, each, asked, actor, rows) for each in offered(asked, actor)]


def options(name: str, asked: Asked, actor: Actor) -> tuple[Option, ...]:
    """The links of one menu."""
    return tuple(_option(name, choice, asked) for choice in choices(name, asked, actor))


def _chip(page: str, each: Filter, asked: Asked, actor: Actor, rows: tuple[Row, ...]) -> Chip:
    is_set = bool(asked.chosen(each.name)) or (each.name == "state" and asked.state == OPEN)
    fetched = each.name in ASKED
    return Chip(
        name=each.name,
        label=str(each.label),
        icon=each.icon,
        chosen=(named(each.name, asked, actor, rows) or str(each.label)) if is_set else "",
        clear=asked.address(**{each.name: "all" if each.name == "state" and asked.state == OPEN else None}),
        rare=each.rare and not is_set,
        options=() if fetched else options(each.name, asked, actor),
        ask=reverse("queue_choices", args=[page, each.name]) + asked.address() if fetched else "",
    )


def _option(name: str, choice: Choice, asked: Asked) -> Option:
    current = choice.value == (asked.chosen(name) or (OPEN if name == "state" else ""))
    gone: dict[str, str | None] = {"system": None} if name == "client" else {}
    value = None if name == "state" and choice.value == OPEN else choice.value
    return Option(choice.label, asked.address(**gone, **{name: value}), current)

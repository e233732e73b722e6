"""The views and the filters over the list: links and small menus of links, so that choosing needs no script."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.tickets.list.asked import Asked
from kabinet.pages.tickets.list.choices import ASKED, FILTERS, Choice, Filter, Reading, choices, named
from kabinet.records.lists import Row

VIEWS = (
    ("", _("Открытые"), "circle-dot"),
    ("mine", _("Мои"), ""),
    ("closed", _("Закрытые"), ""),
    ("all", _("Все"), ""),
)
LIMIT = 100  # beyond it nobody counts


@dataclass(frozen=True, slots=True)
class View:
    """A link to another view; `count` is there where a figure costs nothing."""

    label: str | Promise
    icon: str
    url: str
    current: bool
    count: str


class Option(NamedTuple):
    """A link of a menu."""

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


def views(asked: Asked, open_tickets: int) -> list[View]:
    """The list's own views, the filters kept."""
    figure = f"{LIMIT - 1}+" if open_tickets >= LIMIT else str(open_tickets)
    return [
        View(label, icon, asked.address(show=show or None), asked.show == show, figure if show == "" else "")
        for show, label, icon in VIEWS
    ]


def chips(asked: Asked, reader: Reading, rows: tuple[Row, ...]) -> list[Chip]:
    """One for each filter."""
    return [_chip(each, asked, reader, rows) for each in FILTERS]


def options(name: str, asked: Asked, reader: Reading) -> tuple[Option, ...]:
    """The links of one menu."""
    return tuple(_option(name, choice, asked) for choice in choices(name, reader))


def _chip(each: Filter, asked: Asked, reader: Reading, rows: tuple[Row, ...]) -> Chip:
    names = ("since", "until") if each.name == "since" else (each.name,)
    is_set = any(asked.chosen(name) for name in names)
    fetched = each.name in ASKED
    return Chip(
        name=each.name,
        label=str(each.label),
        icon=each.icon,
        chosen=(named(each.name, asked, reader, rows) or str(each.label)) if is_set else "",
        clear=asked.address(**dict.fromkeys(names)),
        rare=each.rare and not is_set,
        options=() if fetched else options(each.name, asked, reader),
        ask=reverse("tickets_choices", args=[each.name]) + asked.address() if fetched else "",
    )


def _option(name: str, choice: Choice, asked: Asked) -> Option:
    return Option(choice.label, asked.address(**{name: choice.value}), choice.value == asked.chosen(name))

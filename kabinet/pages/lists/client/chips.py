"""The views and the filters over the list: links and small menus of links, so that choosing needs no script."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.pages.lists.client.choices import ASKED, FILTERS, GROUP, Reading, choices_of, named
from kabinet.pages.lists.client.parameters import Asked
from kabinet.pages.lists.filters.chips import Chip, Menus, Option, chip, menu_links
from kabinet.records.lists import Row

VIEWS = (
    ("", _("Открытые"), "circle-dot"),
    ("mine", _("Мои"), ""),
    ("watching", _("Наблюдаю"), ""),
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


def views(asked: Asked, open_tickets: int) -> list[View]:
    """The list's own views, the filters kept."""
    figure = f"{LIMIT - 1}+" if open_tickets >= LIMIT else str(open_tickets)
    return [
        View(label, icon, asked.address(show=show or None), asked.show == show, figure if show == "" else "")
        for show, label, icon in VIEWS
    ]


def chips(asked: Asked, reader: Reading, rows: tuple[Row, ...]) -> list[Chip]:
    """One for each filter."""
    menus = _menus(asked, reader, rows)
    return [chip(each, menus) for each in FILTERS]


def grouping(asked: Asked, reader: Reading) -> Chip:
    """The menu of heads."""
    return chip(GROUP, _menus(asked, reader, ()))


def options(name: str, asked: Asked, reader: Reading) -> tuple[Option, ...]:
    """The links of one menu."""
    return menu_links(name, choices_of(name, reader), asked)


def _menus(asked: Asked, reader: Reading, rows: tuple[Row, ...]) -> Menus:
    return Menus(
        wanted=asked,
        named=lambda name: named(name, asked, reader, rows),
        values=lambda name: choices_of(name, reader),
        asked=lambda name: reverse("tickets_choices", args=[name]) + asked.address() if name in ASKED else "",
    )

"""The filters over the queue, and by what its lines are put together."""

from django.urls import reverse

from kabinet.pages.lists.filters.chips import Chip, Menus, Option, chip, menu_links
from kabinet.pages.lists.queue.choices import ASKED, GROUP, Menu, choices_of, named, offered
from kabinet.records.lists import Row


def chips(page: str, menu: Menu, rows: tuple[Row, ...]) -> list[Chip]:
    """One for each filter of this queue."""
    menus = _menus(page, menu, rows)
    return [chip(each, menus) for each in offered(menu)]


def grouping(page: str, menu: Menu) -> Chip:
    """The menu of heads."""
    return chip(GROUP, _menus(page, menu, ()))


def options(name: str, menu: Menu) -> tuple[Option, ...]:
    """The links of one menu."""
    return menu_links(name, choices_of(name, menu), menu.asked)


def _menus(page: str, menu: Menu, rows: tuple[Row, ...]) -> Menus:
    return Menus(
        wanted=menu.asked,
        named=lambda name: named(name, menu, rows),
        values=lambda name: choices_of(name, menu),
        asked=lambda name: (
            reverse("queue_choices", args=[page, name]) + menu.asked.address() if name in ASKED else ""
        ),
    )

"""The filters over a list: each a small menu of links, so that choosing needs neither a script nor a button."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kabinet.pages.lists.filters.offered import Filter, FilterChoice, Wanted

OPEN = "open"


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


@dataclass(frozen=True, slots=True)
class Menus:
    """How one list says its filters: `named` what a set one says, `values` what it offers, `asked` where a menu is
    fetched ("" for one that costs no question)."""

    wanted: Wanted
    named: Callable[[str], str]
    values: Callable[[str], Iterable[FilterChoice]]
    asked: Callable[[str], str]


def chip(each: Filter, menus: Menus) -> Chip:
    """A filter with its menu. Two days are one period; a list that says nothing of it shows what is open."""
    wanted, name = menus.wanted, each.name
    names = ("since", "until") if name == "since" else (name,)
    is_open = name == "state" and not wanted.chosen(name)
    is_set = is_open or any(wanted.chosen(one) for one in names)
    asked = menus.asked(name)
    return Chip(
        name=name,
        label=str(each.label),
        icon=each.icon,
        chosen=(menus.named(name) or str(each.label)) if is_set else "",
        clear=wanted.address(**dict.fromkeys(names, "all" if is_open else None)),
        rare=each.rare and not is_set,
        options=() if asked else menu_links(name, menus.values(name), wanted),
        ask=asked,
    )


def menu_links(name: str, values: Iterable[FilterChoice], wanted: Wanted) -> tuple[Option, ...]:
    """The links of one menu."""
    return tuple(_option(name, choice, wanted) for choice in values)


def _option(name: str, choice: FilterChoice, wanted: Wanted) -> Option:
    standing = wanted.chosen(name) or (OPEN if name == "state" else "")
    # A system and an author belong to the client that was chosen before.
    other = name == "client" and choice.value != standing
    gone: dict[str, str | None] = {"system": None, "author": None} if other else {}
    value = None if name == "state" and choice.value == OPEN else choice.value
    return Option(choice.label, wanted.address(**gone, **{name: value}), choice.value == standing)

"""The way around: what stands in the side of every page, and in the bar at the foot of a phone's.

A link to a page that shows part of a list carries that part in its query (`?show=mine`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, reverse

from kabinet.pages.shell.navigation_links import SIDES, TABS, Label, Link
from kabinet.records.lists.counts import LIMIT
from kabinet.regulation.access import ACTS, Act, Actor, OrgKind, Role, reach

Key = tuple[str, tuple[tuple[str, int], ...], str, frozenset[Role], bool]
KEPT = 1024  # ways around that are kept ready


@dataclass(frozen=True, slots=True)
class Item:
    """A link as it is shown: `count` None where no number stands, "99+" where nobody counted further."""

    key: str
    label: Label
    icon: str
    url: str
    current: bool
    count: str | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Links under one heading; the first group has none."""

    title: Label
    items: tuple[Item, ...]


def first(actor: Actor) -> str:
    """Where `actor` starts: the first line of the side."""
    return next(item.url for group in link_groups(actor, {}, "") for item in group.items)


def link_groups(actor: Actor, counts: Mapping[str, int], here: str) -> tuple[LinkGroup, ...]:
    """The side of `actor`'s pages; `here` is the key of the page that is open."""
    return _groups(*key(actor, counts, here)) if actor.kind else ()


def key(actor: Actor, counts: Mapping[str, int], here: str, *, stopped: bool = False) -> Key:
    """What the way around depends on; `stopped`: nothing new can be registered now, whoever asks."""
    invited = len(actor.participates | actor.asleep)
    known = {**counts, "joint": invited} if invited else counts
    return _side(actor), tuple(sorted(known.items())), here, actor.roles, stopped


def _side(actor: Actor) -> str:
    reads = actor.kind is not OrgKind.VENDOR or reach(actor).vendor_legs
    return str(actor.kind or "") if reads else "office"


@lru_cache(maxsize=KEPT)
def _groups(
    side: str, figures: tuple[tuple[str, int], ...], here: str, roles: frozenset[Role], stopped: bool
) -> tuple[LinkGroup, ...]:
    counts = dict(figures)
    may = _of_role(side, roles, stopped)
    shown = (
        LinkGroup(title, tuple(_items(filter(may, links), counts, here))) for title, links in SIDES[side]
    )
    return tuple(group for group in shown if group.items)


def tabs(actor: Actor, counts: Mapping[str, int], here: str, *, stopped: bool = False) -> tuple[Item, ...]:
    """Three of a phone's four tabs; the fourth opens the side."""
    return _tabs(*key(actor, counts, here, stopped=stopped)) if actor.kind else ()


@lru_cache(maxsize=KEPT)
def _tabs(
    side: str, figures: tuple[tuple[str, int], ...], here: str, roles: frozenset[Role], stopped: bool
) -> tuple[Item, ...]:
    may = _of_role(side, roles, stopped)
    links = (next(link for link in places if may(link)) for places in TABS[side])
    return tuple(_items(links, dict(figures), here))


def _of_role(side: str, roles: frozenset[Role], stopped: bool) -> Callable[[Link], bool]:
    """Whether a line is there for people of this side with these roles; none offers what cannot be done now."""
    kind = OrgKind.VENDOR if side == "office" else OrgKind(side)

    def may(link: Link) -> bool:
        return link.act is None or (
            not (stopped and link.act is Act.REGISTER)
            and any(row.covers(kind, roles) for row in ACTS[link.act].granted)
        )

    return may


def search() -> str:
    """Where the search box asks; empty while there is no such page."""
    return _reversed("search") or ""


def _items(links: Iterable[Link], counts: Mapping[str, int], here: str) -> Iterator[Item]:
    for link in links:
        if (url := _address(link)) and (not link.mine or link.count in counts):
            count = figure(counts.get(link.count), link.tone)
            yield Item(link.key, link.label, link.icon, url, link.key == here, count, link.tone)


def figure(count: int | None, tone: str = "") -> str | None:
    """A number of the side; one that calls for something (a tone) is silent about nothing."""
    if count is None or (tone and not count):
        return None
    return str(count) if count < LIMIT else f"{LIMIT - 1}+"


def _address(link: Link) -> str | None:
    url = _reversed(link.page)
    return f"{url}?{link.query}" if url and link.query else url


def _reversed(page: str) -> str | None:
    try:
        return reverse(page)
    except NoReverseMatch:
        return None

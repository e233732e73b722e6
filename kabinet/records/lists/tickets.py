"""Lists of tickets: two questions to the database, however many tickets there are."""

from typing import Any

from kabinet.records.fast.prepared import ask
from kabinet.records.lists.asked import some, within
from kabinet.records.lists.filters import Filters, asks_on, conditions, order, values
from kabinet.records.lists.order import Order
from kabinet.records.lists.rows import COLUMNS, TAGS, UNREAD, Key, Page, rows
from kabinet.regulation.access import Actor, reach
from kabinet.regulation.legs import LegCode

SIZE = 50
NO_TAGS = "'{}'::text[] AS tags"  # a client has none


def client_list(actor: Actor, filters: Filters, after: Key | None = None, size: int = SIZE) -> Page:
    """The client's own tickets, of the whole organisation (L1): open ones by turn and deadline."""
    return _page(actor, filters, LegCode.CLIENT, after, size, of_client=True)


def queue(
    actor: Actor, filters: Filters, after: Key | None = None, size: int = SIZE, leg: str = LegCode.CLIENT
) -> Page:
    """A leg's tickets over all clients: open ones by the next deadline."""
    return _page(actor, filters, leg, after, size, of_client=False)


def _page(actor: Actor, filters: Filters, leg: str, after: Key | None, size: int, *, of_client: bool) -> Page:
    reached, by = within(reach(actor), leg), order(filters, of_client=of_client)
    if reached is None:
        return Page(())
    begin = by.values(after)
    wanted = [*conditions(filters, asks=asks_on(actor, leg)), *([by.beyond()] if begin else [])]
    tags = TAGS if not of_client else NO_TAGS
    inner = some(reached, f"{COLUMNS}, {UNREAD}, {tags}", wanted, by.by(), "%(limit)s")
    question = f"SELECT {COLUMNS}, t.unread, t.tags FROM {inner} ORDER BY {by.by()} LIMIT %(limit)s"  # noqa: S608
    own = {"me": actor.person, "audiences": sorted(reach(actor).audiences), "limit": size + 1}
    asked = {**reached.values, **values(filters), **begin, **own}
    return cut(ask(question, asked), by, size)


def cut(found: list[tuple[Any, ...]], by: Order, size: int) -> Page:
    """The first `size` lines of those found, and the key of the page after them."""
    shown = rows(found[:size])
    return Page(shown, by.key(shown[-1]) if len(found) > size else None)

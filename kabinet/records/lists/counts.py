"""Figures beside the lists. None is counted beyond a limit: nobody reads more, and the cost stays the same for ever."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kabinet.records.fast.prepared import ask, ask_anew
from kabinet.records.lists.asked import Within, some, within
from kabinet.records.lists.filters import Filters, asks_on, conditions, values
from kabinet.regulation.access import CONFIRMERS, Actor, OrgKind, Reach, reach
from kabinet.regulation.legs import LegCode

IMPORTED = "imported"
LIMIT = 100  # a figure of 100 says "99+"
UNREAD = "SELECT FROM notice n WHERE n.person_id = %(me)s::bigint AND n.read_at IS NULL"
# People whom the vendor has to confirm.
AWAITING = """SELECT FROM (SELECT DISTINCT organisation_id, person_id FROM membership
  WHERE ended_at IS NULL AND confirmed_at IS NULL) w"""
Figures = dict[str, tuple[str, Filters]]  # name -> leg, what is counted


def nav_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """Figures of the side by name: open, ours, mine, notices; for a client also closed, for staff overdue, critical,
    unassigned, objections, for a partner `vendor`, its open vendor tickets, for the vendor's confirmers
    `awaiting`; `imported`, which is 0, where there is history of another desk. One question."""
    figures = _figures(actor, at)
    seen = reach(actor)
    asked: dict[str, Any] = {"me": actor.person}
    selected = [f"(SELECT count(*) FROM ({UNREAD} LIMIT {LIMIT}) x)"]  # noqa: S608
    for leg, filters in figures.values():
        question, more = _counted(seen, leg, filters, asks=asks_on(actor, leg))
        selected.append(question)
        asked |= more
    names = ["notices", *figures]
    if actor.kind is OrgKind.VENDOR and actor.roles & CONFIRMERS:
        names.append("awaiting")
        selected.append(f"(SELECT count(*) FROM ({AWAITING} LIMIT {LIMIT}) x)")  # noqa: S608
    if (reached := within(seen, LegCode.CLIENT)) is not None:
        names.append(IMPORTED)
        selected.append(_is_there(reached))
        asked |= reached.values
    found = dict(zip(names, ask(f"SELECT {', '.join(selected)}", asked)[0], strict=True))
    if not found.pop(IMPORTED, False):
        return found
    return {**found, IMPORTED: 0}


def _is_there(reached: Within) -> str:
    """Whether the reader has history of another desk: it is looked for, not counted, for nothing of it waits."""
    rows = some(reached, "true", (), "", "1", "imported_ticket")
    return f"EXISTS (SELECT FROM {rows})"


def _figures(actor: Actor, at: datetime) -> Figures:
    if actor.kind is None:
        return {}
    own = LegCode.VENDOR if actor.kind is OrgKind.VENDOR else LegCode.CLIENT
    every: Figures = {"open": (own, Filters()), "ours": (own, Filters(turn=actor.kind.value))}
    if actor.kind is OrgKind.CLIENT:
        return every | {"mine": (own, Filters(mine=True)), "closed": (own, Filters(show="closed"))}
    if actor.kind is OrgKind.PARTNER:
        every["vendor"] = (LegCode.VENDOR, Filters())
    return every | {
        "mine": (own, Filters(mine=True)),
        "overdue": (own, Filters(due_before=at)),
        "critical": (own, Filters(level=1)),
        "unassigned": (own, Filters(unassigned=True)),
        "objections": (
            own,
            Filters(objected=True, stopped=True),
        ),  # no clock runs: found behind all deadlines
    }


def _counted(seen: Reach, leg: str, filters: Filters, *, asks: bool) -> tuple[str, Mapping[str, Any]]:
    reached = within(seen, leg)
    if reached is None:
        return "0", {}
    rows = some(reached, "", conditions(filters, asks=asks), "", str(LIMIT))
    chosen = {name: value for name, value in values(filters).items() if value is not None}
    return f"(SELECT count(*) FROM (SELECT FROM {rows} LIMIT {LIMIT}) x)", {**reached.values, **chosen}  # noqa: S608


def count_tickets(actor: Actor, filters: Filters, leg: str, most: int) -> int:
    """How many tickets of a leg these filters leave, counted no further than `most`. One question."""
    reached = within(reach(actor), leg)
    if reached is None:
        return 0
    found = some(reached, "t.id", conditions(filters, asks=asks_on(actor, leg)), "", "%(most)s::int")
    own = {"me": actor.person, "audiences": sorted(reach(actor).audiences), "most": most}
    return int(ask_anew(f"SELECT count(*) FROM {found}", {**reached.values, **values(filters), **own})[0][0])  # noqa: S608

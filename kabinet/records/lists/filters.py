"""What a reader narrows a list down to (L1)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from kabinet.records.lists.order import CLOSED, PLACE, QUEUE, REGISTERED, TURN, Group, Order, grouped
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.legs import LegCode

Show = Literal["open", "closed", "all"]
OPEN, ENDED = "t.closed_at IS NULL", "t.closed_at IS NOT NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Every one is optional, all that are given hold together.

    `mine`: the reader's own. Whose side asks on the leg wrote it or is the contact named; whoever serves is assigned to it.
    `author`: who wrote it, or is the contact named. `due_from` (inclusive) and `due_before` bound the earliest deadline of
    running clocks: overdue at an instant is `due_before` it; `stopped`: no clock runs;
    `objected`: refused, and the objection waits for its answer.
    `since` (inclusive) and `until` bound the registration. `watched`: by the reader; `tag` is a word of their own
    side. `group` puts lines together that have the same in this column.
    """

    show: Show = "open"
    mine: bool = False
    unassigned: bool = False
    stopped: bool = False
    objected: bool = False
    client: int | None = None
    partner: int | None = None
    system: int | None = None
    author: int | None = None
    assignee: int | None = None
    level: int | None = None
    status: str | None = None
    turn: str | None = None
    service: str | None = None
    due_from: datetime | None = None
    due_before: datetime | None = None
    tag: str | None = None
    watched: bool = False
    group: Group | None = None
    since: datetime | None = None
    until: datetime | None = None


OWN = "g.audience = ANY(%(audiences)s::text[])"
ASKS = "(t.author_id = %({0})s OR t.contact_id = %({0})s)"
SHOWN = {"open": (OPEN,), "closed": (ENDED,), "all": ()}
# Few tickets have a tag or a watcher: they are looked up by key, not met on a walk along the queue.
CONDITIONS = {
    "mine": "",
    "unassigned": "t.assignee_id IS NULL",
    "stopped": f"{PLACE} = 'infinity'",
    "objected": "t.clocks ->> 'phase' = 'objected'",
    "client": "t.client_id = %(client)s",
    "partner": "t.partner_id = %(partner)s",
    "system": "t.system_id = %(system)s",
    "author": ASKS.format("author"),
    "assignee": "t.assignee_id = %(assignee)s",
    "level": "t.level = %(level)s",
    "status": "t.status = %(status)s",
    "turn": "t.turn = %(turn)s",
    "service": "t.service = %(service)s",
    "due_from": f"{PLACE} >= %(due_from)s",
    "due_before": f"{PLACE} < %(due_before)s",
    "tag": f"t.id = ANY(ARRAY(SELECT g.ticket_id FROM ticket_tag g WHERE g.name = %(tag)s AND {OWN}))",  # noqa: S608
    "watched": "t.id = ANY(ARRAY(SELECT w.ticket_id FROM watcher w WHERE w.person_id = %(me)s))",
    "since": "t.registered_at >= %(since)s",
    "until": "t.registered_at < %(until)s",
}


def conditions(filters: Filters, *, asks: bool) -> Iterator[str]:
    """What the filters say about a row; the reader's key stands under %(me)s. `asks`: the reader's side asks on the leg."""
    yield from SHOWN[filters.show]
    if filters.mine:
        yield ASKS.format("me") if asks else "t.assignee_id = %(me)s"
    # A constant that an index of critical tickets is made with; a value would hide it.
    if filters.level == 1:
        yield "t.level = 1"
    for name, condition in CONDITIONS.items():
        if condition and getattr(filters, name) not in (None, False):
            yield condition


def asks_on(actor: Actor, leg: str) -> bool:
    """Whether the actor's side asks there: a client its partner, a partner the vendor."""
    return actor.kind is (OrgKind.PARTNER if leg == LegCode.VENDOR else OrgKind.CLIENT)


def values(filters: Filters) -> dict[str, Any]:
    """What was chosen, beside the conditions."""
    return {field.name: getattr(filters, field.name) for field in fields(filters)}


def order(filters: Filters, *, of_client: bool) -> Order:
    """Open tickets by what comes next, ended ones by their end, all by their registration; a group goes before it."""
    if filters.group:
        return grouped(filters.group, still=filters.show != "open")
    if filters.show == "open":
        return TURN if of_client else QUEUE
    return CLOSED if filters.show == "closed" else REGISTERED

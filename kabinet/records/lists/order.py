"""Orders of a list, each followed by an index, and keys that say where a page begins: no page counts those before it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

from kabinet.records.lists.rows import OWN_TAGS, Key, Row

# As the index says it (models.ticket.QueuePlace).
PLACE = "CASE WHEN t.queue_at IS NULL THEN 'infinity'::timestamptz ELSE t.queue_at END"


@dataclass(frozen=True, slots=True)
class Order:
    """`columns` with their types; `of` gives a line's values in them."""

    columns: tuple[tuple[str, str], ...]
    of: Callable[[Row], tuple[Any, ...]]
    newest_first: bool = False

    def by(self) -> str:
        """For ORDER BY."""
        return ", ".join(f"{name} DESC" if self.newest_first else name for name, _ in self.columns)

    def beyond(self) -> str:
        """The condition of lines after a key, whose parts stand under %(after_0)s …"""
        names = ", ".join(name for name, _ in self.columns)
        marks = ", ".join(f"%(after_{place})s::{kind}" for place, (_, kind) in enumerate(self.columns))
        return f"({names}) {'<' if self.newest_first else '>'} ({marks})"

    def key(self, row: Row) -> Key:
        """The key of the page that begins after this line."""
        return json.dumps([_text(part) for part in self.of(row)], separators=(",", ":"), ensure_ascii=False)

    def values(self, key: Key | None) -> dict[str, Any]:
        """The parts of a key; none for no key and for one that nobody gave out: that is the first page."""
        try:
            parts = json.loads(key) if key else []
        except ValueError:
            return {}
        if not isinstance(parts, list) or len(parts) != len(self.columns):
            return {}
        if not all(_fits(part, kind) for part, (_, kind) in zip(parts, self.columns, strict=True)):
            return {}
        return {f"after_{place}": part for place, part in enumerate(parts)}


def _text(part: Any) -> Any:
    return part.isoformat() if isinstance(part, datetime) else part


def _fits(part: Any, kind: str) -> bool:
    if kind == "bigint":
        return type(part) is int and 0 <= part < 2**63
    if not isinstance(part, str) or "\0" in part:
        return False
    return kind == "text" or part == "infinity" or _is_instant(part)


def _is_instant(part: str) -> bool:
    try:
        return datetime.fromisoformat(part).tzinfo is not None
    except ValueError:
        return False


def _place(row: Row) -> str:
    return row.queue_at.astimezone(UTC).isoformat() if row.queue_at else "infinity"


ID = ("t.id", "bigint")
Group = Literal[
    "client", "partner", "system", "author", "assignee", "level", "status", "service", "tag", "month"
]
FIRST_TAG = f"coalesce((SELECT min(g.name)::text FROM ticket_tag g WHERE {OWN_TAGS}), '')"  # noqa: S608
# What a group is made by: the words that stand in the line, so that a group's lines follow one another on every page.
GROUPED: dict[str, tuple[tuple[str, str], Callable[[Row], Any]]] = {
    "client": (("t.client_name", "text"), lambda row: row.client_name),
    "partner": (("t.partner_name", "text"), lambda row: row.partner_name),
    "system": (("t.system_name", "text"), lambda row: row.system_name),
    "author": (("t.author_name", "text"), lambda row: row.author_name),
    "assignee": (("t.assignee_name", "text"), lambda row: row.assignee_name),
    "level": (("t.level", "bigint"), lambda row: row.level),
    "status": (("t.status", "text"), lambda row: row.status),
    "service": (("t.service", "text"), lambda row: row.service),
    "tag": ((FIRST_TAG, "text"), lambda row: row.tags[0] if row.tags else ""),
}
# By the next deadline; tickets without a running clock come last.
QUEUE = Order(((PLACE, "timestamptz"), ID), lambda row: (_place(row), row.id))
# For the client: theirs to answer, then the partner's, then the vendor's (the words stand in this order), each by deadline.
TURN = Order((("t.turn", "text"), (PLACE, "timestamptz"), ID), lambda row: (row.turn, _place(row), row.id))
REGISTERED = Order((("t.registered_at", "timestamptz"), ID), lambda row: (row.registered_at, row.id), True)
CLOSED = Order((("t.closed_at", "timestamptz"), ID), lambda row: (row.closed_at, row.id), True)


@cache
def grouped(group: Group, *, still: bool) -> Order:
    """Groups in the order of their words, within one by deadline; months follow the registration. `still`: ended tickets
    are among them, which have no deadline."""
    if group == "month":
        return REGISTERED
    column, of = GROUPED[group]
    if still:
        return Order((column, ID), lambda row: (of(row), row.id))
    return Order((column, (PLACE, "timestamptz"), ID), lambda row: (of(row), _place(row), row.id))

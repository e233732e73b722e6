"""The whole history of a ticket in order, without its texts: which entries there are, of which kind, and which are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kabinet.queries.enclosed import SHARED
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.facts import Kind

SPOKEN = frozenset({Kind.ANSWERED, Kind.RELAYED, Kind.REPLIED, Kind.NOTED, Kind.CALLED, Kind.CLAIMED})
FIRST, LAST = 2, 28  # of a long history these are shown at once
PART = 100  # and this many on a page of all of it


class Show(StrEnum):
    """The views of the talk: everything, or one kind of entry."""

    ALL = "all"
    TALK = "talk"
    INTERNAL = "internal"
    ACROSS = "across"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Entry:
    """`message` is the key of a message, `row` the journal's; a copy that a vendor ticket began with has no row."""

    at: datetime
    show: Show
    row: FactRecord | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a list is shown: from `start` on, and how many between the first ones and the rest are folded away."""

    entries: Sequence[Entry]
    folded: Sequence[Entry] = ()
    fold_at: int = 0
    parts: int = 1
    part: int = 0


def index(opened: TicketView) -> list[Entry]:
    """Every entry that the reader may see, in the order in which it occurred."""
    found = _once([entry for row in opened.all_entries for entry in _of_row(opened, row)])
    if opened.vendor_leg:
        known = {entry.message for entry in found}
        found += [
            Entry(message.occurred_at, Show.TALK, None, message.pk)
            for message in doors.messages(opened.actor, opened.ticket).filter(kind="statement").defer("text")
            if message.pk not in known
        ]
    return sorted(found, key=lambda entry: entry.at)


def _once(entries: list[Entry]) -> list[Entry]:
    """What was shown to more people later stands where it was said, for whoever reads it there already."""
    known = {entry.message for entry in entries if entry.row is not None and entry.row.kind != Kind.WIDENED}
    return [
        entry
        for entry in entries
        if entry.message is None
        or entry.row is None
        or entry.row.kind != Kind.WIDENED
        or entry.message not in known
    ]


def counts(entries: Sequence[Entry]) -> dict[Show, int]:
    """How many each view has."""
    found = dict.fromkeys(Show, 0)
    for entry in entries:
        found[entry.show] += 1
    return {**found, Show.ALL: len(entries)}


def cut(entries: Sequence[Entry], show: Show, part: int) -> Cut:
    """`part` 0 is the page as it opens: the beginning and what is new; 1 and on are pages of everything."""
    wanted = [entry for entry in entries if show is Show.ALL or entry.show is show]
    parts = max(1, -(-len(wanted) // PART))
    if part:
        part = min(part, parts)
        return Cut(wanted[(part - 1) * PART : part * PART], parts=parts, part=part)
    if len(wanted) <= FIRST + LAST + 1:
        return Cut(wanted, parts=parts)
    return Cut([*wanted[:FIRST], *wanted[-LAST:]], wanted[FIRST:-LAST], FIRST, parts)


def _of_row(opened: TicketView, row: FactRecord) -> Iterator[Entry]:
    own = row.ticket_id == opened.ticket.pk
    if own and Kind(row.kind) not in SPOKEN:
        yield Entry(row.occurred_at, Show.EVENTS, row)
    if row.message_id and (own or _travels(row)):
        yield Entry(row.occurred_at, _show(row, own), row, row.message_id)
    elif own and Kind(row.kind) in SPOKEN and not row.message_id:
        yield Entry(row.occurred_at, Show.EVENTS, row)


def _travels(row: FactRecord) -> bool:
    """What a client's ticket shows of its vendor ticket: what both sides there said, but not the form once more."""
    return row.audience in SHARED and row.kind != Kind.REGISTERED


def _show(row: FactRecord, own: bool) -> Show:
    if not own:
        return Show.ACROSS
    return Show.TALK if row.audience in SHARED else Show.INTERNAL

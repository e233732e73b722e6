"""The same form sent twice does one thing: a double click, or a browser that sends again what it had no answer to.

The form names the second at which it was drawn. Acts on a ticket wait for one another, so whoever comes second finds
what the first one did.
"""

from datetime import UTC, datetime

from kabinet.records import doors
from kabinet.records.doors.record_types import FactRecord, TicketRecord
from kabinet.regulation.access import ACTS, Act, Actor

FEW = 8


class Twice(Exception):
    """It has been done already; this second time is to be taken back."""


def mark(at: datetime) -> str:
    """What a form carries."""
    return str(int(at.timestamp()))


def only(actor: Actor, ticket: TicketRecord, drawn: str) -> None:
    """After an act, before it is kept: Twice if the actor did the very same since the form was drawn."""
    rows = _mine(actor, ticket, drawn)
    if rows and any(_same(rows[0], row) for row in rows[1:]):
        raise Twice


def done(actor: Actor, number: str, act: Act, drawn: str) -> bool:
    """Whether a refused act was refused because the actor has just done it."""
    ticket = doors.tickets(actor).filter(number=number).first()
    return ticket is not None and any(row.kind in ACTS[act].facts for row in _mine(actor, ticket, drawn))


def _mine(actor: Actor, ticket: TicketRecord, drawn: str) -> list[FactRecord]:
    since = _instant(drawn)
    if since is None:
        return []
    query = doors.journal(actor, ticket).filter(actor=actor.person, recorded_at__gte=since)
    return list(query.select_related("message").order_by("-id")[:FEW])


def _same(row: FactRecord, other: FactRecord) -> bool:
    return bool(row.kind == other.kind and row.told == other.told and _text(row) == _text(other))


def _text(row: FactRecord) -> str:
    return str(row.message.text) if row.message else ""


def _instant(drawn: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(drawn), UTC)
    except (ValueError, OverflowError, OSError):
        return None

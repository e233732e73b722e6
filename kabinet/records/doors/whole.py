"""What a ticket's page reads, asked in the cheapest way (reading.py): the same rows as by the doors beside this one."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from kabinet.records.doors.closed import Closed
from kabinet.records.doors.papers import WRITING, writers
from kabinet.records.fast.prepared import ask
from kabinet.records.fast.rows import heard, reached, rows
from kabinet.records.models import Draft, File, JournalEntry, Message, Ticket
from kabinet.regulation.access import Actor, reach

# An upload in the columns of a file, in their order.
COMING = """t.id, t.ticket_id, t.leg, t.client_id, t.partner_id, t.message_id, t.draft_id, t.audience, t.name, t.size,
  '', '', t.uploaded_by_id, t.until, NULL::uuid, NULL::timestamptz"""
BESIDE = ("regulation", "calendar", "agreement", "sheet", "partner")


def whole(actor: Actor, number: str) -> Ticket:
    """The ticket with its versions, its sheet and its partner, or Closed."""
    condition, values = reached(reach(actor))
    asked = {**values, "number": number.strip().upper().replace("\0", "")}
    found = rows(Ticket, f"WHERE t.number = %(number)s::text AND {condition}", asked, BESIDE)
    if not found:
        raise Closed
    return found[0]


class State(NamedTuple):
    """What says whether a ticket's open page is still true: versions, its own and the vendor's ticket's, and who types."""

    version: int
    leg: str
    passed_on: bool
    client: int
    partner: int
    other_version: int
    other_closed: bool
    writing: list[str]


STATE = """SELECT t.version, t.leg, t.passed_on_at IS NOT NULL, t.client_id, t.partner_id, coalesce(o.version, 0),
    o.closed_at IS NOT NULL, ARRAY(SELECT w.name FROM {writing} w)
  FROM ticket t LEFT JOIN LATERAL (SELECT o.version, o.closed_at FROM ticket o
    WHERE o.origin_id = t.id AND {other} ORDER BY o.id DESC LIMIT 1) o ON true
  WHERE t.number = %(number)s::text AND {reached}"""


def state(actor: Actor, number: str, at: datetime) -> State:
    """In one question, or Closed; who types is told as papers.writing does."""
    (condition, values), (other, _) = (reached(reach(actor), row) for row in ("t", "o"))
    plain = number.strip().upper().replace("\0", "")
    asked = {**values, "number": plain, **writers(actor, plain, at)}
    found = ask(STATE.format(writing=WRITING, reached=condition, other=other), asked)
    if not found:
        raise Closed
    return State(*found[0])


def history(actor: Actor, *tickets: Ticket) -> list[JournalEntry]:
    """The facts of these tickets that the actor may see, in the order in which they occurred."""
    condition, values = heard(reach(actor))
    tail = f"WHERE t.ticket_id = ANY(%(tickets)s::bigint[]) AND {condition} ORDER BY t.occurred_at, t.id"
    return rows(JournalEntry, tail, {**values, "tickets": [ticket.pk for ticket in tickets]})


def said(actor: Actor, keys: Collection[int], *tickets: Ticket) -> list[Message]:
    """The messages with these keys that the actor may hear, in the order in which they occurred."""
    condition, values = heard(reach(actor))
    tail = (
        "WHERE t.ticket_id = ANY(%(tickets)s::bigint[]) AND t.id = ANY(%(keys)s::bigint[])"
        f" AND {condition} ORDER BY t.occurred_at, t.id"
    )
    return rows(Message, tail, {**values, "tickets": [ticket.pk for ticket in tickets], "keys": list(keys)})


def enclosed(actor: Actor, *tickets: Ticket) -> list[File]:
    """The files of these tickets that the actor may see, in the order in which they came."""
    condition, values = heard(reach(actor))
    tail = f"WHERE t.ticket_id = ANY(%(tickets)s::bigint[]) AND {condition} ORDER BY t.uploaded_at, t.id"
    return rows(File, tail, {**values, "tickets": [ticket.pk for ticket in tickets]})


def enclosed_and_coming(actor: Actor, *tickets: Ticket) -> list[File]:
    """The same, and behind them what was sent and is still coming, in one question: such a one has no SHA-256, and its
    `uploaded_at` is until when it is awaited."""
    condition, values = heard(reach(actor))
    of_these = f"WHERE t.ticket_id = ANY(%(tickets)s::bigint[]) AND {condition}"
    return _with_coming(of_these, {**values, "tickets": [ticket.pk for ticket in tickets]})


def waiting(draft: Draft) -> list[File]:
    """Files that wait with a draft, and behind them those that are still coming, told apart as above."""
    return _with_coming("WHERE t.draft_id = %(draft)s::bigint AND t.ticket_id IS NULL", {"draft": draft.pk})


def _with_coming(condition: str, values: Mapping[str, Any]) -> list[File]:
    tail = f"{condition} UNION ALL SELECT {COMING} FROM upload t {condition} AND NOT over"  # noqa: S608 - constants
    return sorted(rows(File, tail, values), key=lambda file: (not file.sha256, file.uploaded_at, file.pk))


def reply_begun(actor: Actor, ticket: Ticket) -> Draft | None:
    """The actor's own draft of a reply to the ticket."""
    tail = (
        "WHERE t.ticket_id = %(ticket)s::bigint AND t.person_id = %(me)s::bigint AND t.kind = 'reply' LIMIT 1"
    )
    found = rows(Draft, tail, {"ticket": ticket.pk, "me": actor.person})
    return found[0] if found else None


def unread(actor: Actor, *tickets: Ticket) -> list[tuple[UUID, datetime]]:
    """Keys and instants of what the actor was told of these tickets and has not read."""
    question = """SELECT id, created_at FROM notice
      WHERE person_id = %(me)s::bigint AND read_at IS NULL AND (ticket_id = ANY(%(tickets)s::bigint[])
        OR (ticket_id IS NULL AND subject = 'ticket' AND subject_key = ANY(%(numbers)s::text[])))"""
    asked = {"tickets": [ticket.pk for ticket in tickets], "numbers": [ticket.number for ticket in tickets]}
    found = ask(question, {"me": actor.person, **asked})
    return [(key, created) for key, created in found]

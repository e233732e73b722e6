"""What a ticket's page reads, asked in the cheapest way (reading.py): the same rows as by the doors beside this one."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from kabinet.records.doors.closed import Closed
from kabinet.records.fast.prepared import ask
from kabinet.records.fast.rows import heard, reached, rows
from kabinet.records.models import Draft, File, JournalEntry, Message, Ticket
from kabinet.regulation.access import Actor, reach

BESIDE = ("regulation", "calendar", "agreement", "sheet", "partner")


def whole(actor: Actor, number: str) -> Ticket:
    """The ticket with its versions, its sheet and its partner, or Closed."""
    condition, values = reached(reach(actor))
    asked = {**values, "number": number.strip().upper().replace("\0", "")}
    found = rows(Ticket, f"WHERE t.number = %(number)s::text AND {condition}", asked, BESIDE)
    if not found:
        raise Closed
    return found[0]


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

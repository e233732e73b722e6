"""The frame of every act on a ticket: lock, settle, compare versions, ask the law, then write; all of it or nothing.

with act(actor=actor, at=at, number=number, act=Act.NOTE, version=version) as work:
    message = speak(work, "note", text, work.narrow)
    record(work, Kind.NOTED, message=message, audience=work.narrow)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kabinet.actions.journal import clocks, entries
from kabinet.actions.notices import ticket_notices
from kabinet.actions.unit import conflicts, permission, ticket_work
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.work import Work, system
from kabinet.actions.vendor import linked_tickets
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor, Case, TicketCase, Typed, identity


@contextmanager
def act(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    act: Act,
    version: int | None = None,
    typed: Typed | None = None,
    since: datetime | None = None,
) -> Iterator[Work]:
    """The ticket in hand for one act, and kept with all that follows when the block ends.

    `version` is the one the person saw; `typed` what was typed, of the class that the act declares; `since`
    when it was done, of what is written down later: rights with days are asked of then.
    Raises doors.Closed, Conflict, Refused; then nothing has happened.
    """
    with transaction.atomic():
        work = begun(actor, whole(at), number, act)
        conflicts.compare(work, act, version)
        permission.require(work.actor, act, case_of(work, typed, since), work.pack)
        yield work
        finish(work)


def begun(actor: Actor, at: datetime, number: str, act: Act) -> Work:
    """The locked ticket, client tickets that wait for it locked before, and all settled that fell due before `at`."""
    clients = waiting_clients(number, at)
    ticket = doors.ticket(actor, number, for_update=True)
    _rightful(actor, ticket, act)
    work = ticket_work.take_up(actor, at, ticket, clients)
    ticket_work.settle(work)
    return work


def take_up_by_program(reason: str, at: datetime, number: str) -> Work:
    """The same for what nobody asked about, in the program's name. Needs the whole reach, and a transaction; `finish` ends
    it."""
    clients = waiting_clients(number, at)
    work = ticket_work.take_up(system(reason), at, linked_tickets.locked().get(number=number), clients)
    ticket_work.settle(work)
    return work


def waiting_clients(number: str, at: datetime) -> list[Ticket]:
    """The locked client tickets of a vendor ticket. What fell due there is settled first: a lowering concerns the vendor
    ticket from its own instant on (P5d)."""
    found = linked_tickets.lock_origins(number)
    for client in found:
        if client.next_due_at is not None and client.next_due_at < at:
            with as_system(linked_tickets.LINKED):
                finish(linked_tickets.settled(client, at))
    return found


def _rightful(actor: Actor, ticket: Ticket, act: Act) -> None:
    """Somebody who reads but never writes is told so by the law before anything is written."""
    leg = doors.leg_of(ticket)
    case = Case(ticket=TicketCase(leg=ticket.leg, key=ticket.pk))
    if verdict := next(identity(actor, act, case, leg), None):
        raise Refused(verdict)


def case_of(work: Work, typed: Typed | None, since: datetime | None = None) -> Case:
    """The case as it stands in the settled ticket, with what was typed; what waits for a word the journal tells. `since` is
    the instant of what is written down later."""
    ticket_work.put(work)
    entries.write([work])
    return replace(doors.case_of(work.actor, ticket=work.ticket, at=work.at, since=since), typed=typed)


def finish(work: Work) -> None:
    """Keeps the ticket, lets travel what travels to the linked one, and tells the persons concerned."""
    happened = ticket_work.keep_row(work)
    with as_system(linked_tickets.LINKED):
        if happened:
            clocks.write_runs([work])
        ticket_notices.tell([work, *linked_tickets.follow(work)])

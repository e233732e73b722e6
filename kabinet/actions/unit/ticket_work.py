"""Taking a locked ticket up, and putting it down again as it then stands."""

from collections.abc import Sequence
from datetime import datetime

from kabinet.actions.journal import clocks, entries
from kabinet.actions.journal.ticket_state import Standing
from kabinet.actions.on_call import rounds
from kabinet.actions.unit.instants import epoch, moment, moment_or_none
from kabinet.actions.unit.work import Work, organisation_name
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.regulation.access import Actor
from kabinet.regulation.clocks import DERIVED, Clocks
from kabinet.regulation.facts import Kind
from kabinet.regulation.pack import Turn

COLUMNS = (
    "assignee", "assignee_name", "impact", "level", "status", "turn", "turn_since", "vendor_status", "first_contact_at",
    "answered_at", "passed_on_at", "closed_at", "last_fact_at", "clocks", "next_due_at", "queue_at", "queue_from",
    "queue_clock", "breaches", "version", "calendar",
)  # fmt: skip


def take_up(actor: Actor, at: datetime, ticket: Ticket, clients: Sequence[Ticket] = ()) -> Work:
    """The ticket with everything an act needs of it. Whoever got the lock later acts later: `at` is never before the last
    act, even when the web nodes' clocks differ by a second."""
    work = Work(
        actor=actor,
        at=max(at, ticket.last_fact_at),
        ticket=ticket,
        pack=doors.pack_of(ticket),
        leg=doors.leg_of(ticket),
        terms=doors.terms_of(ticket),
        calendar=doors.calendar_of(ticket),
        clocks=Clocks.from_json(ticket.clocks),
        standing=standing_of(ticket),
        status_before=ticket.status,
        organisation=organisation_name(actor, ticket),
        clients=clients,
    )
    work.waited = rounds.waits(work)
    return work


def standing_of(ticket: Ticket) -> Standing:
    """The standing that the row keeps."""
    return Standing(
        ticket.status,
        Turn(ticket.turn),
        epoch(ticket.turn_since),
        epoch(ticket.answered_at) if ticket.answered_at else None,
        epoch(ticket.closed_at) if ticket.closed_at else None,
    )


def settle(work: Work, until: datetime | None = None) -> None:
    """Writes down what fell due while nobody acted: before the act, or before an earlier instant."""
    entries.follow(work, clocks.settle(work, epoch(until or work.at)))


def keep(work: Work) -> None:
    """Writes the ticket's row and its runs as they stand after the work; nothing if nothing happened."""
    if keep_row(work):
        clocks.keep_runs([work])


def keep_row(work: Work) -> bool:
    """The row alone, and who is called to it; whether anything happened."""
    if work.rows:
        put(work)
        entries.write([work])
        work.ticket.save(update_fields=COLUMNS)
        rounds.follow([work])
    return bool(work.rows)


def put(work: Work) -> None:
    """Copies standing and clocks into the row in memory."""
    ticket, standing = work.ticket, work.standing
    ticket.status, ticket.turn = standing.status, standing.turn
    ticket.turn_since = moment(standing.turn_since)
    ticket.answered_at, ticket.closed_at = moment_or_none(standing.answered), moment_or_none(standing.closed)
    ticket.last_fact_at = max([ticket.last_fact_at, *_acted(work)])
    for column, value in clocks.kept(work.clocks).items():
        setattr(ticket, column, value)


def _acted(work: Work) -> list[datetime]:
    return [row.occurred_at for row in work.rows if Kind(row.kind) not in DERIVED]

"""A solution that nobody answers: announced twice, then the ticket closes (limits of the pack; design 4).

The days are working days of the ticket's own calendar, counted from the offer or from what the applicant last said to
it. The announcements are acts of the program at the instant at which they are made: after an outage they still come
before the closing, at least one working day apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef

from kabinet.actions.journal import by_program
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.instants import epoch, moment, whole
from kabinet.actions.unit.ticket_act import finish, waiting_clients
from kabinet.actions.unit.work import Work, system
from kabinet.actions.vendor import linked_tickets
from kabinet.records.models import JournalEntry, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import calendar_of, leg_of
from kabinet.regulation.fact_data import NOTHING
from kabinet.regulation.fact_data.tickets import ClosingAnnounced
from kabinet.regulation.facts import Kind
from kabinet.regulation.ticket import lifecycle

SILENCE = "silence after a solution"
APART = 1  # working days between two steps, whatever was missed


@dataclass(frozen=True, slots=True)
class Next:
    """What silence brings next, and the instant (epoch seconds) from which on; `closes` is what is announced."""

    kind: Kind
    at: int
    closes: int
    announced: int


def announce(*, at: datetime, ticket_id: int) -> bool:
    """Announces the closing if the next announcement is due; False when it is not."""
    return _step(whole(at), ticket_id, Kind.CLOSING_ANNOUNCED)


def close_by_silence(*, at: datetime, ticket_id: int) -> bool:
    """Closes the ticket if it was announced and the days have passed; False when not."""
    return _step(whole(at), ticket_id, Kind.CLOSED_BY_SILENCE)


def close_silent_tickets(*, at: datetime) -> int:
    """One step for every ticket that is due for one; how many were. For a job that runs some times a day."""
    return sum(
        announce(at=at, ticket_id=key) or close_by_silence(at=at, ticket_id=key) for key in _silent(whole(at))
    )


def _silent(at: datetime) -> list[int]:
    """Tickets for which something is due, by a look without a lock; the steps look again."""
    made = JournalEntry.objects.filter(
        ticket=OuterRef("pk"), kind=Kind.CLOSING_ANNOUNCED, occurred_at__gte=OuterRef("answered_at")
    )
    announced = ArraySubquery(made.order_by("occurred_at").values("occurred_at"))
    with transaction.atomic(), as_system(SILENCE):
        waiting = Ticket.objects.filter(closed_at=None, answered_at__lt=at - timedelta(days=1))
        rows = (
            waiting.select_related(*linked_tickets.BESIDE)
            .defer(*linked_tickets.NOT_IN_FULL)
            .annotate(announced=announced)
            .order_by("answered_at")
        )
        return [row.pk for row in rows.iterator() if coming(row, row.announced, at).at <= epoch(at)]


def _step(at: datetime, key: int, kind: Kind) -> bool:
    with transaction.atomic(), as_system(SILENCE):
        work = take_up(SILENCE, at, key, closed_at=None, answered_at__isnull=False)
        due = coming(work.ticket, _announced(work.ticket), work.at) if work else None
        if work is None or due is None or due.kind is not kind or due.at > epoch(at):
            return False
        ticket_work.settle(work)
        return _recorded(work, due)


def _announced(ticket: Ticket) -> list[datetime]:
    rows = JournalEntry.objects.filter(
        ticket=ticket, kind=Kind.CLOSING_ANNOUNCED, occurred_at__gte=ticket.answered_at
    )
    return list(rows.order_by("occurred_at").values_list("occurred_at", flat=True))


def take_up(reason: str, at: datetime, key: int, **still: Any) -> Work | None:
    """The locked ticket in the program's hands, for the named reason; None when it is not `still` so."""
    number = Ticket.objects.values_list("number", flat=True).get(pk=key)
    clients = waiting_clients(number, at)
    ticket = linked_tickets.locked().filter(pk=key, **still).first()
    return ticket_work.take_up(system(reason), at, ticket, clients) if ticket else None


def coming(ticket: Ticket, announced: Sequence[datetime], at: datetime) -> Next:
    """The next step for a ticket whose solution waits, after these announcements."""
    calendar = calendar_of(ticket)
    silence = lifecycle.silence(epoch(ticket.answered_at or at), leg_of(ticket), calendar)
    apart = calendar.add_days(epoch(announced[-1]), APART) if announced else 0
    made, rest = len(announced), len(silence.notices) - len(announced)
    if rest <= 0:
        return Next(Kind.CLOSED_BY_SILENCE, max(silence.closes, apart), silence.closes, made)
    since = max(silence.notices[made], apart)
    # It says when the ticket will close: not before the last announcement has had its day.
    earliest = calendar.add_days(max(since, epoch(at)), rest * APART)
    return Next(Kind.CLOSING_ANNOUNCED, since, max(silence.closes, earliest), made)


def _recorded(work: Work, due: Next) -> bool:
    announced = ClosingAnnounced(closes=moment(due.closes), nth=due.announced + 1)
    done = by_program.write(work, due.kind, announced if due.kind is Kind.CLOSING_ANNOUNCED else NOTHING)
    finish(work)
    return done

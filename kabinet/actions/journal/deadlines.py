"""What falls due while nobody acts: put on record at its true instant, once, whenever it is noticed (P4.8.1a).

The worker asks again and again; nothing is remembered between two calls. Tickets are claimed by their `next_due_at`: whoever
locks the row and still finds it in the past writes it down, everybody else passes on.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from psycopg.types.json import Jsonb

from kabinet.actions.journal import clocks, entries
from kabinet.actions.notices import ticket_notices
from kabinet.actions.on_call import rounds
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.work import Work, system
from kabinet.actions.vendor import linked_tickets
from kabinet.records.models import Ticket
from kabinet.records.security.reach import as_system

DUE = "deadlines"
log = logging.getLogger(__name__)

# The columns that settling can change; one statement sent many times is one trip to the database.
PUT = """UPDATE ticket SET level = %s, clocks = %s, next_due_at = %s, queue_at = %s, queue_from = %s, queue_clock = %s,
  breaches = %s, version = %s WHERE id = %s"""


@dataclass(frozen=True, slots=True)
class Settled:
    """How many tickets were settled, and the keys of those that could not be (they are in the log)."""

    done: int = 0
    failed: frozenset[int] = frozenset()

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(self.done + other.done, self.failed | other.failed)


def settle_ticket(*, at: datetime, ticket_id: int) -> bool:
    """Writes down what fell due for one ticket strictly before `at`; False when there was nothing, or another has it."""
    with transaction.atomic(), as_system(DUE):
        origin = Ticket.objects.filter(passed=ticket_id, next_due_at__lt=whole(at)).first()
    if origin is not None:
        settle_ticket(at=at, ticket_id=origin.pk)
    with transaction.atomic(), as_system(DUE):
        return _settle(_claimed(at).filter(pk=ticket_id), whole(at)) == 1


def settle_due(*, at: datetime, limit: int = 100, passing_over: Collection[int] = ()) -> Settled:
    """The same for the `limit` longest overdue tickets in one transaction; when one of them fails, for each by itself.

    `passing_over` are keys not to be tried: those that failed before.
    """
    try:
        with transaction.atomic(), as_system(DUE):
            due = _claimed(at).filter(_after_its_origin(at, passing_over)).exclude(pk__in=passing_over)
            due = due.order_by("next_due_at")[:limit]
            return Settled(_settle(due, whole(at)))
    except Exception:
        log.exception("a batch of deadlines failed, trying one by one")
        return _one_by_one(at, limit, passing_over)


def next_due() -> datetime | None:
    """When the next deadline falls due: until then the worker can sleep."""
    with transaction.atomic(), as_system(DUE):
        waiting = Ticket.objects.filter(next_due_at__isnull=False).order_by("next_due_at")
        return waiting.values_list("next_due_at", flat=True).first()


def _one_by_one(at: datetime, limit: int, passing_over: Collection[int]) -> Settled:
    with transaction.atomic(), as_system(DUE):
        due = Ticket.objects.filter(next_due_at__lt=whole(at)).exclude(pk__in=passing_over)
        keys = list(due.order_by("next_due_at").values_list("pk", flat=True)[:limit])
    return sum((_tried(at, key) for key in keys), Settled())


def _tried(at: datetime, key: int) -> Settled:
    try:
        return Settled(int(settle_ticket(at=at, ticket_id=key)))
    except Exception:
        log.exception("deadlines of the ticket with key %s could not be put on record", key)
        return Settled(failed=frozenset({key}))


def _claimed(at: datetime) -> QuerySet[Ticket]:
    """Overdue tickets that nobody else holds, locked; a row that changed while we came is looked at again."""
    locked = Ticket.objects.select_for_update(of=("self",), skip_locked=True).select_related(
        *linked_tickets.BESIDE
    )
    locked = locked.defer(*linked_tickets.NOT_IN_FULL)
    return locked.filter(next_due_at__lt=whole(at))


def _after_its_origin(at: datetime, passing_over: Collection[int]) -> Q:
    """A vendor ticket comes after its client ticket, whose lowering concerns it from its own instant on (P5d)."""
    free = Q(origin=None) | Q(origin__next_due_at=None) | Q(origin__next_due_at__gte=whole(at))
    return free | Q(origin__in=passing_over)


def _settle(due: QuerySet[Ticket], at: datetime) -> int:
    works = [ticket_work.take_up(system(DUE), at, ticket) for ticket in due]
    for work in works:
        work.working = works[0].working
        ticket_work.settle(work)
        ticket_work.put(work)
    if works:
        _keep(works)
    return len(works)


def _keep(works: Sequence[Work]) -> None:
    entries.write(works)
    clocks.write_runs(works)
    with connection.cursor() as cursor:
        cursor.executemany(PUT, [_columns(work.ticket) for work in works])
    rounds.follow(works)
    linked = [other for work in works for other in linked_tickets.follow(work)]
    ticket_notices.tell([*works, *linked])


def _columns(ticket: Ticket) -> tuple[Any, ...]:
    return (
        ticket.level,
        Jsonb(ticket.clocks),
        ticket.next_due_at,
        ticket.queue_at,
        ticket.queue_from,
        ticket.queue_clock,
        ticket.breaches,
        ticket.version,
        ticket.pk,
    )

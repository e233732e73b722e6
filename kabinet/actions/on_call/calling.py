"""Who is told next of a ticket that calls its desk: by the worker, when the minutes of whoever was told last are over.

Nothing is remembered between two looks. A call is found by its `next_at`; whoever has the locked ticket and still finds it
in the past tells one person and puts it on, in one transaction. What is written bears the instant at which somebody was
told, not the one at which they should have been: a desk that nobody called for an hour was not called.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kabinet.actions.journal import by_program
from kabinet.actions.on_call import rounds
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import finish, waiting_clients
from kabinet.actions.unit.work import Work, system
from kabinet.actions.vendor import linked_tickets
from kabinet.records import doors
from kabinet.records.models import JournalEntry, Membership, OnCallRound
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import LEADS
from kabinet.regulation.fact_data.tickets import OnCall, Summoned
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode

CALLING: Final = "on call"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Called:
    """How many calls went on, and the keys of those that could not (they are in the log)."""

    done: int = 0
    failed: frozenset[int] = frozenset()


def call_due(*, at: datetime, limit: int = 100, passing_over: Collection[int] = ()) -> Called:
    """Every call that is due at `at`, the longest first, each in a transaction of its own. `passing_over` are keys of calls
    that are not to be tried."""
    with transaction.atomic(), as_system(CALLING):
        due = OnCallRound.objects.filter(next_at__lte=whole(at)).exclude(pk__in=passing_over)
        found = list(due.order_by("next_at").values_list("pk", "ticket__number")[:limit])
    done, failed = 0, set()
    for key, number in found:
        try:
            done += call_next(at=at, number=number)
        except Exception:
            log.exception("the call of %s could not go on", number)
            failed.add(key)
    return Called(done, frozenset(failed))


def call_next(*, at: datetime, number: str) -> bool:
    """One ticket's call goes on if it is due at `at`; False when it is not, or another worker was quicker."""
    with transaction.atomic(), as_system(CALLING):
        clients = waiting_clients(number, whole(at))
        ticket = linked_tickets.locked().get(number=number)
        due = OnCallRound.objects.filter(ticket=ticket, next_at__lte=whole(at)).first()
        if due is None:
            return False
        work = ticket_work.take_up(system(CALLING), whole(at), ticket, clients)
        ticket_work.settle(work)
        if rounds.waits(work):
            _go_on(work, due)
        else:
            rounds.end(work, OnCallRound.How.OVER)
        finish(work)
    return True


def people_told(ticket: int, after_entry: int) -> list[int]:
    """Who was told in this call, in order. Needs the reach of the desk."""
    return [person for row in _summons(ticket, after_entry) for person in row.told_as(Summoned).called]


def _summons(ticket: int, after_entry: int) -> list[JournalEntry]:
    rows = JournalEntry.objects.filter(ticket=ticket, kind=Kind.SUMMONED, pk__gt=after_entry)
    return list(rows.order_by("pk"))


def _go_on(work: Work, due: OnCallRound) -> None:
    told = people_told(work.ticket.pk, due.after_entry)
    begins = rounds.off_hours_from(work, work.at)
    if not told and begins > work.at:
        # It was due at night, and the worker comes back by day.
        due.next_at = begins
    elif not _told(work, due, told):
        _give_up(work, due)
    due.save(update_fields=["next_at"])


def _told(work: Work, due: OnCallRound, told: Collection[int]) -> bool:
    """The first one of the order whom nobody has called yet; False when there is none left."""
    summons = _summons(work.ticket.pk, due.after_entry)
    # Whoever had duty when the first one was told has it for the whole call.
    duty_at = summons[0].occurred_at if summons else work.at
    order = doors.on_call_order(work.ticket, work.at, duty_at=duty_at)
    after = [each for each in order if each.person not in told]
    if not after:
        return False
    due.next_at = work.at + timedelta(minutes=after[0].minutes)
    data = Summoned(name=after[0].name, called=(after[0].person,), due=due.next_at)
    return by_program.write(work, Kind.SUMMONED, data, audience=work.narrow)


def _give_up(work: Work, due: OnCallRound) -> None:
    """Nobody is left: the desk's leads are told, and the call waits for whoever answers it."""
    due.next_at = None
    leads = _leads(work)
    by_program.write(work, Kind.UNANSWERED, OnCall(called=leads, alone=not leads), audience=work.narrow)


def _leads(work: Work) -> tuple[int, ...]:
    """Who keeps the order of call: the partner's coordinators and organisational contacts, the vendor's coordinators."""
    desk = {"organisation": work.ticket.partner_id} if work.leg.code == LegCode.CLIENT else {}
    held = Membership.objects.filter(
        organisation__kind=work.leg.support.value,
        role__in=[role.value for role in LEADS],
        confirmed_at__lte=work.at,
        person__is_active=True,
        **desk,
    ).exclude(ended_at__lte=work.at)
    return tuple(sorted(set(held.values_list("person", flat=True))))

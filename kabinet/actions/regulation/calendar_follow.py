"""Open tickets follow a published calendar, each by a fact of its own. One that cannot is passed over, the others go on."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from kabinet.actions.desk.several import hold
from kabinet.actions.journal import by_program
from kabinet.actions.regulation.calendar_shift import (
    CALENDAR,
    PassedOver,
    behind,
    moves,
    passed_over,
)
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import finish, waiting_clients
from kabinet.actions.unit.work import Work, system
from kabinet.actions.vendor import linked_tickets
from kabinet.records.models import CalendarVersion, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import calendar_of
from kabinet.regulation.fact_data.tickets import CalendarChanged
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle

log = logging.getLogger(__name__)
FAULT = Text(
    "ошибка программы, она записана в журнал сервера", "a fault of the program, it is in the server's log"
)


class _Done(Enum):
    """What became of one ticket."""

    MOVED = "moved"
    SAME = "same"
    OBJECTED = "objected"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Followed:
    """`moved` tickets have other deadlines now, `same` took the calendar with the deadlines they had, `objected` without any
    clock to move; `passed` keep their calendar; `left` were not looked at yet, the worker goes on with them."""

    moved: int = 0
    same: int = 0
    objected: int = 0
    passed: tuple[PassedOver, ...] = ()
    left: int = 0

    @property
    def taken(self) -> int:
        """How many are counted by the calendar now."""
        return self.moved + self.same + self.objected


def follow(*, at: datetime, version: CalendarVersion, limit: int, together: bool = False) -> Followed:
    """Brings the version to at most `limit` open tickets under an earlier one, the client's before the vendor's.

    Each is a transaction, or, within one that is open, a savepoint; `together` says so: then all are locked first, in the
    one order in which acts on several tickets lock theirs.
    """
    with transaction.atomic(), as_system(CALENDAR):
        tickets = list(behind(version).order_by("leg", "pk").only("pk", "origin", "number"))
        if together:
            hold(tickets[:limit])
    done: list[_Done | PassedOver] = []
    for ticket in tickets:
        if sum(isinstance(each, _Done) and each is not _Done.GONE for each in done) == limit:
            break
        done.append(_followed(whole(at), ticket, version))
    return _counted(done, left=len(tickets) - len(done))


def _counted(done: Sequence[_Done | PassedOver], left: int) -> Followed:
    return Followed(
        moved=done.count(_Done.MOVED),
        same=done.count(_Done.SAME),
        objected=done.count(_Done.OBJECTED),
        passed=tuple(each for each in done if isinstance(each, PassedOver)),
        left=left,
    )


def _followed(at: datetime, ticket: Ticket, version: CalendarVersion) -> _Done | PassedOver:
    try:
        with transaction.atomic(), as_system(CALENDAR):
            work = _taken_up(at, ticket, version)
            return _Done.GONE if work is None else _changed(work, version)
    except Exception:
        log.exception("the calendar could not be brought to %s", ticket.number)
        return PassedOver(ticket.number, FAULT)


def _changed(work: Work, version: CalendarVersion) -> _Done | PassedOver:
    """What fell due by its former calendar is on record before; what the new one puts into the past, after."""
    ticket_work.settle(work)
    if not by_program.knows(work, Kind.CALENDAR_CHANGED):
        return passed_over(work.ticket)
    stood, former = work.clocks, work.ticket.calendar.code
    work.ticket.calendar = version
    work.calendar = calendar_of(work.ticket)
    by_program.write(
        work, Kind.CALENDAR_CHANGED, CalendarChanged(calendar_from=former, calendar=version.code)
    )
    ticket_work.settle(work)
    finish(work)
    if not lifecycle.is_considered(work.standing.status, work.leg):
        return _Done.OBJECTED
    return _Done.MOVED if any(True for _ in moves(stood, work.clocks)) else _Done.SAME


def _taken_up(at: datetime, ticket: Ticket, version: CalendarVersion) -> Work | None:
    """The locked ticket, if it is still open and behind."""
    clients = waiting_clients(ticket.number, at)
    found = linked_tickets.locked().filter(pk=ticket.pk, closed_at=None, calendar__lt=version.pk).first()
    return ticket_work.take_up(system(CALENDAR), at, found, clients) if found else None

"""When the call of a ticket begins and ends: in the transaction of whatever made it wait, or made it wait no more.

A ticket calls its desk while it is open, on a level whose urgent news everybody hears off hours, and waits for the desk. The
call begins when that becomes so by somebody else than the desk's own people, whoever of them acts being awake; in working
hours it is put off to their end. It ends with that, and when somebody of the desk takes the ticket up.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from kabinet.actions.unit.instants import epoch, moment
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import JournalEntry, OnCallRound
from kabinet.records.security.reach import as_system
from kabinet.regulation.fact_data.tickets import Assigned
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.ticket import lifecycle

KEEPING: Final = "calls of the desk"
How = OnCallRound.How
# What somebody of the desk does who has taken the ticket up, the turn being theirs still; giving it to oneself is one more.
TAKES_UP: Final = frozenset(
    {
        *(Kind.ACKNOWLEDGED, Kind.TAKEN, Kind.ANSWERED, Kind.RELAYED, Kind.CALLED, Kind.PASSED_ON),
        Kind.RETURNED,
    }
)


def waits(work: Work) -> bool:
    """Whether the ticket, as it stands in hand, is one to which its desk is called at night."""
    level, standing = work.clocks.level, work.standing
    return bool(
        level
        and work.leg.level(level).all_hear_off_hours
        and lifecycle.is_open(standing.status, work.leg)
        and standing.turn == work.leg.support
    )


def follow(works: Iterable[Work]) -> None:
    """Begins and ends the calls of tickets that these works changed, their rows being written already. Asks nothing of a
    ticket that waited at no time."""
    for work in works:
        if work.rows and (work.waited or waits(work)):
            _followed(work)


def off_hours_from(work: Work, at: datetime) -> datetime:
    """The first instant from `at` on that is no working time by the ticket's calendar."""
    now = epoch(at)
    return moment(work.calendar.closes(now)) if work.calendar.is_open(now) else at


def end(work: Work, how: str, by: str = "") -> None:
    """Nobody is told any more; nothing where no call runs."""
    with as_system(KEEPING):
        running = OnCallRound.objects.filter(ticket=work.ticket, ended_at=None)
        running.update(ended_at=work.at, ended_by=by, how=how, next_at=None)


def _followed(work: Work) -> None:
    if work.waited and (row := next(_taking_up(work), None)):
        how = How.ACKNOWLEDGED if row.kind == Kind.ACKNOWLEDGED else How.ACTED
        end(work, how, row.actor_name)
    elif not waits(work):
        end(work, How.OVER)
    elif not work.waited and not any(_by_desk(row) for row in work.rows):
        _begin(work)


def _begin(work: Work) -> None:
    with as_system(KEEPING):
        if not doors.has_on_call(work.ticket):
            return
        ticket = work.ticket
        OnCallRound.objects.update_or_create(
            ticket=ticket,
            defaults={
                "leg": ticket.leg,
                "client_id": ticket.client_id,
                "partner_id": ticket.partner_id,
                "audience": work.narrow,
                "began_at": work.at,
                "after_entry": max(row.pk for row in work.rows),
                "next_at": off_hours_from(work, work.at),
                "ended_at": None,
                "ended_by": "",
                "how": "",
            },
        )


def _taking_up(work: Work) -> Iterator[JournalEntry]:
    return (row for row in work.rows if _by_desk(row) and _takes_up(row))


def _takes_up(row: JournalEntry) -> bool:
    if row.kind == Kind.ASSIGNED:
        return row.told_as(Assigned).assignee_id == row.actor_id
    return Kind(row.kind) in TAKES_UP


def _by_desk(row: JournalEntry) -> bool:
    return row.side == Side.SUPPORT and row.actor_id is not None

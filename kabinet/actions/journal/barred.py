"""Deadlines that fell while the partner that owed was not allowed to work on tickets: kept apart from breaches (L12b).

Judged once, when the deadline is put on record, by the day on which it fell; the row of the journal keeps it.
"""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from kabinet.actions.unit.instants import moment
from kabinet.actions.unit.work import Work
from kabinet.records.doors.working import days_of_partner
from kabinet.records.models import ClockRun, JournalEntry
from kabinet.regulation.clocks import Clock, ClockName, Consequence
from kabinet.regulation.fact_data.tickets import Breached, Lowered
from kabinet.regulation.facts import Side
from kabinet.regulation.organisation.work_days import on
from kabinet.regulation.pack import Turn

Place = tuple[ClockName, int]


def judge(work: Work, consequences: Iterable[Consequence]) -> None:
    """Marks those of the missed runs that the partner might not meet."""
    missed = [
        each.clock for each in consequences if each.clock is not None and each.clock.breached is not None
    ]
    owed = [clock for clock in missed if _partner_owes(work, clock)]
    if not owed:
        return
    asked = work.ticket.partner_id, work.pack.code
    if asked not in work.working:
        work.working[asked] = days_of_partner(work.ticket.partner_id, work.pack)
    days = work.working[asked]
    zone = ZoneInfo(work.terms.hours.zone)
    for clock in owed:
        if on(days, moment(clock.breached or 0).astimezone(zone).date()) is None:
            work.barred.add((clock.name, clock.run))


def is_barred(work: Work, consequence: Consequence) -> bool:
    """Whether the consequence is of a run that was judged so."""
    clock = consequence.clock
    return clock is not None and clock.breached is not None and (clock.name, clock.run) in work.barred


def told(rows: Iterable[JournalEntry]) -> set[Place]:
    """The runs that rows of the law have marked."""
    facts = (row.told for row in rows)
    return {
        (told.clock, told.run)
        for told in facts
        if isinstance(told, Breached | Lowered)
        and told.barred
        and told.clock is not None
        and told.run is not None
    }


def recall(works: Sequence[Work]) -> None:
    """Before runs are written anew: what was judged so earlier stays so."""
    again = [work for work in works if any(clock.breached is not None for clock in work.runs.values())]
    found = {work.ticket.pk: work for work in again if not work.refolded}
    if found:
        rows = ClockRun.objects.filter(ticket__in=list(found), barred=True).values_list(
            "ticket", "name", "run"
        )
        for ticket, name, run in rows:
            found[ticket].barred.add((ClockName(name), run))


def _partner_owes(work: Work, clock: Clock) -> bool:
    owes = work.leg.support if clock.owner is Side.SUPPORT else work.leg.applicant
    return owes is Turn.PARTNER

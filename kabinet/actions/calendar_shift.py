"""What another calendar does to open tickets: looked at beforehand, and done ticket by ticket, each a fact of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import transaction
from django.db.models import QuerySet

from kabinet.actions import hands, travel
from kabinet.actions.act import finish, paired
from kabinet.actions.calendars import FROM, TO
from kabinet.actions.instants import epoch, moment, whole
from kabinet.actions.journal import record
from kabinet.actions.work import Work, system
from kabinet.records.models import CalendarVersion, Ticket
from kabinet.records.reach import as_system
from kabinet.records.versions import calendar_of, terms_of
from kabinet.regulation import clock as law
from kabinet.regulation.calendar import Calendar
from kabinet.regulation.clock import Clock, Clocks
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.terms import Hours
from kabinet.regulation.years import Year

CALENDAR = "calendar"
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """One deadline of one ticket: as it stands and as it would; `late` says that it would lie in the past."""

    number: str
    leg: str
    partner: str
    level: int
    clock: str
    was: datetime
    becomes: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """`open` tickets are under another calendar; `moved` of them get another deadline, `late` of those a past one.

    `rows` are the first SHOWN deadlines that move, those that become late before the others.
    """

    open: int
    moved: int
    late: int
    rows: tuple[Moved, ...]


def shift(years: Mapping[int, Year], code: str, at: datetime) -> Shift:
    """What the tables would do, at `at`, to every open ticket that is not under the version `code`; reads only."""

    @cache
    def calendar(hours: Hours) -> Calendar:
        return Calendar(hours, years, code)

    seen, found = 0, []
    with transaction.atomic(), as_system(CALENDAR):
        for ticket in _open(code).iterator():
            seen += 1
            found.append(list(_moves(ticket, calendar(terms_of(ticket).hours), whole(at))))
    moved = [rows for rows in found if rows]
    rows = sorted((row for rows in moved for row in rows), key=lambda row: (not row.late, row.becomes))
    late = sum(any(row.late for row in rows) for rows in moved)
    return Shift(seen, len(moved), late, tuple(rows[:SHOWN]))


def waiting(version: CalendarVersion) -> int:
    """How many open tickets are still under an earlier calendar."""
    with transaction.atomic(), as_system(CALENDAR):
        return Ticket.objects.filter(closed_at=None, calendar__lt=version.pk).count()


def follow(*, at: datetime, version: CalendarVersion, limit: int) -> int:
    """Brings the version to at most `limit` open tickets under an earlier one; how many took it."""
    with transaction.atomic(), as_system(CALENDAR):
        behind = Ticket.objects.filter(closed_at=None, calendar__lt=version.pk).order_by("pk")
        keys = list(behind.values_list("pk", flat=True)[:limit])
    return sum(_followed(at, key, version) for key in keys)


def _open(code: str) -> QuerySet[Ticket]:
    behind = Ticket.objects.filter(closed_at=None).exclude(calendar__code=code)
    return behind.select_related(*travel.BESIDE).defer(*travel.NOT_IN_FULL).order_by("pk")


def _moves(ticket: Ticket, calendar: Calendar, at: datetime) -> Iterator[Moved]:
    terms, now = terms_of(ticket), max(epoch(at), epoch(ticket.last_fact_at))
    stands = law.settle(Clocks.from_json(ticket.clocks), now, terms, calendar_of(ticket)).clocks
    fact = Fact(Kind.CALENDAR_CHANGED, now, Side.SYSTEM)
    becomes = law.step(stands, fact, terms, calendar).clocks
    for clock in stands.live:
        other = becomes.running(clock.name)
        if other and clock.due is not None and other.due is not None and other.due != clock.due:
            yield _moved(ticket, clock, other.due, clock.due, now)


def _moved(ticket: Ticket, clock: Clock, becomes: int, was: int, now: int) -> Moved:
    return Moved(
        number=ticket.number,
        leg=ticket.leg,
        partner=ticket.partner_name,
        level=ticket.level,
        clock=clock.name.value,
        was=moment(was),
        becomes=moment(becomes),
        late=becomes < now <= was,
    )


def _followed(at: datetime, key: int, version: CalendarVersion) -> bool:
    """One ticket in a transaction of its own: what fell due by its former calendar is on record before."""
    with transaction.atomic(), as_system(CALENDAR):
        work = _taken_up(whole(at), key, version)
        if work is None:
            return False
        hands.settle(work)
        before, work.ticket.calendar = work.ticket.calendar.code, version
        work.calendar = calendar_of(work.ticket)
        record(work, Kind.CALENDAR_CHANGED, {FROM: before, TO: version.code})
        hands.settle(work)
        finish(work)
        return True


def _taken_up(at: datetime, key: int, version: CalendarVersion) -> Work | None:
    number = Ticket.objects.values_list("number", flat=True).get(pk=key)
    pair = paired(number, at)
    locked = Ticket.objects.select_for_update(of=("self",)).select_related(*travel.BESIDE)
    ticket = locked.defer(*travel.NOT_IN_FULL).filter(pk=key, closed_at=None, calendar__lt=version.pk).first()
    return hands.take_up(system(CALENDAR), at, ticket, pair) if ticket else None

"""What another calendar does to open tickets: looked at beforehand, by the step that the act makes as well."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import transaction
from django.db.models import QuerySet

from kabinet.actions.unit.instants import epoch, moment, whole
from kabinet.actions.vendor import linked_tickets
from kabinet.records.models import CalendarVersion, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import calendar_of, law, leg_of, terms_of
from kabinet.regulation.clocks import Clock, Clocks, fold
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.pack import Leg
from kabinet.regulation.terms import Hours
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.working_time import Calendar
from kabinet.regulation.working_time.years import Year

CALENDAR = "calendar"
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """One deadline of one ticket: as it stands and as it would; `late` says that it would lie in the past. `zone` is that of
    the terms."""

    number: str
    leg: str
    partner: str
    level: int
    clock: str
    was: datetime
    becomes: datetime
    late: bool
    zone: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A ticket that keeps its calendar, and why."""

    number: str
    why: Text


@dataclass(frozen=True, slots=True)
class Shift:
    """`open` tickets are under another calendar; `moved` of them get another deadline, `late` of those a past one; of the
    `objected` no clock runs before their objection is answered; `passed` cannot take the calendar.

    `rows` are the first SHOWN deadlines that move, those that become late before the others.
    """

    open: int
    moved: int
    late: int
    objected: int
    rows: tuple[Moved, ...]
    passed: tuple[PassedOver, ...] = ()


def shift(years: Mapping[int, Year], code: str, at: datetime) -> Shift:
    """What the tables would do, at `at`, to every open ticket that is not under the version `code`; reads only."""

    @cache
    def calendar(hours: Hours) -> Calendar:
        return Calendar(hours, years, code)

    found: list[list[Moved]] = []
    passed, objected = [], 0
    with transaction.atomic(), as_system(CALENDAR):
        for ticket in _open(code).iterator():
            if not follows(ticket.status, leg_of(ticket)):
                passed.append(passed_over(ticket))
                continue
            objected += not lifecycle.is_considered(ticket.status, leg_of(ticket))
            found.append(list(_moves(ticket, calendar(terms_of(ticket).hours), whole(at))))
    moved = [rows for rows in found if rows]
    rows = sorted((row for rows in moved for row in rows), key=lambda row: (not row.late, row.becomes))
    late = sum(any(row.late for row in rows) for rows in moved)
    seen = len(found) + len(passed)
    return Shift(seen, len(moved), late, objected, tuple(rows[:SHOWN]), tuple(passed[:SHOWN]))


def waiting(version: CalendarVersion) -> int:
    """How many open tickets are still under an earlier calendar."""
    with transaction.atomic(), as_system(CALENDAR):
        return behind(version).count()


def behind(version: CalendarVersion) -> QuerySet[Ticket]:
    """The open tickets under an earlier calendar; needs the whole reach."""
    return Ticket.objects.filter(closed_at=None, calendar__lt=version.pk)


def follows(status: str, leg: Leg) -> bool:
    """Whether a ticket in `status` takes another calendar."""
    return lifecycle.allows(status, Kind.CALENDAR_CHANGED, leg, system=True)


def passed_over(ticket: Ticket) -> PassedOver:
    """The regulation under which it was registered does not know the fact in its status."""
    name = lifecycle.status_of(ticket.status, leg_of(ticket)).names.vendor
    own = law(ticket.regulation.code)
    return PassedOver(
        ticket.number,
        Text(
            f"версия {own.number} («{own.name.ru}») не знает исправления календаря в статусе «{name.ru}»",
            f"version {own.number} (“{own.name.en}”) knows no corrected calendar in the status {name.en}",
        ),
    )


def moves(before: Clocks, after: Clocks) -> Iterator[tuple[Clock, int, int]]:
    """The clocks whose deadline another calendar moved: the clock, when it was due, when it is."""
    for clock in before.live:
        other = after.running(clock.name)
        if other and clock.due is not None and other.due is not None and other.due != clock.due:
            yield clock, clock.due, other.due


def _open(code: str) -> QuerySet[Ticket]:
    other = Ticket.objects.filter(closed_at=None).exclude(calendar__code=code)
    return other.select_related(*linked_tickets.BESIDE).defer(*linked_tickets.NOT_IN_FULL).order_by("pk")


def _moves(ticket: Ticket, calendar: Calendar, at: datetime) -> Iterable[Moved]:
    terms, now = terms_of(ticket), max(epoch(at), epoch(ticket.last_fact_at))
    stands = fold.settle(Clocks.from_json(ticket.clocks), now, terms, calendar_of(ticket)).clocks
    fact = Fact(Kind.CALENDAR_CHANGED, now, Side.SYSTEM)
    becomes = fold.step(stands, fact, terms, calendar).clocks
    zone = terms.hours.zone
    return (_moved(ticket, clock, was, due, now, zone) for clock, was, due in moves(stands, becomes))


def _moved(ticket: Ticket, clock: Clock, was: int, becomes: int, now: int, zone: str) -> Moved:
    return Moved(
        number=ticket.number,
        leg=ticket.leg,
        partner=ticket.partner_name,
        level=ticket.level,
        clock=clock.name.value,
        was=moment(was),
        becomes=moment(becomes),
        late=becomes < now <= was,
        zone=zone,
    )

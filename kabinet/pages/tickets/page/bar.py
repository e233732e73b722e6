"""The working-time bar of a ticket and the ledger's totals below it."""

from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import amounts
from kabinet.pages.ui.bars import bar_view
from kabinet.pages.ui.clockwords import NAMES
from kabinet.pages.ui.drawing.barview import BarView
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import calendar_for, working_day
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import Clock, ClockName, Holder, term_of
from kabinet.regulation.terms import Unit
from kabinet.regulation.working_time import epoch

WORDS = {
    ClockName.REACTION: lazily("первый ответ"),
    ClockName.UPDATE: lazily("обновление"),
    ClockName.ANSWER: lazily("ответ"),
    ClockName.AGREEMENT: lazily("ответ на план"),
}


def bar(opened: TicketView) -> BarView | None:
    """From the registration, or from the clock's own start where what came before would take most of the width."""
    clock = drawn(opened)
    # Nothing runs against somebody who may not work, and what ran out against them is no lateness.
    if clock is None or clock.due is None or opened.stands_still(clock):
        return None
    start = _start(opened, clock, max(opened.now, clock.due))
    return bar_view(
        start=start,
        now=opened.now,
        due=clock.due,
        due_words=_due_words(opened, clock),
        calendar=calendar_for(_always(opened, clock), opened.calendar),
        hours=opened.calendar,
        zone=opened.kept_in,
        own=opened.zone,
        reader=opened.reader,
        holdings=[(each.holder.value, each.start, each.end) for each in opened.ledger.stretches],
        first_contact=_contact(opened, start),
        marks=_marks(opened, clock),
        day=_day(opened),
        seconds={side.value: opened.ledger.total(Holder(side)) for side in OrgKind},
    )


def holders(opened: TicketView) -> list[tuple[str, str]]:
    """Side and «мы 1 ч 39 мин» for every side that held the turn."""
    names = {**{side: _(name) for side, name in NAMES.items()}, opened.reader: _("мы")}
    sides = sorted(OrgKind, key=lambda side: side is not opened.reader)
    totals = [(side, opened.ledger.total(Holder(side))) for side in sides]
    return [
        (str(side), f"{names[side]} {amounts.working(seconds, _day(opened))}")
        for side, seconds in totals
        if seconds
    ]


def measure(opened: TicketView) -> str:
    """Which time the totals are: by the calendar on a level that counts day and night, working time on the others."""
    return _("Рабочее время:") if _day(opened) else _("Календарное время:")


def held(opened: TicketView) -> str:
    """For how long whoever has the turn has had it, in the time of the totals, which is said."""
    seconds = calendar_for(_day(opened) is None, opened.calendar).worked(
        epoch(opened.ticket.turn_since), opened.now
    )
    said = amounts.working(seconds, day := _day(opened))
    return _("%(hours)s рабочего времени") % {"hours": said} if day and seconds < day else said


def _day(opened: TicketView) -> int | None:
    """Seconds of a working day; None around the clock."""
    always = opened.terms.level(opened.ticket.level).reaction.unit is Unit.HOURS
    return None if always else working_day(opened.calendar)


def drawn(opened: TicketView) -> Clock | None:
    """A support clock before the others: the bar is the promise, the hour to answer is a mark on it."""
    live = [clock for clock in opened.folded.clocks.live if clock.due is not None]
    promises = [clock for clock in live if clock.name in (ClockName.REACTION, ClockName.UPDATE)]
    return min(promises or live, key=lambda clock: clock.due or 0, default=None)


def _always(opened: TicketView, clock: Clock) -> bool:
    term = term_of(clock.name, clock.level, opened.terms)
    return term is None or term.unit is Unit.HOURS


def _start(opened: TicketView, clock: Clock, end: int) -> int:
    first = opened.ledger.stretches[0].start if opened.ledger.stretches else clock.started
    return first if clock.started - first <= end - clock.started else clock.started


def _contact(opened: TicketView, start: int) -> int | None:
    contacted = opened.clocks.contacted
    return contacted if contacted is not None and contacted >= start else None


def _due_words(opened: TicketView, clock: Clock) -> str:
    if (clock.name, clock.run) in opened.barred:
        return _("срок без статуса")
    if clock.breached is not None:
        return _("нарушение записано")
    return str(WORDS[clock.name])


def _marks(opened: TicketView, drawn: Clock) -> list[tuple[int, str]]:
    others = [
        clock for clock in opened.folded.clocks.live if clock.name is ClockName.ANSWER and clock is not drawn
    ]
    words = _("ответ партнёра") if opened.vendor_leg else _("ответ клиента")
    return [(clock.due, words) for clock in others if clock.due is not None]

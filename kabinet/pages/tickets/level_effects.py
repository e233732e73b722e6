"""What another level does to the deadlines: before it is made, and in the history of one that was (P5f, U3.5b)."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from kabinet.pages.tickets.page import clocks, reasons
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.citations import spoken
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.clocks import Clock, ClockName, Clocks, Outcome, Owed, fold, ground, term_of
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.working_time.explanation import amount


def moves(opened: TicketView, level: int) -> str:
    """«Первый ответ: было до 15:30 (8 рабочих часов от регистрации), станет до 11:30 (…)» for reaction and update alike."""
    said = "; ".join(_moved(opened, level))
    return f"{said}." if said else _("Сроки не изменятся.")


def changed(opened: TicketView, at: int) -> str:
    """What a change of level at `at` did: every deadline before and after it; empty where no clock ran."""
    return "; ".join(each for run in opened.folded.runs for each in _was(opened, run, at))


def _moved(opened: TicketView, level: int) -> Iterator[str]:
    before = fold.settle(opened.clocks, opened.now, opened.terms, opened.calendar).clocks
    fact = Fact(Kind.LEVEL_CHANGED, opened.now, opened.side, level=level)
    after = fold.step(before, fact, opened.terms, opened.calendar).clocks
    for clock in before.live:
        yield _compared(opened, clock, after.running(clock.name))
    owed = fold.owed_anew(before, fact, opened.terms, opened.calendar)
    yield from (asked_again(opened, each) for each in owed)
    again = {each.clock.name for each in owed}
    for clock in after.live:
        if before.running(clock.name) is None and clock.name not in again:
            yield _("%(what)s: начнётся, %(due)s") % {
                "what": clocks.head(opened, clock.name),
                "due": _due(opened, clock),
            }
    yield from _update_to_come(opened, before, after)


def asked_again(opened: TicketView, owed: Owed) -> str:
    """«ваш ответ на вопрос от 20:05 нужен до 23:05», and the same of a plan (U4d, P4.8.2b)."""
    said = {
        "since": deadlines.instant(instant(owed.since), opened.at, deadlines.of_ticket(opened)),
        "due": deadlines.by(instant(owed.due), opened.at, deadlines.of_ticket(opened)),
    }
    plan = owed.clock.name is ClockName.AGREEMENT
    if opened.side is Side.APPLICANT:
        mine = _("ваш ответ на план от %(since)s нужен %(due)s")
        return (mine if plan else _("ваш ответ на вопрос от %(since)s нужен %(due)s")) % said
    if opened.vendor_leg:
        theirs = _("ответ партнёра на план от %(since)s нужен %(due)s")
        return (theirs if plan else _("ответ партнёра на вопрос от %(since)s нужен %(due)s")) % said
    return _("ответ клиента на вопрос от %(since)s нужен %(due)s") % said


def back(opened: TicketView, kind: Kind) -> str:
    """What is owed anew when the ticket comes back by `kind`; empty where nothing is."""
    fact = Fact(kind, opened.now, opened.side)
    owed = fold.owed_anew(opened.clocks, fact, opened.terms, opened.calendar)
    said = "; ".join(asked_again(opened, each) for each in owed)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _compared(opened: TicketView, clock: Clock, now: Clock | None) -> str:
    what = clocks.head(opened, clock.name)
    if now is None:
        return _("%(what)s: этих часов не будет") % {"what": what}
    if now.due == clock.due:
        return _("%(what)s: срок прежний, %(due)s") % {"what": what, "due": _due(opened, clock)}
    said = {"what": what, "was": _due(opened, clock), "now": _due(opened, now)}
    return _("%(what)s: было %(was)s, станет %(now)s") % said


def _update_to_come(opened: TicketView, before: Clocks, after: Clocks) -> Iterator[str]:
    """Before the first contact no update is owed yet: its interval is what changes."""
    if before.running(ClockName.UPDATE) or after.running(ClockName.UPDATE) or before.contacted is not None:
        return
    was, now = (term_of(ClockName.UPDATE, level, opened.terms) for level in (before.level, after.level))
    if was is not None and now is not None:
        said = {
            "what": clocks.head(opened, ClockName.UPDATE),
            "was": spoken(amount(was)),
            "now": spoken(amount(now)),
        }
        yield _("%(what)s: было не реже чем через %(was)s, станет через %(now)s") % said


def _was(opened: TicketView, run: Clock, at: int) -> Iterator[str]:
    what = clocks.head(opened, run.name)
    for place in range(1, len(run.levels)):
        if run.levels[place][0] == at:
            was, now = (_aimed(opened, run, upto) for upto in (place, place + 1))
            yield _("%(what)s: %(was)s → %(now)s") % {"what": what, "was": was, "now": now}
    if run.ended == at and run.outcome is Outcome.STOPPED and run.levels[-1][0] != at:
        yield _("%(what)s: часов больше нет") % {"what": what}


def _aimed(opened: TicketView, run: Clock, upto: int) -> str:
    """Its deadline under the first so many levels of those that it ran under."""
    levels = run.levels[:upto]
    then = replace(run, levels=levels, level=levels[-1][1])
    due = ground(then, opened.terms, opened.calendar, opened.clocks.pauses).due
    return deadlines.instant(instant(due), opened.at, deadlines.of_ticket(opened))


def _due(opened: TicketView, clock: Clock) -> str:
    """«до 15:30 (4 рабочих часа от регистрации, 10:05)»."""
    if clock.due is None:
        return _("часы стоят")
    due = deadlines.by(instant(clock.due), opened.at, deadlines.of_ticket(opened))
    return f"{due} ({why})" if (why := reasons.short(opened, clock)) else due

"""The panel of a ticket's deadlines: each clock under its head, and what was missed."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from kabinet.pages.ui import amounts, deadlines
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.clockview import ClockView, State, clock_view
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import calendar_for, instant, reading_of, working_day
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import Clock, ClockName, Clocks, Outcome, term_of
from kabinet.regulation.facts import Side
from kabinet.regulation.terms import Terms, Unit

Headed = tuple[str, ClockView]
SHOWN = (ClockName.REACTION, ClockName.UPDATE, ClockName.AGREEMENT)
RUNNING = (State.CALM, State.SOON, State.URGENT)
MOST_BREACHES = 3  # the rest are in the history of the deadlines


def panel(opened: TicketView) -> list[Headed]:
    """The last run of each clock that the ticket had, and the vendor's own for a partner."""
    shown = [_own(opened, clock) for name in SHOWN if (clock := last_run(opened, name))]
    return [*shown, *_beside(opened)]


def last_run(opened: TicketView, name: ClockName) -> Clock | None:
    """The run of `name` that began last, ended or not."""
    return next((clock for clock in reversed(opened.folded.runs) if clock.name is name), None)


def view(opened: TicketView, clock: Clock) -> ClockView:
    """One run as the reader sees it."""
    reading = reading_of(clock, opened.terms, opened.calendar, instant(opened.now))
    return clock_view(reading, opened.reader, opened.zone, opened.vendor_leg)


def head(opened: TicketView, name: ClockName) -> str:
    """Who owes what, as this reader says it."""
    ours = opened.side is Side.SUPPORT
    if name is ClockName.AGREEMENT:
        return _("Согласование плана")
    if name is ClockName.ANSWER:
        return _("Ответ в течение часа")
    if name is ClockName.UPDATE:
        return _("Наше обновление статуса") if ours else of_support(opened.vendor_leg, _("Обновление"))
    if ours:
        return _("Первый ответ партнёру") if opened.vendor_leg else _("Первый ответ клиенту")
    return of_support(opened.vendor_leg, _("Первый ответ"))


def of_support(vendor_leg: bool, what: str) -> str:
    return (
        _("%(what)s от %(vendor_name_gen)s") % {"what": what}
        if vendor_leg
        else _("%(what)s от партнёра") % {"what": what}
    )


def breaches(opened: TicketView) -> list[str]:
    """What the support missed, the latest first; a breach stays on view whatever came after it."""
    missed = [clock for clock in _missed_runs(opened) if (clock.name, clock.run) not in opened.barred]
    said = [_missed(opened, clock) for clock in missed[:MOST_BREACHES]]
    rest = len(missed) - len(said)
    return said if rest <= 0 else [*said, _("И ещё нарушений: %(count)s.") % {"count": rest}]


def apart(opened: TicketView) -> list[str]:
    """What fell due while the partner might not work: told, and not as a breach (L12b)."""
    missed = [clock for clock in _missed_runs(opened) if (clock.name, clock.run) in opened.barred]
    said = _("%(what)s: срок %(due)s пришёлся на время без статуса партнёра, нарушением не считается.")
    return [
        said
        % {
            "what": head(opened, clock.name),
            "due": deadlines.full(instant(clock.breached or 0), deadlines.of_ticket(opened)),
        }
        for clock in missed[:MOST_BREACHES]
    ]


def _missed_runs(opened: TicketView) -> list[Clock]:
    """The latest first."""
    return [clock for clock in reversed(opened.folded.runs) if clock.breached and clock.owner is Side.SUPPORT]


def lateness(opened: TicketView, clock: Clock) -> str:
    """By how much a run came late, in its own time: «37 мин», «2 раб. дня»."""
    term = term_of(clock.name, clock.level, opened.terms)
    calendar = calendar_for(term is None or term.unit is Unit.HOURS, opened.calendar)
    late = calendar.worked(clock.breached or 0, clock.ended or opened.now)
    return amounts.working(late, None if term is None or term.unit is Unit.HOURS else working_day(calendar))


def _own(opened: TicketView, clock: Clock) -> Headed:
    if clock.ended is not None and clock.name is ClockName.UPDATE and opened.clocks.offered:
        return head(opened, clock.name), ClockView(State.STOP, _("часы стоят"), _("решение предложено"))
    if clock.outcome is Outcome.STOPPED:
        return head(opened, clock.name), _stopped(opened)
    if opened.stands_still(clock):
        return head(opened, clock.name), ClockView(
            State.STOP, _("ответить некому"), _("у партнёра нет статуса")
        )
    return head(opened, clock.name), under_head(opened, clock, view(opened, clock))


def under_head(opened: TicketView, clock: Clock, shown: ClockView, terms: Terms | None = None) -> ClockView:
    """Without what the head has said already: only until when, or when it was met. `terms` are those of another ticket."""
    now = instant(opened.now)
    zones = deadlines.Zones(ZoneInfo((terms or opened.terms).hours.zone), opened.zone)
    if clock.outcome is Outcome.MET and clock.ended is not None:
        return replace(shown, sub=f"{shown.sub}, {deadlines.instant(instant(clock.ended), now, zones)}")
    if shown.state in RUNNING and clock.due is not None:
        return replace(shown, sub=deadlines.by(instant(clock.due), now, zones))
    return shown


def _stopped(opened: TicketView) -> ClockView:
    """It is owed no longer: a solution waits, the ticket is at its end or refused, or its level has no such clock."""
    status = opened.leg.status(opened.ticket.status)
    if opened.clocks.offered:
        return ClockView(State.STOP, _("часы стоят"), _("решение предложено"))
    if status.open and status.considered:
        return ClockView(State.DONE, _("часов больше нет"), _("уровень их не требует"))
    name = spoken(status.names.read_by(opened.reader)).lower()
    return ClockView(State.STOP if status.open else State.DONE, _("часы стоят"), name)


def _missed(opened: TicketView, clock: Clock) -> str:
    said = {
        "what": head(opened, clock.name),
        "due": deadlines.full(instant(clock.breached or 0), deadlines.of_ticket(opened)),
        "late": lateness(opened, clock),
    }
    if clock.outcome is Outcome.LATE:
        return _("%(what)s: срок нарушен, был %(due)s; опоздание %(late)s.") % said
    return _("%(what)s: срок нарушен, был %(due)s.") % said


def _beside(opened: TicketView) -> Iterator[Headed]:
    """What the vendor owes the partner in the vendor ticket that is open."""
    other = opened.beside
    if other is None or opened.reader is OrgKind.CLIENT:
        return
    terms, calendar = doors.terms_of(other), doors.calendar_of(other)
    for clock in Clocks.from_json(other.clocks).live:
        if clock.owner is Side.SUPPORT:
            reading = reading_of(clock, terms, calendar, instant(opened.now))
            shown = clock_view(reading, opened.reader, opened.zone, vendor_leg=True)
            what = _("Обновление") if clock.name is ClockName.UPDATE else _("Первый ответ")
            shown = under_head(opened, clock, shown, terms)
            # A number that is not torn at its dash.
            number = str(other.number).replace("-", "\u2060-\u2060")
            yield f"{of_support(True, what)}, {number}", shown

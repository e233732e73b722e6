"""What one SLA clock shows: state, words and the two attributes the script ticks by (guide 5).

Everything comes in as plain values, instants aware; nothing here asks the time or a model.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from kabinet.pages.ui import amounts, clockwords, deadlines
from kabinet.pages.ui.locale_formats import tongue
from kabinet.queries.clock_reading import Reading
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import ClockName, Outcome


class State(StrEnum):
    """Each has its own sign, colour and words; the words are always there."""

    CALM = "calm"
    SOON = "soon"
    URGENT = "urgent"
    OVER = "over"
    SLEEP = "sleep"
    ASK = "ask"
    ASK_HOT = "askhot"
    STOP = "stop"
    MET = "met"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a sign changes: a share of the term, at most so many seconds. Data; these are the guide's."""

    soon_share: float = 0.5
    soon_most: int = 4 * amounts.HOUR
    urgent_share: float = 0.25
    urgent_most: int = amounts.HOUR
    hot: int = 15 * amounts.MINUTE

    def soon(self, total: int) -> int:
        return min(int(total * self.soon_share), self.soon_most)

    def urgent(self, total: int) -> int:
        return min(int(total * self.urgent_share), self.urgent_most)


GUIDE = Thresholds()


@dataclass(frozen=True, slots=True)
class ClockView:
    """What {% sla %} draws; the numbers are for the script, None where nothing ticks.

    `seconds_left` of the clock's own time, `stretch_left` until the running stretch of working time ends (None around the
    clock), `turns` the next `seconds_left` at which the sign changes: at either the script asks the server again.
    """

    state: State
    main: str
    sub: str
    share: float = 0.0
    seconds_left: int | None = None
    stretch_left: int | None = None
    live: bool = False
    day: int | None = None
    turns: int = 0
    side: OrgKind = OrgKind.CLIENT
    full: str = ""


def clock_view(
    reading: Reading, reader: str, zone: ZoneInfo, vendor_leg: bool = False, thresholds: Thresholds = GUIDE
) -> ClockView:
    """How `reader` (client, partner, vendor), who reads in `zone`, sees a clock of the client or vendor leg."""
    words = clockwords.words(reading.name, OrgKind(reader), vendor_leg)
    zones = deadlines.Zones(reading.zone or zone, zone)
    if reading.outcome is not None:
        return ended_view(reading, words, zones)
    if reading.due is None:
        return ClockView(State.STOP, _("часы стоят"), words.stopped)
    return running_view(reading, reading.due, words, zones, thresholds)


def ended_view(reading: Reading, words: clockwords.Words, zones: deadlines.Zones) -> ClockView:
    if reading.outcome is Outcome.STOPPED:
        return ClockView(State.STOP, _("часы стоят"), words.stopped)
    main = amounts.within(reading.spent, reading.day)
    term = _("из %(term)s") % {"term": amounts.working(reading.total, reading.day)}
    if reading.outcome is Outcome.MET:
        return ClockView(State.MET, main, term)
    if reading.due is None:
        return ClockView(State.OVER, main, term)
    was = _("срок был %(due)s") % {"due": deadlines.due(reading.due, reading.now, zones)}
    return ClockView(State.OVER, main, f"{term}, {was}")


def running_view(
    reading: Reading, due: datetime, words: clockwords.Words, zones: deadlines.Zones, thresholds: Thresholds
) -> ClockView:
    state = running_state(reading, due, thresholds)
    return ClockView(
        state=state,
        main=main_words(reading, state),
        sub=sub_words(reading, due, state, words, zones),
        share=max(0.0, min(1.0, reading.left / reading.total)) if reading.total else 0.0,
        seconds_left=reading.left,
        stretch_left=int((reading.closes - reading.now).total_seconds()) if reading.closes else None,
        live=reading.opens is None,
        day=reading.day,
        turns=next_turn(reading, state, thresholds),
        side=words.owner,
        full=full_words(reading, due, state, words, zones),
    )


def running_state(reading: Reading, due: datetime, thresholds: Thresholds) -> State:
    """At the deadline itself the clock is still in time."""
    if reading.now > due:
        return State.OVER
    if reading.name == ClockName.ANSWER:
        return State.ASK_HOT if reading.left <= thresholds.hot else State.ASK
    if reading.opens is not None:
        return State.SLEEP
    if reading.left <= thresholds.urgent(reading.total):
        return State.URGENT
    return State.SOON if reading.left <= thresholds.soon(reading.total) else State.CALM


def next_turn(reading: Reading, state: State, thresholds: Thresholds) -> int:
    turns = {
        State.CALM: thresholds.soon(reading.total),
        State.SOON: thresholds.urgent(reading.total),
        State.ASK: thresholds.hot,
    }
    return turns.get(state, 0)


def main_words(reading: Reading, state: State) -> str:
    if state in (State.ASK, State.ASK_HOT):
        return amounts.countdown(reading.left)
    if state is State.OVER and reading.left > -amounts.MINUTE:
        return tongue().just_now
    return amounts.working(reading.left, reading.day)


def sub_words(
    reading: Reading, due: datetime, state: State, words: clockwords.Words, zones: deadlines.Zones
) -> str:
    """Which clock, and its instant, asleep or not."""
    if state is State.OVER:
        return f"{words.over} {deadlines.due(due, reading.now, zones)}"
    until = deadlines.by if words.verb else deadlines.due
    return f"{words.running} {until(due, reading.now, zones)}"


def full_words(
    reading: Reading, due: datetime, state: State, words: clockwords.Words, zones: deadlines.Zones
) -> str:
    """The deadline with year and zone; of a clock asleep also when it goes on."""
    said = _("%(clock)s: срок %(due)s") % {"clock": words.what, "due": deadlines.full(due, zones)}
    if state is State.SLEEP and reading.opens is not None:
        opens = deadlines.instant(reading.opens, reading.now, zones)
        return _("%(said)s. Сейчас нерабочее время, часы пойдут %(opens)s") % {"said": said, "opens": opens}
    return said

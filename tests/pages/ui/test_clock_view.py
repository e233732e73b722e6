"""What a clock shows: guide 5, by value and out of the law's own calendar."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kabinet.pages.ui.amounts import SPACE
from kabinet.pages.ui.clockview import State, Thresholds, clock_view
from kabinet.pages.ui.moments import MOSCOW
from kabinet.queries.clock_reading import Reading, reading
from kabinet.regulation.clocks import ClockName, Outcome
from kabinet.regulation.working_time import AROUND_THE_CLOCK, calendar

NOW = datetime(2024, 3, 14, 14, 42, tzinfo=MOSCOW)
DAY = 30600
HOUR, MINUTE = 3600, 60
DESK = calendar("Europe/Moscow", ((570, 1080),))


def running(left: int, total: int, name: ClockName = ClockName.REACTION) -> Reading:
    """A clock that runs now, with so many seconds left of so many."""
    due = NOW + timedelta(seconds=left)
    return Reading(
        name=name, now=NOW, due=due, total=total, left=left, day=DAY, closes=NOW + timedelta(hours=3)
    )


def seen(shown: Reading, reader: str = "partner", vendor_leg: bool = False) -> tuple[State, str, str]:
    view = clock_view(shown, reader, MOSCOW, vendor_leg)
    return view.state, view.main.replace(SPACE, " "), view.sub.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("left", "total", "state"),
    [
        (2 * HOUR + 1, 4 * HOUR, State.CALM),  # more than half
        (2 * HOUR, 4 * HOUR, State.SOON),  # half of the term
        (HOUR + 1, 4 * HOUR, State.SOON),
        (HOUR, 4 * HOUR, State.URGENT),  # a quarter of the term
        (4 * HOUR + 1, 5 * DAY, State.CALM),  # never warned earlier than four hours
        (4 * HOUR, 5 * DAY, State.SOON),
        (HOUR + 1, 5 * DAY, State.SOON),
        (HOUR, 5 * DAY, State.URGENT),  # never urgent earlier than an hour
        (30 * MINUTE + 1, 2 * HOUR, State.SOON),
        (30 * MINUTE, 2 * HOUR, State.URGENT),
        (0, 2 * HOUR, State.URGENT),  # at the deadline is in time
        (-1, 2 * HOUR, State.OVER),
    ],
)
def test_the_sign_changes_at_the_thresholds(left, total, state):
    assert clock_view(running(left, total), "partner", MOSCOW).state is state


@pytest.mark.parametrize(
    ("left", "state"), [(900 + 1, State.ASK), (900, State.ASK_HOT), (0, State.ASK_HOT), (-1, State.OVER)]
)
def test_the_hour_of_the_applicant_fills_in_its_last_quarter(left, state):
    shown = replace(running(left, HOUR, ClockName.ANSWER), day=None, closes=None)
    assert clock_view(shown, "partner", MOSCOW).state is state


def test_thresholds_are_data():
    lazy = Thresholds(soon_share=0.1, soon_most=60, urgent_share=0.05, urgent_most=30)
    assert clock_view(running(HOUR, 4 * HOUR), "partner", MOSCOW, thresholds=lazy).state is State.CALM


def test_words_of_a_running_clock():
    assert seen(running(88 * MINUTE, 8 * HOUR)) == (State.SOON, "1 ч 28 мин", "первый ответ · до 16:10")
    assert seen(running(88 * MINUTE, 8 * HOUR), "client") == (
        State.SOON,
        "1 ч 28 мин",
        "партнёр ответит до 16:10",
    )
    assert seen(running(88 * MINUTE, 8 * HOUR), "vendor", True)[2] == "первый ответ · до 16:10"
    assert seen(running(88 * MINUTE, 8 * HOUR), "partner", True)[2] == "1С ответит до 16:10"


def test_words_of_a_question():
    asked = replace(running(2088, HOUR, ClockName.ANSWER), day=None, closes=None)
    assert seen(asked) == (State.ASK, "34:48", "ответ клиента · до 15:16")
    assert seen(asked, "client") == (State.ASK, "34:48", "ответьте до 15:16")
    assert seen(asked, "partner", True)[2] == "ответьте до 15:16"
    assert clock_view(asked, "client", MOSCOW).side == "client"


def test_words_of_a_breach():
    late = replace(running(0, 4 * HOUR), due=NOW - timedelta(hours=3), left=-9120)
    assert seen(late) == (State.OVER, "−2 ч 32 мин", "первый ответ · чт 11:42")
    assert seen(late, "client")[2] == "первый ответ обещали чт 11:42"
    assert seen(replace(late, left=-59))[1] == "только что"


def test_asleep_it_still_says_which_clock_and_when():
    night = replace(running(9600, 4 * HOUR), opens=NOW + timedelta(hours=12), closes=None)
    assert seen(night) == (State.SLEEP, "2 ч 40 мин", seen(replace(night, opens=None))[2])
    assert seen(night)[2].startswith("первый ответ · ")
    assert seen(night, "client")[2].startswith("партнёр ответит до ")
    shown = clock_view(night, "partner", MOSCOW)
    assert not shown.live
    assert shown.full.replace(SPACE, " ").endswith("Сейчас нерабочее время, часы пойдут завтра в 02:42")
    weekend = clock_view(replace(night, opens=NOW + timedelta(days=3)), "partner", MOSCOW)
    assert weekend.full.replace(SPACE, " ").endswith("часы пойдут вс 14:42")


def test_stopped_and_ended():
    assert seen(replace(running(1, 2), due=None)) == (State.STOP, "часы стоят", "решение предложено")
    met = replace(running(1, 2 * HOUR), spent=28 * MINUTE)
    assert seen(replace(met, outcome=Outcome.MET)) == (State.MET, "за 28 мин", "из 2 ч")
    assert seen(replace(met, outcome=Outcome.STOPPED))[0] is State.STOP
    missed = replace(met, outcome=Outcome.LATE, spent=3 * HOUR, due=NOW - timedelta(hours=1))
    assert seen(missed) == (State.OVER, "за 3 ч", "из 2 ч, срок был чт 13:42")


def test_what_the_script_ticks_by():
    view = clock_view(running(3 * HOUR, 4 * HOUR), "partner", MOSCOW)
    assert (view.live, view.seconds_left, view.stretch_left, view.turns) == (
        True,
        3 * HOUR,
        3 * HOUR,
        2 * HOUR,
    )
    assert view.share == 0.75
    assert view.full.replace(SPACE, " ") == "первый ответ: срок 14 марта 2024, 17:42 МСК"


def test_read_off_the_laws_calendar_over_a_night():
    """Registered Wednesday 16:40, eight working hours: Thursday 16:10 (the guide's own example)."""
    start = int(datetime(2024, 3, 13, 16, 40, tzinfo=MOSCOW).timestamp())
    due = DESK.add_seconds(start, 8 * HOUR)
    shown = reading(ClockName.REACTION, start, due, DESK, NOW)
    assert seen(shown) == (State.SOON, "1 ч 28 мин", "первый ответ · до 16:10")
    assert (shown.total, shown.day) == (8 * HOUR, DAY)
    view = clock_view(shown, "partner", MOSCOW)
    assert view.stretch_left == 3 * HOUR + 18 * MINUTE


def test_read_off_the_laws_calendar_at_night():
    start = int(datetime(2024, 3, 14, 17, 0, tzinfo=MOSCOW).timestamp())
    night = datetime(2024, 3, 14, 20, 0, tzinfo=MOSCOW)
    shown = reading(ClockName.REACTION, start, DESK.add_seconds(start, 4 * HOUR), DESK, night)
    assert seen(shown) == (State.SLEEP, "3 ч", "первый ответ · пт 12:30")


def test_read_around_the_clock():
    start = int(NOW.timestamp()) - HOUR
    shown = reading(ClockName.UPDATE, start, start + 12 * HOUR, AROUND_THE_CLOCK, NOW)
    assert seen(shown) == (State.CALM, "11 ч", "обновление · пт 01:42")
    assert (shown.day, shown.closes) == (None, None)


def test_late_counts_worked_time_only():
    start = int(datetime(2024, 3, 13, 10, 0, tzinfo=MOSCOW).timestamp())
    due = int(datetime(2024, 3, 13, 17, 30, tzinfo=MOSCOW).timestamp())
    shown = reading(ClockName.REACTION, start, due, DESK, datetime(2024, 3, 14, 10, 0, tzinfo=MOSCOW))
    assert seen(shown)[1] == "−1 ч"

"""Agreed zones, and clocks that are turned."""

from datetime import date

import pytest

from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time.calendar import Calendar, calendar
from kabinet.regulation.working_time.years.official import Year
from tests.regulation.working_time.calendar_cases import DAY, HOUR, MOSCOW, at, shown


@pytest.mark.clause("U3.6b")
def test_an_agreed_zone_moves_the_hours() -> None:
    vladivostok = calendar("Asia/Vladivostok", DAY)
    registered = at("2024-04-26 17:10")
    assert shown(vladivostok.add_seconds(registered, 4 * HOUR), "Asia/Vladivostok") == "2024-04-27 13:30"
    assert shown(MOSCOW.add_seconds(registered, 4 * HOUR)) == "2024-04-27 12:40"


@pytest.mark.clause("U3.6b")
@pytest.mark.parametrize(
    ("zone", "start", "hours", "expected"),
    [
        ("Europe/Berlin", "2026-03-27 17:00", 4, "2026-03-30 12:30"),  # spring, over the weekend
        ("Europe/Berlin", "2026-10-23 17:00", 4, "2026-10-26 12:30"),  # autumn
        ("America/New_York", "2024-11-01 17:00", 4, "2024-11-02 12:30"),
        ("America/New_York", "2024-11-02 17:00", 4, "2024-11-05 12:30"),
        ("Asia/Kathmandu", "2024-07-01 17:00", 4, "2024-07-02 12:30"),
        ("Asia/Almaty", "2024-02-29 17:00", 4, "2024-03-01 12:30"),  # the zone itself moved that night
        ("Australia/Lord_Howe", "2024-04-05 17:00", 4, "2024-04-08 12:30"),  # half an hour of summer time
    ],
)
def test_local_hours_in_zones_that_turn_their_clocks(
    zone: str, start: str, hours: int, expected: str
) -> None:
    assert shown(calendar(zone, DAY).add_seconds(at(start, zone), hours * HOUR), zone) == expected


def in_new_york(*windows: tuple[int, int]) -> Calendar:
    """Clocks turn on Sundays: a year in which the two Sundays of 2024, and the days before them, are worked."""
    turns = frozenset({date(2024, 3, 9), date(2024, 3, 10), date(2024, 11, 2), date(2024, 11, 3)})
    year = Year(2024, {}, working_weekends=turns)
    return Calendar(Hours("America/New_York", windows), {2024: year}, "test")


@pytest.mark.clause("U3.6b")
def test_an_hour_that_the_local_clock_shows_twice() -> None:
    night, start = in_new_york((0, 360)), at("2024-11-03 00:00", "America/New_York")
    assert night.closes(start) == start + 7 * HOUR
    assert night.add_days(at("2024-11-02 01:30", "America/New_York"), 1) == start + HOUR * 3 // 2
    assert night.add_days(start + HOUR * 5 // 2, 1) == at("2024-11-04 01:30", "America/New_York")
    brief = in_new_york((0, 90))
    assert list(brief.stretches(start, start + 9 * HOUR)) == [
        (start, start + HOUR * 3 // 2),
        (start + 2 * HOUR, start + HOUR * 5 // 2),
    ]


@pytest.mark.clause("U3.6b")
def test_an_hour_that_the_local_clock_skips() -> None:
    night, start = in_new_york((0, 360)), at("2024-03-10 00:00", "America/New_York")
    assert night.closes(start) == start + 5 * HOUR
    assert night.add_days(at("2024-03-09 02:30", "America/New_York"), 1) == start + 2 * HOUR
    assert night.add_days(at("2024-03-09 02:30", "America/New_York"), 2) == at(
        "2024-03-11 02:30", "America/New_York"
    )
    assert night.add_seconds(start + HOUR, 2 * HOUR) == at("2024-03-10 04:00", "America/New_York")
    early = in_new_york((0, 150))
    assert list(early.stretches(start, start + 9 * HOUR)) == [(start, start + 2 * HOUR)]
    assert early.add_days(at("2024-03-09 02:15", "America/New_York"), 1) == start + 2 * HOUR
    late = in_new_york((150, 360))
    assert list(late.stretches(start, start + 9 * HOUR)) == [(start + 2 * HOUR, start + 5 * HOUR)]
    assert late.add_days(at("2024-03-09 02:45", "America/New_York"), 1) == start + 2 * HOUR

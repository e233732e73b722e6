"""The calendar against a count minute by minute, over random instants, zones and hours, to the second."""

import random
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabinet.regulation.working_time.calendar import calendar
from kabinet.regulation.working_time.years.official import official_years
from tests.regulation.working_time import oracle_time as oracle

ZONES = [
    "Europe/Moscow",
    "Europe/Kaliningrad",
    "Asia/Vladivostok",
    "Asia/Almaty",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
]
HOURS = [
    oracle.DAY,
    ((9 * 60, 13 * 60), (14 * 60, 18 * 60)),
    ((0, 24 * 60),),
    ((22 * 60, 30 * 60),),
    ((0, 2 * 60 + 30), (8 * 60, 9 * 60), (23 * 60, 24 * 60)),
]
SHORT = frozenset(day for table in official_years().values() for day in table.short_days)

FIRST = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())
LAST = int(datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())
# Near the edges of days, of hours and of years as often as anywhere.
TURNS = [
    int(datetime(2024, month, day, hour, tzinfo=UTC).timestamp())
    for month, day in [(3, 10), (3, 31), (4, 7), (4, 27), (11, 2), (11, 3), (12, 28), (12, 31)]
    for hour in (0, 7, 15)
]
instants = st.one_of(
    st.integers(FIRST, LAST),
    st.builds(lambda turn, off: turn + off, st.sampled_from(TURNS), st.integers(-7200, 7200)),
    st.builds(
        lambda half, off: half * 1800 + off, st.integers(FIRST // 1800 + 1, LAST // 1800), st.integers(-1, 1)
    ),
)
zones = st.sampled_from(ZONES)
hours = st.sampled_from(HOURS)


def short_days(asked: bool) -> frozenset[date]:
    return SHORT if asked else frozenset()


@pytest.mark.clause("U3.6a", "U3.6b", "P4.8a")
@settings(max_examples=150)
@given(instants, st.integers(1, 9 * 3600), zones, hours, st.booleans())
def test_working_time_is_what_a_count_of_minutes_says(
    start: int, seconds: int, zone: str, windows: oracle.Windows, short: bool
) -> None:
    cal = calendar(zone, windows, short_days=short)
    expected = oracle.hours_due(start, seconds, ZoneInfo(zone), windows, short_days(short))
    assert cal.add_seconds(start, seconds) == expected
    assert cal.worked(start, expected) == seconds
    assert cal.worked(start, expected - 1) == seconds - 1


@pytest.mark.clause("U3.6a", "U3.6b", "P4.8a")
@settings(max_examples=150)
@given(instants, st.integers(0, 10), zones, hours, st.booleans())
def test_working_days_are_what_a_walk_over_days_says(
    start: int, days: int, zone: str, windows: oracle.Windows, short: bool
) -> None:
    cal = calendar(zone, windows, short_days=short)
    assert cal.add_days(start, days) == oracle.days_due(
        start, days, ZoneInfo(zone), windows, short_days(short)
    )


@settings(max_examples=300)
@given(instants, zones, hours, st.booleans())
def test_open_is_what_the_clock_on_the_wall_says(
    start: int, zone: str, windows: oracle.Windows, short: bool
) -> None:
    cal = calendar(zone, windows, short_days=short)
    assert cal.is_open(start) == oracle.is_open(start, ZoneInfo(zone), windows, short_days(short))


@settings(max_examples=100)
@given(instants, zones, hours, st.integers(1, 20 * 86400))
def test_the_doors_agree_with_one_another(
    start: int, zone: str, windows: oracle.Windows, length: int
) -> None:
    cal = calendar(zone, windows)
    found = list(cal.stretches(start, start + length))
    assert sum(b - a for a, b in found) == cal.worked(start, start + length)
    assert all(a < b and cal.is_open(a) and cal.is_open(b - 1) for a, b in found)
    assert all(start <= a < b <= start + length for a, b in found)
    assert found == sorted(found)
    opened = cal.next_open(start)
    assert cal.worked(start, opened) == 0
    assert cal.worked(opened, cal.closes(opened)) == cal.closes(opened) - opened
    assert not cal.is_open(cal.closes(opened))


@settings(max_examples=100)
@given(st.integers(694_300_000, 4_133_000_000), st.integers(1, 9 * 3600), st.sampled_from(ZONES))
def test_years_without_a_decree_are_counted_the_same_way(start: int, seconds: int, zone: str) -> None:
    assert calendar(zone, oracle.DAY).add_seconds(start, seconds) == oracle.hours_due(
        start, seconds, ZoneInfo(zone)
    )


@pytest.mark.clause("U3.6a", "P4.8a")
def test_ten_thousand_deadlines_in_moscow_are_what_a_walk_over_days_says() -> None:
    draw, zone = random.Random(4), ZoneInfo("Europe/Moscow")
    cal = calendar("Europe/Moscow", oracle.DAY)
    for _ in range(10_000):
        start, seconds = draw.randint(FIRST, LAST), draw.choice([4 * 3600, 8 * 3600])
        expected = oracle.walk_due(datetime.fromtimestamp(start, zone), seconds)
        assert cal.add_seconds(start, seconds) == int(expected.timestamp()), start

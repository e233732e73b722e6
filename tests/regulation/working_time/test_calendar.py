"""The doors of a calendar, what it refuses, and where its years end."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from kabinet.regulation.terms import Hours
from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.calendar import (
    AROUND_THE_CLOCK,
    Calendar,
    calendar,
    calendar_of,
)
from kabinet.regulation.working_time.years.official import official_years
from tests.regulation.working_time.calendar_cases import (
    DAY,
    HOUR,
    LUNCH,
    MOSCOW,
    NIGHT,
    WHOLE,
    at,
    shown,
)


def test_calendars_are_kept_and_shared() -> None:
    assert calendar("Europe/Moscow", [(570, 1080)]) is MOSCOW
    assert calendar_of(Hours("Europe/Moscow", DAY)) is MOSCOW
    assert calendar("Asia/Vladivostok", DAY) is not MOSCOW
    assert calendar("Europe/Moscow", DAY, short_days=True) is not MOSCOW


@pytest.mark.parametrize(
    ("moment", "is_open", "next_open"),
    [
        ("2024-04-26 09:29:59", False, "2024-04-26 09:30"),
        ("2024-04-26 09:30", True, "2024-04-26 09:30"),
        ("2024-04-26 17:59:59", True, "2024-04-26 17:59:59"),
        ("2024-04-26 18:00", False, "2024-04-27 09:30"),
        ("2024-04-27 18:00", False, "2024-05-02 09:30"),
        ("2024-12-28 18:00", False, "2025-01-09 09:30"),
        ("2024-12-31 23:59:59", False, "2025-01-09 09:30"),
        ("2025-01-01 00:00", False, "2025-01-09 09:30"),
        ("2027-12-31 12:00", False, "2028-01-10 09:30"),
    ],
)
def test_open_and_next_opening(moment: str, is_open: bool, next_open: str) -> None:
    assert MOSCOW.is_open(at(moment)) is is_open
    assert shown(MOSCOW.next_open(at(moment))) == next_open


def test_closes_is_the_end_of_the_running_stretch() -> None:
    assert shown(MOSCOW.closes(at("2024-04-26 09:30"))) == "2024-04-26 18:00"
    assert shown(calendar("Europe/Moscow", LUNCH).closes(at("2024-04-26 10:00"))) == "2024-04-26 13:00"
    assert shown(calendar("Europe/Moscow", NIGHT).closes(at("2024-04-27 23:00"))) == "2024-04-28 06:00"
    assert shown(calendar("Europe/Moscow", WHOLE).closes(at("2024-07-01 12:00"))) == "2024-07-06 00:00"


@pytest.mark.parametrize("moment", ["2024-04-26 18:00", "2024-04-28 12:00", "2024-04-26 09:29:59"])
def test_closes_needs_a_running_stretch(moment: str) -> None:
    with pytest.raises(ValueError, match="not working time"):
        MOSCOW.closes(at(moment))


def test_worked_is_a_difference() -> None:
    a, b = at("2024-04-26 17:10"), at("2024-05-02 09:31:01")
    assert MOSCOW.worked(a, b) == 50 * 60 + 30600 + 61
    assert MOSCOW.worked(b, a) == -MOSCOW.worked(a, b)
    assert MOSCOW.worked(a, a) == 0


def test_a_year_of_working_time() -> None:
    assert MOSCOW.worked(at("2024-01-01"), at("2025-01-01")) == 248 * 30600
    assert MOSCOW.worked(at("2022-01-01"), at("2028-01-01")) == (247 * 5 + 248) * 30600


def test_stretches_are_clipped_and_in_order() -> None:
    found = list(MOSCOW.stretches(at("2024-04-26 17:00"), at("2024-05-02 10:00")))
    assert [(shown(a), shown(b)) for a, b in found] == [
        ("2024-04-26 17:00", "2024-04-26 18:00"),
        ("2024-04-27 09:30", "2024-04-27 18:00"),
        ("2024-05-02 09:30", "2024-05-02 10:00"),
    ]
    assert list(MOSCOW.stretches(at("2024-04-28 17:00"), at("2024-05-02 09:30"))) == []


def test_adding_is_the_inverse_of_the_difference() -> None:
    start = at("2026-12-30 17:59:30")
    for seconds in (1, 30, 31, 30600, 30601, 10**6):
        assert MOSCOW.worked(start, MOSCOW.add_seconds(start, seconds)) == seconds


def test_nothing_added_is_the_start_itself_even_at_night() -> None:
    assert MOSCOW.add_seconds(at("2024-04-28 03:00"), 0) == at("2024-04-28 03:00")
    assert shown(MOSCOW.add_days(at("2024-04-28 03:00"), 0)) == "2024-05-02 09:30"


def test_time_is_not_counted_backwards() -> None:
    with pytest.raises(Unlawful):
        MOSCOW.add_seconds(at("2024-04-26 10:00"), -1)
    with pytest.raises(Unlawful):
        MOSCOW.add_days(at("2024-04-26 10:00"), -1)


@pytest.mark.parametrize(
    "zone", ["Mars/Base", "", "../etc/passwd", "Europe", "right/Europe/Moscow", "localtime", "a\0b"]
)
def test_an_unknown_zone_is_unlawful(zone: str) -> None:
    with pytest.raises(Unlawful) as refused:
        calendar(zone, DAY)
    assert "IANA" in refused.value.text.en


@pytest.mark.parametrize(
    "windows",
    [
        (),
        ((600, 600),),
        ((700, 600),),
        ((-1, 600),),
        ((1440, 1500),),
        ((540, 780), (700, 1080)),
        ((840, 1080), (540, 780)),
        ((540, 1080), (1320, 1990)),
        ((0, 1441),),
    ],
)
def test_hours_out_of_order_are_unlawful(windows: Sequence[tuple[int, int]]) -> None:
    with pytest.raises(Unlawful):
        calendar("Europe/Moscow", windows)


def test_the_first_year_is_1992_and_the_last_2100_on_the_local_clock() -> None:
    for ask in (MOSCOW.is_open, MOSCOW.next_open, MOSCOW.official, lambda t: MOSCOW.add_seconds(t, 1)):
        with pytest.raises(Unlawful, match="1991"):
            ask(at("1991-12-31 23:59:59"))
        with pytest.raises(Unlawful, match="2101"):
            ask(at("2101-01-01 00:00"))
    assert shown(MOSCOW.next_open(at("1992-01-01"))) == "1992-01-09 09:30"
    assert shown(MOSCOW.add_seconds(at("2100-12-31 17:00"), HOUR)) == "2100-12-31 18:00"
    with pytest.raises(Unlawful, match="2100"):
        MOSCOW.add_seconds(at("2100-12-31 17:00"), HOUR + 1)
    with pytest.raises(Unlawful, match="2100"):
        MOSCOW.add_days(at("2100-12-31 17:00"), 1)


@pytest.mark.parametrize("instant", [-(10**30), 10**30, -1, 0])
def test_absurd_instants_are_unlawful(instant: int) -> None:
    with pytest.raises(Unlawful):
        MOSCOW.is_open(instant)


def test_answers_do_not_depend_on_the_order_of_questions() -> None:
    forwards, backwards = (Calendar(Hours("Europe/Moscow", DAY), official_years(), "ru-1") for _ in range(2))
    starts = [at(f"{year}-12-31 12:00") for year in range(1993, 2035)]
    first = [(forwards.add_days(t, 10), forwards.worked(t, t + 10**7)) for t in starts]
    second = [(backwards.add_days(t, 10), backwards.worked(t, t + 10**7)) for t in reversed(starts)]
    assert first == second[::-1]


def test_official_years_and_others() -> None:
    assert MOSCOW.official(at("2027-12-31 23:59:59"))
    assert not MOSCOW.official(at("2028-01-01 00:00"))
    assert MOSCOW.unofficial(at("2021-05-01"), at("2029-05-01")) == [2021, 2028, 2029]


def test_another_version_of_a_year_is_another_calendar() -> None:
    less = {n: table for n, table in official_years().items() if n != 2024}
    plain = Calendar(Hours("Europe/Moscow", DAY), less, "draft")
    assert shown(plain.add_seconds(at("2024-04-26 17:10"), 4 * HOUR)) == "2024-04-29 12:40"
    assert shown(MOSCOW.add_seconds(at("2024-04-26 17:10"), 4 * HOUR)) == "2024-04-27 12:40"


class TestAroundTheClock:
    """Day and night service has the same doors."""

    start = at("2024-12-31 23:30")

    def test_all_time_counts(self) -> None:
        assert AROUND_THE_CLOCK.add_seconds(self.start, 7200) == self.start + 7200
        assert AROUND_THE_CLOCK.add_days(self.start, 2) == self.start + 2 * 86400
        assert AROUND_THE_CLOCK.worked(self.start, self.start + 10**6) == 10**6
        assert AROUND_THE_CLOCK.is_open(self.start)
        assert AROUND_THE_CLOCK.next_open(self.start) == self.start
        assert list(AROUND_THE_CLOCK.stretches(self.start, self.start + 9)) == [(self.start, self.start + 9)]
        assert list(AROUND_THE_CLOCK.stretches(self.start, self.start)) == []

    def test_it_closes_with_the_calendar(self) -> None:
        assert AROUND_THE_CLOCK.closes(self.start) == int(datetime(2101, 1, 1, tzinfo=UTC).timestamp())

    def test_it_needs_no_decree(self) -> None:
        assert AROUND_THE_CLOCK.official(at("2050-01-01"))
        assert AROUND_THE_CLOCK.unofficial(at("2050-01-01"), at("2051-01-01")) == []
        assert len(AROUND_THE_CLOCK.year(2024).working_days()) == 366

    def test_its_years_end_as_well(self) -> None:
        with pytest.raises(Unlawful):
            AROUND_THE_CLOCK.is_open(at("1991-06-01"))
        with pytest.raises(Unlawful):
            AROUND_THE_CLOCK.add_seconds(self.start, -1)

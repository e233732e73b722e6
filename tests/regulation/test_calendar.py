"""The doors of a calendar: windows, zones, nights, shortened days, years."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kabinet.regulation.calendar import AROUND_THE_CLOCK, Calendar, calendar, calendar_of
from kabinet.regulation.terms import Hours
from kabinet.regulation.text import Unlawful
from kabinet.regulation.years import Year, official_years

DAY = ((570, 1080),)
LUNCH = ((540, 780), (840, 1080))
NIGHT = ((1320, 1800),)  # 22:00 to 06:00 of the next day
WHOLE = ((0, 1440),)
MOSCOW = calendar("Europe/Moscow", DAY)
HOUR = 3600


def at(words: str, zone: str = "Europe/Moscow") -> int:
    """The instant of a local time, its first showing."""
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp())


def shown(instant: int, zone: str = "Europe/Moscow") -> str:
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")


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


def test_several_windows_a_day() -> None:
    lunch = calendar("Europe/Moscow", LUNCH)
    assert shown(lunch.add_seconds(at("2024-07-01 12:00"), HOUR)) == "2024-07-01 13:00"
    assert shown(lunch.add_seconds(at("2024-07-01 12:00"), HOUR + 1)) == "2024-07-01 14:00:01"
    assert shown(lunch.add_seconds(at("2024-07-01 13:20"), HOUR)) == "2024-07-01 15:00"
    assert shown(lunch.add_days(at("2024-07-01 13:20"), 2)) == "2024-07-03 14:00"
    assert lunch.worked(at("2024-07-01"), at("2024-07-02")) == 8 * HOUR


def test_a_window_past_midnight_belongs_to_the_day_on_which_it_opens() -> None:
    night = calendar("Europe/Moscow", NIGHT)
    assert night.is_open(at("2024-07-06 05:59:59"))  # Friday's night, on Saturday
    assert not night.is_open(at("2024-07-06 23:00"))
    assert not night.is_open(at("2024-07-08 05:00"))  # Sunday's night, on Monday
    assert shown(night.add_seconds(at("2024-07-05 23:00"), 8 * HOUR)) == "2024-07-08 23:00"
    assert shown(night.add_days(at("2024-07-06 01:00"), 1)) == "2024-07-09 01:00"
    assert night.workday(at("2024-07-06 01:00")) == date(2024, 7, 5)


def test_a_night_reaches_from_one_year_into_the_next() -> None:
    night = calendar("UTC", NIGHT)
    assert night.is_open(at("2022-12-31 05:00", "UTC"))
    fresh = Calendar(Hours("UTC", NIGHT), {}, "ru-1")  # 2030-12-31 is a working Tuesday without a decree
    assert not fresh.is_open(at("2031-06-07 23:00", "UTC"))  # the year 2031 is known now, its first night not yet
    assert fresh.is_open(at("2031-01-01 05:00", "UTC"))
    assert fresh.worked(at("2031-01-01", "UTC"), at("2031-01-02", "UTC")) == 6 * HOUR


def test_shortened_days_only_where_the_pack_says_so() -> None:
    short = calendar("Europe/Moscow", DAY, short_days=True)
    assert shown(short.closes(at("2024-11-02 10:00"))) == "2024-11-02 17:00"
    assert shown(MOSCOW.closes(at("2024-11-02 10:00"))) == "2024-11-02 18:00"
    assert shown(short.add_seconds(at("2024-11-02 16:00"), 2 * HOUR)) == "2024-11-05 10:30"
    assert shown(MOSCOW.add_seconds(at("2024-11-02 16:00"), 2 * HOUR)) == "2024-11-02 18:00"


def test_a_day_that_closes_earlier_ends_a_term_in_days_at_its_closing() -> None:
    short = calendar("Europe/Moscow", DAY, short_days=True)
    assert shown(short.add_days(at("2024-11-01 17:30"), 1)) == "2024-11-02 17:00"
    assert shown(short.add_days(at("2024-11-01 16:30"), 1)) == "2024-11-02 16:30"
    assert shown(short.add_days(at("2024-11-01 17:30"), 2)) == "2024-11-05 17:30"


def test_a_shortened_day_loses_an_hour_of_work_whatever_its_windows() -> None:
    halves = calendar("Europe/Moscow", ((540, 780), (840, 870)), short_days=True)
    assert shown(halves.closes(at("2024-11-02 10:00"))) == "2024-11-02 12:30"
    assert shown(halves.add_days(at("2024-11-01 14:15"), 1)) == "2024-11-02 12:30"
    whole = calendar("Europe/Moscow", ((540, 600),), short_days=True)
    assert shown(whole.add_days(at("2024-11-01 09:30"), 1)) == "2024-11-05 09:30"


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

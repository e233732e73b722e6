"""Several windows a day, windows past midnight, shortened days."""

from datetime import date

from kabinet.regulation.terms import Hours
from kabinet.regulation.working_time.calendar import Calendar, calendar
from tests.regulation.working_time.calendar_cases import DAY, HOUR, LUNCH, MOSCOW, NIGHT, at, shown


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
    assert not fresh.is_open(at("2031-06-07 23:00", "UTC"))  # now 2031 is known, but not its first night
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

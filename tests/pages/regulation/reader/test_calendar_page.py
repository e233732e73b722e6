"""A year as twelve months."""

from datetime import date

from kabinet.pages.regulation.reader.calendar_page import months
from kabinet.regulation.working_time.years import computed_year, official_years
from tests.some import some

YEAR = official_years()[2024]


def marks(month: int, **of: date) -> dict[int, str]:
    shown = months(YEAR, date(2024, 4, 27), "ru")[month - 1]
    return {day.number: day.mark for week in shown.weeks for day in week if day}


def test_every_day_stands_under_its_weekday():
    for month in some(months(YEAR, date(2024, 1, 1), "ru")):
        assert all(len(week) == 7 for week in some(month.weeks))
    april = months(YEAR, date(2024, 1, 1), "ru")[3]
    assert [day.number for day in april.weeks[0] if day] == [1, 2, 3, 4, 5, 6, 7]


def test_holidays_moved_days_and_working_saturdays():
    april, may = marks(4), marks(5)
    assert (april[26], april[27], april[28], april[29], april[30]) == ("", "extra", "rest", "moved", "moved")
    assert (may[1], may[9], may[10]) == ("holiday", "holiday", "moved")


def test_working_days_are_counted_by_month():
    assert sum(month.worked for month in months(YEAR, date(2024, 1, 1), "ru")) == 248


def test_today_is_one_day():
    shown = [
        day for month in months(YEAR, date(2024, 4, 27), "ru") for week in month.weeks for day in week if day
    ]
    assert [day.number for day in shown if day.today] == [27]


def test_an_unofficial_year_has_its_holidays_too():
    january = months(computed_year(2031), date(2031, 1, 1), "en")[0]
    assert january.name == "January"
    assert january.weeks[0][2].mark == "holiday"

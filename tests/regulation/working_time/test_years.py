"""The official calendars against `holidays` and the published totals; years without a decree."""

import tomllib
from datetime import date, timedelta

import holidays
import pytest

from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.years import official
from kabinet.regulation.working_time.years.official import (
    Year,
    computed_year,
    digest,
    official_years,
    year,
)
from tests.some import some

RUSSIA = holidays.country_holidays("RU", years=range(2022, 2028))


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize("number", range(2022, 2028))
def test_every_day_of_an_official_year_is_what_the_holidays_package_says(number: int) -> None:
    table = official_years()[number]
    assert {day for day in table.days() if table.works(day) != RUSSIA.is_working_day(day)} == set()


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize(
    ("number", "working", "short", "weekends"),
    [
        (2022, 247, 3, ["2022-03-05"]),
        (2023, 247, 3, []),
        (2024, 248, 5, ["2024-04-27", "2024-11-02", "2024-12-28"]),
        (2025, 247, 4, ["2025-11-01"]),
        (2026, 247, 4, []),
        (2027, 247, 4, ["2027-02-20"]),
    ],
)
def test_totals_of_official_years(number: int, working: int, short: int, weekends: list[str]) -> None:
    table = official_years()[number]
    assert len(table.working_days()) == working
    assert len(table.short_days) == short
    assert [str(day) for day in table.working_days() if day.weekday() > 4] == weekends


@pytest.mark.parametrize(
    ("number", "decree", "signed"),
    [
        (2022, "1564", date(2021, 9, 16)),
        (2023, "1505", date(2022, 8, 29)),
        (2024, "1314", date(2023, 8, 10)),
        (2025, "1335", date(2024, 10, 4)),
        (2026, "1466", date(2025, 9, 24)),
        (2027, "1187", date(2026, 9, 17)),
    ],
)
def test_official_years_name_their_decree(number: int, decree: str, signed: date) -> None:
    act = official_years()[number].decree
    assert act is not None
    assert (act.number, act.date) == (decree, signed)


def test_short_days_are_before_a_holiday_or_its_moved_day_off() -> None:
    for table in some(official_years().values()):
        for day in some(table.short_days):
            after = day + timedelta(1)
            assert table.works(day)
            assert not table.works(after) or after.weekday() > 4


def test_holidays_have_names_in_both_languages() -> None:
    assert official_years()[2027].holidays[date(2027, 11, 4)] == (
        "День народного единства",
        "National Unity Day",
    )
    assert all(len(table.holidays) == 14 for table in some(official_years().values()))


def test_a_year_without_decree_is_weekends_and_labour_code_and_is_marked() -> None:
    table = year(2030, official_years())
    assert not table.official
    assert not table.works(date(2030, 1, 8))
    assert table.works(date(2030, 1, 9))
    assert not table.works(date(2030, 6, 12))
    assert table.works(date(2030, 3, 11))
    assert date(2030, 6, 11) in table.short_days


def test_a_holiday_on_a_weekend_is_not_carried_over_without_a_decree() -> None:
    assert date(2031, 2, 23).weekday() == 6
    assert computed_year(2031).works(date(2031, 2, 24))


@pytest.mark.parametrize("number", [1991, 2101, 0, 9999])
def test_years_outside_the_calendar_are_unlawful(number: int) -> None:
    with pytest.raises(Unlawful) as refused:
        year(number, official_years())
    assert str(number) in refused.value.text.ru


@pytest.mark.parametrize("number", [1992, 2100])
def test_the_first_and_the_last_year_are_counted(number: int) -> None:
    assert year(number, official_years()).number == number


@pytest.mark.parametrize("version", ["ru-0", "ru-2", "ru-", "by-1", ""])
def test_an_unknown_version_is_unlawful(version: str) -> None:
    with pytest.raises(Unlawful):
        official_years(version)


def test_the_digest_of_a_version_is_of_its_files() -> None:
    assert digest() == digest("ru-1")
    assert len(digest()) == 64


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to = 2024-05-10", "to = 2024-05-09"),
        ("to = 2024-05-10", "to = 2024-05-11"),
        ("to = 2024-05-10", "to = 2024-04-29"),
        ("from = 2024-04-27", "from = 2024-04-26"),
        ("from = 2024-04-27", "from = 2024-04-20"),
        ("working_weekends = [2024-04-27, ", "working_weekends = ["),
        ("short_days = [2024-02-22", "short_days = [2024-02-25"),
        ("short_days = [2024-02-22", "short_days = [2023-02-22"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(old: str, new: str) -> None:
    words = (official.YEARS / "2024.toml").read_text("utf-8")
    assert old in words
    assert isinstance(official.checked(official.of_toml(tomllib.loads(words))), Year)
    with pytest.raises(Unlawful, match="2024"):
        official.checked(official.of_toml(tomllib.loads(words.replace(old, new))))

"""Table 2 of the regulation: cases by hand, each with its clause, through the terms of the pack."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabinet.regulation.pack import pack
from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.calendar import (
    AROUND_THE_CLOCK,
    Calendar,
    calendar,
    calendar_of,
)
from kabinet.regulation.working_time.deadlines import deadline, due, epoch
from tests.regulation.working_time import oracle_time as oracle

MOSCOW = ZoneInfo("Europe/Moscow")
LEGS = {leg: pack("corp_4_0").leg(leg).terms for leg in ("client", "vendor")}
CLIENT_AND_VENDOR = pytest.mark.parametrize("leg", ["client", "vendor"])
FOUR, EIGHT = Term(4, Unit.WORKING_HOURS), Term(8, Unit.WORKING_HOURS)
FIVE_DAYS = Term(5, Unit.WORKING_DAYS)
CAL = calendar("Europe/Moscow", oracle.DAY)


def moscow(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=MOSCOW)


def reaction(leg: str, level: int, start: str) -> str:
    terms = LEGS[leg]
    return f"{deadline(moscow(start), terms.level(level).reaction, calendar_of(terms.hours)).at:%Y-%m-%d %H:%M:%S}"


def update(leg: str, level: int, start: str) -> str:
    terms = LEGS[leg]
    term = terms.level(level).update
    assert term is not None
    return f"{deadline(moscow(start), term, calendar_of(terms.hours)).at:%Y-%m-%d %H:%M:%S}"


@pytest.mark.clause("U3.6a", "P4.8a", "P4.8.1a")
@CLIENT_AND_VENDOR
@pytest.mark.parametrize(
    ("start", "first_contact", "next_word"),
    [
        ("2024-04-26 17:10:00", "2024-04-26 19:10:00", "2024-04-27 05:10:00"),
        ("2024-12-31 23:59:59", "2025-01-01 01:59:59", "2025-01-01 11:59:59"),
        ("2024-05-09 03:00:00", "2024-05-09 05:00:00", "2024-05-09 15:00:00"),
        ("2028-02-29 23:00:00", "2028-03-01 01:00:00", "2028-03-01 11:00:00"),
    ],
)
def test_level_1_runs_day_and_night(leg: str, start: str, first_contact: str, next_word: str) -> None:
    assert reaction(leg, 1, start) == first_contact
    assert update(leg, 1, start) == next_word


@pytest.mark.clause("U3.6a", "P4.8a")
@CLIENT_AND_VENDOR
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2024-07-01 09:30:00", "2024-07-01 13:30:00"),
        ("2024-07-01 14:00:00", "2024-07-01 18:00:00"),  # ends exactly at closing: that day
        ("2024-07-01 14:00:01", "2024-07-02 09:30:01"),
        ("2024-07-01 18:00:00", "2024-07-02 13:30:00"),
        ("2024-07-01 17:59:59", "2024-07-02 13:29:59"),
        ("2024-07-01 03:00:00", "2024-07-01 13:30:00"),
        ("2024-07-05 14:00:00", "2024-07-05 18:00:00"),  # a Friday
        ("2024-07-05 17:10:00", "2024-07-08 12:40:00"),
        ("2024-07-06 12:00:00", "2024-07-08 13:30:00"),
        ("2024-04-26 17:10:00", "2024-04-27 12:40:00"),  # working Saturdays
        ("2024-11-01 17:00:00", "2024-11-02 12:30:00"),
        ("2024-11-02 17:00:00", "2024-11-05 12:30:00"),
        ("2024-12-27 17:00:00", "2024-12-28 12:30:00"),
        ("2024-12-28 17:00:00", "2025-01-09 12:30:00"),
        ("2025-10-31 17:00:00", "2025-11-01 12:30:00"),
        ("2025-11-01 17:00:00", "2025-11-05 12:30:00"),
        ("2027-02-19 17:00:00", "2027-02-20 12:30:00"),
        ("2027-02-20 17:00:00", "2027-02-24 12:30:00"),
        ("2023-12-29 17:00:00", "2024-01-09 12:30:00"),  # New Year
        ("2025-12-30 17:00:00", "2026-01-12 12:30:00"),  # 31 December 2025 and 9 January 2026 are moved days
        ("2026-12-30 17:00:00", "2027-01-11 12:30:00"),
        ("2024-12-31 12:00:00", "2025-01-09 13:30:00"),
        ("2026-03-06 17:00:00", "2026-03-10 12:30:00"),  # carried over by the Labour Code itself
        ("2024-11-02 14:00:00", "2024-11-02 18:00:00"),  # a pre-holiday day is not shortened here
    ],
)
def test_level_2_answers_in_four_working_hours(leg: str, start: str, expected: str) -> None:
    assert reaction(leg, 2, start) == expected


@pytest.mark.clause("U3.6a", "P4.8a")
@CLIENT_AND_VENDOR
@pytest.mark.parametrize("level", [3, 4])
@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (
            "2024-07-01 09:30:00",
            "2024-07-01 17:30:00",
        ),  # eight hours are not a working day of eight and a half
        ("2024-07-01 10:00:00", "2024-07-01 18:00:00"),
        ("2024-07-01 10:00:01", "2024-07-02 09:30:01"),
        ("2024-07-01 18:00:00", "2024-07-02 17:30:00"),
        ("2024-04-26 17:10:00", "2024-04-27 16:40:00"),
        ("2024-12-28 17:59:59", "2025-01-09 17:29:59"),
    ],
)
def test_levels_3_and_4_answer_in_eight_working_hours(
    leg: str, level: int, start: str, expected: str
) -> None:
    assert reaction(leg, level, start) == expected


@pytest.mark.clause("U3.6a", "P4.8a")
@CLIENT_AND_VENDOR
@pytest.mark.parametrize(
    ("level", "start", "expected"),
    [
        (2, "2024-07-01 11:00:07", "2024-07-08 11:00:07"),
        (2, "2024-07-01 09:30:00", "2024-07-08 09:30:00"),
        (2, "2024-07-01 17:59:59", "2024-07-08 17:59:59"),
        (2, "2024-07-01 18:00:00", "2024-07-09 09:30:00"),  # closing time is outside: the next morning counts
        (2, "2024-07-06 12:00:00", "2024-07-15 09:30:00"),
        (2, "2024-04-26 17:10:00", "2024-05-07 17:10:00"),  # over a working Saturday and the first of May
        (2, "2024-04-27 12:00:00", "2024-05-08 12:00:00"),
        (2, "2024-12-26 12:00:00", "2025-01-13 12:00:00"),
        (3, "2024-07-01 11:00:00", "2024-07-15 11:00:00"),
        (4, "2024-12-27 12:00:00", "2025-01-21 12:00:00"),
        (4, "2026-12-30 12:00:00", "2027-01-22 12:00:00"),
    ],
)
def test_updates_come_in_working_days_at_the_same_time_of_day(
    leg: str, level: int, start: str, expected: str
) -> None:
    assert update(leg, level, start) == expected


@pytest.mark.clause("U3.6b")
def test_level_1_is_the_same_in_every_zone() -> None:
    start = moscow("2024-04-26 17:10")
    term = LEGS["client"].level(1).reaction
    agreed = calendar("Asia/Vladivostok", LEGS["client"].hours.windows)
    assert deadline(start, term, agreed).at == deadline(start, term, CAL).at == start + timedelta(hours=2)


@pytest.mark.clause("U3.6b")
@pytest.mark.parametrize(
    ("level", "hours", "expected"),
    [
        (2, "reaction", "2024-04-27 13:30"),
        (3, "reaction", "2024-04-27 17:30"),
        (2, "update", "2024-05-08 09:30"),
    ],
)
def test_an_agreed_zone_moves_levels_2_to_4(level: int, hours: str, expected: str) -> None:
    term = getattr(LEGS["client"].level(level), hours)
    agreed = calendar("Asia/Vladivostok", LEGS["client"].hours.windows)
    found = deadline(moscow("2024-04-26 17:10"), term, agreed)  # 00:10 of Saturday over there
    assert f"{found.at:%Y-%m-%d %H:%M}" == expected


def test_deadlines_are_in_whole_seconds_and_in_the_zone_of_the_calendar() -> None:
    found = deadline(datetime(2024, 7, 1, 7, 0, 0, 999_999, tzinfo=UTC), FOUR, CAL)
    assert found.start == datetime(2024, 7, 1, 7, tzinfo=UTC)
    assert found.at == moscow("2024-07-01 14:00")
    assert found.at.tzinfo == MOSCOW
    assert (found.term, found.calendar) == (FOUR, CAL)


def test_all_ways_to_say_an_instant_have_one_deadline() -> None:
    start = moscow("2024-04-26 17:10")
    said = [start, start.astimezone(UTC), start.astimezone(ZoneInfo("Asia/Tokyo"))]
    assert len({deadline(each, FOUR, CAL).at for each in said}) == 1
    assert epoch(start) == 1714140600


def test_a_naive_instant_is_unlawful() -> None:
    with pytest.raises(Unlawful) as refused:
        deadline(datetime(2024, 4, 26, 17, 10), FOUR, CAL)  # noqa: DTZ001
    assert "2024-04-26T17:10:00" in refused.value.text.ru


@pytest.mark.parametrize("term", [FOUR, FIVE_DAYS, Term(2, Unit.HOURS)])
def test_years_before_1992_are_unlawful_for_every_term(term: Term) -> None:
    with pytest.raises(Unlawful, match="1991"):
        deadline(moscow("1991-12-31 23:59:59"), term, CAL)
    assert deadline(moscow("1992-01-10 12:00"), term, CAL).at.year == 1992


@pytest.mark.parametrize("term", [FOUR, FIVE_DAYS, Term(2, Unit.HOURS)])
def test_deadlines_after_2100_are_unlawful(term: Term) -> None:
    with pytest.raises(Unlawful):
        deadline(moscow("2100-12-31 23:30"), term, CAL)


def test_part_days_are_unlawful() -> None:
    with pytest.raises(Unlawful):
        due(1714140600, Term(1.5, Unit.WORKING_DAYS), CAL)


def test_part_hours_count() -> None:
    assert due(epoch(moscow("2024-07-01 17:00")), Term(1.5, Unit.WORKING_HOURS), CAL) == epoch(
        moscow("2024-07-02 10:00")
    )


@pytest.mark.parametrize(
    ("start", "term", "official"),
    [
        ("2027-12-30 10:00", FOUR, True),
        ("2027-12-30 17:00", FOUR, False),
        ("2027-12-30 10:00", FIVE_DAYS, False),
        ("2021-12-30 17:00", FOUR, False),
        ("2030-07-01 10:00", FOUR, False),
        ("2030-07-01 10:00", Term(2, Unit.HOURS), True),
        ("2022-01-01 00:00", FOUR, True),
    ],
)
def test_deadlines_of_years_without_a_decree_are_unofficial(start: str, term: Term, official: bool) -> None:
    assert deadline(moscow(start), term, CAL).official is official


def test_around_the_clock_any_term_is_official_calendar_time() -> None:
    start = moscow("2050-07-01 10:00")
    found = deadline(start, FOUR, AROUND_THE_CLOCK)
    assert found.at - start == timedelta(hours=4)
    assert found.official


@pytest.mark.clause("U3.6a", "P4.8a")
@settings(max_examples=60)
@given(
    st.datetimes(datetime(2023, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(["client", "vendor"]),
    st.integers(1, 4),
)
def test_the_table_equals_an_independent_count(start: datetime, leg: str, level: int) -> None:
    cal: Calendar = calendar_of(LEGS[leg].hours)
    at = int(start.timestamp())
    first = {1: at + 7200, 2: 4 * 3600, 3: 8 * 3600, 4: 8 * 3600}[level]
    later = {1: at + 43200, 2: 5, 3: 10, 4: 10}[level]
    row = LEGS[leg].level(level)
    assert row.update is not None
    assert due(at, row.reaction, cal) == (first if level == 1 else oracle.hours_due(at, first, MOSCOW))
    assert due(at, row.update, cal) == (later if level == 1 else oracle.days_due(at, later, MOSCOW))

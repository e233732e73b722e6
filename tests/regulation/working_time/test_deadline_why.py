"""Why a deadline is when it is: the steps in words, and that they add up."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.working_time.calendar import AROUND_THE_CLOCK, Calendar, calendar
from kabinet.regulation.working_time.deadlines import Deadline, deadline
from kabinet.regulation.working_time.explanation.amounts import amount, counted, duration
from tests.regulation.working_time.oracle_time import DAY

CAL = calendar("Europe/Moscow", DAY)
FOUR, EIGHT = Term(4, Unit.WORKING_HOURS), Term(8, Unit.WORKING_HOURS)


def why(start: str, term: Term, cal: Calendar = CAL, language: str = "ru") -> list[str]:
    return [step.say(language) for step in deadline(datetime.fromisoformat(start), term, cal).why()]


@pytest.mark.clause("U3.6a")
def test_working_hours_over_a_working_saturday() -> None:
    assert why("2024-04-26T17:10+03:00", FOUR) == [
        "Отсчёт начат: пятница, 26 апреля 2024 года, 17:10 (МСК, UTC+3).",
        "Срок: 4 рабочих часа. Считаются рабочие дни, 09:30–18:00; ночи и выходные не считаются.",
        "Пятница, 26 апреля: 17:10–18:00, 50 минут; остаток: 3 часа 10 минут.",
        (
            "Суббота, 27 апреля (рабочая: выходной перенесён на 29 апреля, постановление № 1314 от 10.08.2023): "
            "09:30–12:40, 3 часа 10 минут."
        ),
        "Срок истекает: суббота, 27 апреля 2024 года, 12:40 (МСК).",
    ]


@pytest.mark.clause("U3.6a")
def test_holidays_and_moved_days_off_have_their_names() -> None:
    assert why("2024-12-28T17:59:59+03:00", EIGHT)[2:] == [
        (
            "Суббота, 28 декабря (рабочая: выходной перенесён на 30 декабря, постановление № 1314 от 10.08.2023): "
            "17:59:59–18:00, 1 секунда; остаток: 7 часов 59 минут 59 секунд."
        ),
        (
            "Не в счёт: 29 декабря (выходной), 30 декабря (выходной перенесён с 28 декабря, постановление № 1314 от "
            "10.08.2023), 31 декабря (выходной перенесён с 7 января, постановление № 1314 от 10.08.2023), "
            "1–6 января (Новогодние каникулы), 7 января (Рождество Христово), 8 января (Новогодние каникулы)."
        ),
        "Четверг, 9 января: 09:30–17:29:59, 7 часов 59 минут 59 секунд.",
        "Срок истекает: четверг, 9 января 2025 года, 17:29:59 (МСК).",
    ]
    assert "9 марта (выходной перенесён с 8 марта, ст. 112 ТК РФ)" in why("2026-03-06T17:00+03:00", FOUR)[3]


@pytest.mark.clause("U3.6a")
def test_the_same_in_english() -> None:
    assert why("2024-04-26T17:10+03:00", FOUR, language="en") == [
        "Counting began: Friday 26 April 2024, 17:10 (MSK, UTC+3).",
        "Term: 4 working hours. Working days count, 09:30–18:00; nights and days off do not.",
        "Friday 26 April: 17:10–18:00, 50 minutes; left: 3 hours 10 minutes.",
        (
            "Saturday 27 April (worked: the day off is moved to 29 April, Government decree No. 1314 of 10.08.2023): "
            "09:30–12:40, 3 hours 10 minutes."
        ),
        "The deadline: Saturday 27 April 2024, 12:40 (MSK).",
    ]


@pytest.mark.clause("U3.6a")
def test_working_days_are_numbered_and_days_off_named() -> None:
    assert why("2024-04-25T18:00+03:00", Term(5, Unit.WORKING_DAYS))[1:] == [
        "Срок: 5 рабочих дней, до того же времени суток. Рабочие часы: 09:30–18:00.",
        (
            "Начало вне рабочего времени; дни считаются с ближайшего рабочего момента: "
            "пятница, 26 апреля 2024 года, 09:30."
        ),
        (
            "1-й рабочий день: суббота, 27 апреля (рабочая: выходной перенесён на 29 апреля, "
            "постановление № 1314 от 10.08.2023)."
        ),
        (
            "Не в счёт: 28 апреля (выходной), 29 апреля (выходной перенесён с 27 апреля, постановление № 1314 от "
            "10.08.2023), 30 апреля (выходной перенесён с 2 ноября, постановление № 1314 от 10.08.2023), "
            "1 мая (Праздник Весны и Труда)."
        ),
        "Рабочие дни 2–3: 2–3 мая.",
        "Не в счёт: 4–5 мая (выходные).",
        "Рабочие дни 4–5: 6–7 мая.",
        "Срок истекает: вторник, 7 мая 2024 года, 09:30 (МСК).",
    ]


@pytest.mark.clause("P4.8a")
def test_level_1_needs_no_days() -> None:
    assert why("2024-12-31T23:00+03:00", Term(2, Unit.HOURS)) == [
        "Отсчёт начат: вторник, 31 декабря 2024 года, 23:00 (МСК, UTC+3).",
        "Срок: 2 часа подряд, круглосуточно, с ночами и выходными.",
        "Срок истекает: среда, 1 января 2025 года, 01:00 (МСК).",
    ]


@pytest.mark.parametrize(
    ("start", "term", "years"),
    [
        ("2027-12-30T17:00+03:00", FOUR, ["2028"]),
        ("2028-12-29T17:00+03:00", FOUR, ["2028", "2029"]),
        ("2027-12-30T12:00+03:00", FOUR, []),
        ("2028-12-29T17:00+03:00", Term(12, Unit.HOURS), []),
    ],
)
def test_a_year_without_a_decree_is_warned_of(start: str, term: Term, years: list[str]) -> None:
    warned = [step for step in why(start, term) if "неофициальный" in step]
    assert [re.findall(r"на (\d{4}) год", step)[0] for step in warned] == years
    assert len([step for step in why(start, term, language="en") if "unofficial" in step]) == len(years)


def test_shortened_days_say_so() -> None:
    short = calendar("Europe/Moscow", DAY, short_days=True)
    assert (
        "Среда, 8 мая (сокращённый день): 16:00–17:00, 1 час" in why("2024-05-08T16:00+03:00", FOUR, short)[2]
    )
    steps = why("2024-05-07T17:30+03:00", Term(1, Unit.WORKING_DAYS), short)
    assert steps[2] == "1-й рабочий день: среда, 8 мая (сокращённый день)."
    assert steps[3].startswith("В этот день такого рабочего времени нет")


def test_windows_zones_and_nights_are_told_as_they_are() -> None:
    night = calendar("Asia/Kathmandu", ((1320, 1800),))
    steps = why("2024-07-06T01:00+05:45", Term(6, Unit.WORKING_HOURS), night)
    assert "(МСК+2:45, UTC+5:45)" in steps[0]
    assert "22:00–06:00" in steps[1]
    assert steps[2].startswith("Пятница, 5 июля: 01:00–06:00")
    lunch = calendar("Europe/Moscow", ((540, 780), (840, 1080)))
    assert "09:00–13:00, 14:00–18:00" in why("2024-07-01T12:00+03:00", FOUR, lunch)[1]


def test_around_the_clock_can_explain_itself() -> None:
    assert why("2024-07-06T12:00+00:00", FOUR, AROUND_THE_CLOCK)[2:] == [
        "Суббота, 6 июля: 12:00–16:00, 4 часа.",
        "Срок истекает: суббота, 6 июля 2024 года, 16:00 (МСК−3).",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 часов"),
        (1, "1 час"),
        (2, "2 часа"),
        (4, "4 часа"),
        (5, "5 часов"),
        (11, "11 часов"),
        (12, "12 часов"),
        (21, "21 час"),
        (22, "22 часа"),
        (100, "100 часов"),
        (111, "111 часов"),
        (121, "121 час"),
    ],
)
def test_russian_counts(number: int, words: str) -> None:
    assert counted(number, ("час", "часа", "часов"), "hour").ru == words


@pytest.mark.parametrize(
    ("term", "ru", "en"),
    [
        (Term(1, Unit.WORKING_HOURS), "1 рабочий час", "1 working hour"),
        (Term(4, Unit.WORKING_HOURS), "4 рабочих часа", "4 working hours"),
        (Term(8, Unit.WORKING_HOURS), "8 рабочих часов", "8 working hours"),
        (Term(0.5, Unit.WORKING_HOURS), "30 минут рабочего времени", "30 minutes of working time"),
        (Term(1.5, Unit.HOURS), "1 час 30 минут", "1 hour 30 minutes"),
        (Term(12, Unit.HOURS), "12 часов", "12 hours"),
        (Term(1, Unit.WORKING_DAYS), "1 рабочий день", "1 working day"),
        (Term(2, Unit.WORKING_DAYS), "2 рабочих дня", "2 working days"),
        (Term(10, Unit.WORKING_DAYS), "10 рабочих дней", "10 working days"),
    ],
)
def test_terms_in_words(term: Term, ru: str, en: str) -> None:
    assert amount(term) == (ru, en)


def test_no_time_at_all_is_said_too() -> None:
    assert duration(0).ru == "0 минут"


zones = st.sampled_from(["Europe/Moscow", "Asia/Vladivostok", "America/New_York"])
moments = st.datetimes(datetime(2022, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
LENGTH = re.compile(r"(\d+) (hour|minute|second)")
SECONDS = {"hour": 3600, "minute": 60, "second": 1}


@pytest.mark.clause("U3.6a")
@settings(max_examples=80)
@given(moments, st.integers(1, 200_000), zones)
def test_the_slices_add_up_to_the_term(start: datetime, seconds: int, zone: str) -> None:
    found = deadline(start, Term(seconds / 3600, Unit.WORKING_HOURS), calendar(zone, DAY))
    slices = [step.en for step in found.why() if re.search(r": \d\d:\d\d(:\d\d)?–", step.en)]
    told = sum(
        int(n) * SECONDS[unit] for each in slices for n, unit in LENGTH.findall(each.partition("; left")[0])
    )
    assert told == seconds
    assert_ends(found)


@settings(max_examples=80)
@given(moments, st.integers(1, 30), zones)
def test_the_last_numbered_day_is_the_term(start: datetime, days: int, zone: str) -> None:
    found = deadline(start, Term(days, Unit.WORKING_DAYS), calendar(zone, DAY))
    numbers = [n for step in found.why() for n in re.findall(r"^Working days? (?:\d+–)?(\d+):", step.en)]
    assert int(numbers[-1]) == days
    assert_ends(found)


def assert_ends(found: Deadline) -> None:
    """One step names the deadline; the languages tell the same story."""
    steps = found.why()
    clock = f"{found.at:%H:%M:%S}".removesuffix(":00")
    ends = [step.ru for step in steps if step.ru.startswith("Срок истекает")]
    assert len(ends) == 1
    assert ends[0].partition(" (")[0].endswith(f" {clock}")
    assert all(step.ru.endswith(".") and step.en.endswith(".") for step in steps)
    assert any("неофициальный" in step.ru for step in steps) is not found.official

"""Russian wording of amounts."""

import pytest

from kabinet.pages.ui import amounts

DAY = 30600
NB = amounts.SPACE
DAYS = ("день", "дня", "дней")


def spaced(text: str) -> str:
    """With plain spaces, for reading the tables below."""
    return text.replace(NB, " ")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 дней"), (1, "1 день"), (2, "2 дня"), (4, "4 дня"), (5, "5 дней"), (10, "10 дней"), (11, "11 дней"),
        (12, "12 дней"), (14, "14 дней"), (20, "20 дней"), (21, "21 день"), (22, "22 дня"), (25, "25 дней"),
        (100, "100 дней"), (101, "101 день"), (111, "111 дней"), (112, "112 дней"), (122, "122 дня"), (1001, "1 001 день"),
        (-1, "−1 день"), (-3, "−3 дня"),
    ],
)  # fmt: skip
def test_the_form_goes_with_the_number(number, said):
    assert spaced(amounts.counted(number, *DAYS)) == said


def test_what_something_took():
    assert [spaced(amounts.within(seconds, DAY)) for seconds in (0, 59, 600)] == [
        "меньше чем за минуту"
    ] * 2 + ["за 10 мин"]


def test_a_number_never_parts_from_its_words():
    assert " " not in amounts.counted(3, *amounts.WORKING_DAYS)
    assert " " not in amounts.hours(5 * 3600 + 33 * 60)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "меньше минуты"), (59, "меньше минуты"), (60, "1 мин"), (2880, "48 мин"), (2939, "48 мин"), (3599, "59 мин"),
        (3600, "1 ч"), (3660, "1 ч 01 мин"), (19980, "5 ч 33 мин"), (30599, "8 ч 29 мин"), (30600, "1 раб. день"),
        (61199, "1 раб. день"), (61200, "2 раб. дня"), (153000, "5 раб. дней"), (-9120, "−2 ч 32 мин"),
        (-59, "меньше минуты"),
        (-30600, "−1 раб. день"),
    ],
)  # fmt: skip
def test_working_time_is_rounded_down(seconds, said):
    assert spaced(amounts.working(seconds, DAY)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(40800, "11 ч 20 мин"), (86400, "24 ч"), (172799, "47 ч 59 мин"), (172800, "2 дня"), (-3600, "−1 ч")],
)
def test_time_around_the_clock_has_no_working_days(seconds, said):
    assert spaced(amounts.working(seconds, None)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(2088, "34:48"), (725, "12:05"), (59, "0:59"), (0, "0:00"), (-5, "0:00"), (3600, "60:00")],
)
def test_the_countdown(seconds, said):
    assert amounts.countdown(seconds) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "0 Б"), (812, "812 Б"), (3072, "3 КБ"), (1536, "2 КБ"), (432013312, "412 МБ"), (1932735283, "1,8 ГБ"),
        (2 * 2**30, "2 ГБ"), (11 * 2**30, "11 ГБ"), (5 * 2**40, "5 ТБ"), (3 * 2**50, "3072 ТБ"),
    ],
)  # fmt: skip
def test_sizes(amount, said):
    assert spaced(amounts.size(amount)) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 2, "1/2"),
        (4, 4, "4/4"),
        (0, 0, "—"),
        (5, 5, "100 %"),
        (33, 36, "91,7 %"),
        (49, 50, "98,0 %"),
        (0, 7, "0,0 %"),
    ],
)
def test_a_share_of_few_cases_is_not_a_percentage(part, whole, said):
    assert spaced(amounts.share(part, whole)) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("+79000004117", "+7 900 000-41-17"), ("8 (900) 000-41-17", "+7 900 000-41-17"),
        ("+7 495 123-45-67 доб. 12", "+7 495 123-45-67 доб. 12"), ("дежурный", "дежурный"), ("", ""),
    ],
)  # fmt: skip
def test_telephones(number, said):
    assert spaced(amounts.phone(number)) == said
    assert " " not in amounts.phone(number)


@pytest.mark.parametrize(
    ("text", "said"),
    [("Лютик", "«Лютик»"), ('ООО "Лютик"', "«ООО „Лютик“»"), ("АО «Кедр»", "«АО „Кедр“»")],
)
def test_inner_quotes_become_paws(text, said):
    assert amounts.quoted(text) == said


def test_typography_of_typed_text():
    assert amounts.typographic('"Склад" - № 8') == f"«Склад» — №{NB}8"


def test_names():
    assert amounts.initials("Алина Гордеева") == "АГ"
    assert amounts.initials("Ли") == "Л"
    assert amounts.short_name("Алина Гордеева") == f"А.{NB}Гордеева"
    assert amounts.short_name("Гордеева Алина Викторовна") == f"А.{NB}Гордеева"
    assert amounts.short_name("Ли") == "Ли"

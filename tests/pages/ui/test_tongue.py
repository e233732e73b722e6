"""Amounts and instants in English; the Russian ones are in test_say.py and test_moments.py."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.clockview import clock_view
from kabinet.pages.ui.locale_formats import ENGLISH, RUSSIAN
from kabinet.pages.ui.moments import MOSCOW
from kabinet.pages.ui.templatetags.ui import clock_words
from kabinet.queries.clock_reading import Reading
from kabinet.regulation.clocks import ClockName
from tests.some import some

pytestmark = pytest.mark.clause("U3.3")
NOW = datetime(2024, 3, 14, 14, 42, tzinfo=MOSCOW)
DAY = 30600


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def spaced(text: str) -> str:
    return text.replace(amounts.SPACE, " ")


def test_each_language_has_its_own_words_and_the_same_marks():
    for field in some(fields(RUSSIAN)):
        ru, en = getattr(RUSSIAN, field.name), getattr(ENGLISH, field.name)
        assert len(ru) == len(en) or isinstance(ru, str)
        if isinstance(ru, str):
            assert len(re.findall(r"\{", ru)) == len(re.findall(r"\{", en)), field.name
        assert not re.search("[А-Яа-яЁё]", "".join(en))


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 days"), (1, "1 day"), (2, "2 days"), (11, "11 days"), (21, "21 days"), (1001, "1,001 days"), (-1, "−1 day")],
)  # fmt: skip
def test_english_has_one_and_many(number, said):
    assert spaced(amounts.counted(number, *amounts.DAYS)) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "less than a minute"), (2880, "48 min"), (3600, "1 h"), (3660, "1 h 01 min"), (19980, "5 h 33 min"),
        (30600, "1 working day"), (61200, "2 working days"), (-9120, "−2 h 32 min"),
    ],
)  # fmt: skip
def test_working_time(seconds, said):
    assert spaced(amounts.working(seconds, DAY)) == said


def test_other_amounts():
    assert spaced(amounts.within(600, DAY)) == "in 10 min"
    assert amounts.within(5, DAY) == amounts.within(59, DAY) != amounts.within(60, DAY)
    assert spaced(amounts.size(1932735283)) == "1.8 GB"
    assert (amounts.share(33, 36), amounts.share(1, 2)) == ("91.7%", "1/2")
    assert amounts.quoted('ООО "Лютик"') == "“ООО ‘Лютик’”"
    assert spaced(amounts.numbered(8)) == "No. 8"
    assert spaced(amounts.phone("+7 495 123-45-67 доб. 12")) == "+7 495 123-45-67 ext. 12"


@pytest.mark.parametrize(
    ("at", "instant", "due", "by"),
    [
        ((14, 16, 10), "16:10", "by 16:10", "by 16:10"),
        ((14, 12, 10), "12:10", "Thu 12:10", "by Thu 12:10"),
        ((13, 16, 10), "yesterday at 16:10", "Wed 16:10", "by Wed 16:10"),
        ((15, 9, 30), "tomorrow at 09:30", "Fri 09:30", "by Fri 09:30"),
        ((18, 11, 45), "Mon 11:45", "Mon 11:45", "by Mon 11:45"),
        ((21, 11, 45), "21 March, 11:45", "Thu 21 Mar", "by Thu 21 Mar"),
    ],
)
def test_instants(at, instant, due, by):
    when = datetime(2024, 3, *at, tzinfo=MOSCOW)
    said = [spaced(form(when, NOW, MOSCOW)) for form in (moments.instant, moments.due, moments.by)]
    assert said == [instant, due, by]


def test_days():
    assert spaced(moments.full(NOW, ZoneInfo("Asia/Vladivostok"))) == "14 March 2024, 21:42 MSK+7"
    assert spaced(moments.short_day(date(2024, 3, 4))) == "4 Mar 2024"
    assert spaced(moments.weekday(date(2023, 3, 12), NOW.date())) == "Sun, 12 March 2023"


def test_a_clock():
    due = datetime(2024, 3, 14, 16, 10, tzinfo=MOSCOW)
    left = int((due - NOW).total_seconds())
    asked = Reading(name=ClockName.REACTION, now=NOW, due=due, total=8 * 3600, left=left, day=DAY)
    seen = {reader: clock_view(asked, reader, MOSCOW) for reader in ("partner", "client")}
    assert [spaced(view.main) for view in seen.values()] == ["1 h 28 min"] * 2
    assert spaced(seen["partner"].sub) == "first answer · by 16:10"
    assert spaced(seen["client"].sub) == "partner answers by 16:10"
    assert spaced(seen["client"].full) == "first answer: due 14 March 2024, 16:10 MSK"


def test_the_scripts_words_are_the_servers():
    assert spaced(clock_words()).split("|") == [
        "less than a minute", "{} min", "{} h", "{} h {} min", "just now",
        "working day", "working days", "working days", "day", "days", "days",
    ]  # fmt: skip
    with translation.override("ru"):
        assert spaced(clock_words()).split("|")[5:] == [
            "раб. день",
            "раб. дня",
            "раб. дней",
            "день",
            "дня",
            "дней",
        ]

"""Russian wording of instants, always in the reader's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kabinet.pages.ui import moments
from kabinet.pages.ui.amounts import SPACE
from kabinet.pages.ui.moments import MOSCOW

VLADIVOSTOK = ZoneInfo("Asia/Vladivostok")
NOW = datetime(2024, 3, 14, 14, 42, tzinfo=MOSCOW)


def moscow(*when: int) -> datetime:
    return datetime(*when, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (moscow(2024, 3, 14, 16, 10), "до 16:10"),
        (moscow(2024, 3, 14, 14, 42), "до 14:42"),
        (moscow(2024, 3, 14, 14, 5), "чт 14:05"),
        (moscow(2024, 3, 15, 11, 45), "пт 11:45"),
        (moscow(2024, 3, 19, 11, 30), "вт 11:30"),
        (moscow(2024, 3, 21, 11, 30), "чт 21 марта"),
        (moscow(2025, 1, 9, 11, 30), "чт 9 января 2025"),
        (moscow(2024, 3, 11, 10, 0), "пн 10:00"),
        (moscow(2024, 3, 1, 10, 0), "пт 1 марта"),
    ],
)
def test_a_deadline_in_a_row(at, said):
    assert moments.due(at, NOW, MOSCOW).replace(SPACE, " ") == said


def test_a_deadline_after_a_verb():
    assert moments.by(moscow(2024, 3, 14, 16, 10), NOW, MOSCOW) == f"до{SPACE}16:10"
    assert moments.by(moscow(2024, 3, 15, 11, 45), NOW, MOSCOW) == f"до{SPACE}пт{SPACE}11:45"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (moscow(2024, 3, 14, 10, 5), "10:05"),
        (moscow(2024, 3, 13, 10, 5), "вчера в 10:05"),
        (moscow(2024, 3, 15, 9, 30), "завтра в 09:30"),
        (moscow(2024, 3, 11, 9, 30), "пн 09:30"),
        (moscow(2024, 2, 29, 9, 30), "29 февраля, 09:30"),
        (moscow(2023, 12, 29, 9, 30), "29 декабря 2023, 09:30"),
    ],
)
def test_an_instant(at, said):
    assert moments.instant(at, NOW, MOSCOW).replace(SPACE, " ") == said


def test_the_day_is_the_readers_day():
    evening = datetime(2024, 3, 14, 18, 0, tzinfo=UTC)
    assert moments.instant(evening, NOW, MOSCOW) == "21:00"
    assert moments.instant(evening, NOW, VLADIVOSTOK).replace(SPACE, " ") == "завтра в 04:00"
    assert moments.full(evening, VLADIVOSTOK).replace(SPACE, " ") == "15 марта 2024, 04:00 МСК+7"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Moscow", "МСК"), ("Asia/Vladivostok", "МСК+7"), ("Europe/Kaliningrad", "МСК−1"),
        ("Asia/Kolkata", "МСК+2:30"),
        ("UTC", "МСК−3"),
    ],
)  # fmt: skip
def test_zones_are_named_by_their_distance_from_moscow(zone, said):
    assert moments.zone_name(NOW, ZoneInfo(zone)) == said


def test_the_distance_is_that_of_the_instant():
    assert moments.zone_name(datetime(2012, 1, 1, tzinfo=UTC), ZoneInfo("UTC")) == "МСК−4"


def test_days():
    assert moments.day(date(2024, 3, 14), date(2024, 1, 1)) == f"14{SPACE}марта"
    assert moments.weekday(date(2023, 3, 14), date(2024, 1, 1)).replace(SPACE, " ") == "вт, 14 марта 2023"

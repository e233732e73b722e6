"""An agreement over the regulation's terms: stricter or another zone, never weaker."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kabinet.regulation.organisation.agreement import merge, negotiable, under, weaknesses
from kabinet.regulation.pack import pack
from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.text import Unlawful
from kabinet.regulation.working_time.calendar import calendar_of
from kabinet.regulation.working_time.deadlines import deadline

LEG = pack("corp_4_0").leg("client")
MOSCOW = ZoneInfo("Europe/Moscow")


def reaction(agreement: dict[str, Any], level: int, start: str) -> str:
    terms = merge(LEG.terms, agreement)
    begun = datetime.fromisoformat(start).replace(tzinfo=MOSCOW)
    made = deadline(begun, terms.level(level).reaction, calendar_of(terms.hours))
    return made.at.astimezone(MOSCOW).strftime("%Y-%m-%d %H:%M")


def test_no_agreement_leaves_the_terms_alone() -> None:
    assert merge(LEG.terms, {}) == LEG.terms


@pytest.mark.clause("U3.6b")
def test_another_zone_moves_working_hours() -> None:
    far = {"zone": "Asia/Vladivostok"}
    assert reaction({}, 2, "2024-03-14 04:00") == "2024-03-14 13:30"
    assert reaction(far, 2, "2024-03-14 04:00") == "2024-03-14 08:00"
    assert reaction(far, 3, "2024-03-14 04:00") == "2024-03-15 03:30"


@pytest.mark.clause("U3.6b")
def test_another_zone_does_not_touch_level_1() -> None:
    assert reaction({"zone": "Asia/Vladivostok"}, 1, "2024-03-14 20:00") == "2024-03-14 22:00"
    assert merge(LEG.terms, {"zone": "Asia/Vladivostok"}).level(1) == LEG.terms.level(1)


STRICTER = [
    {"levels": {"2": {"reaction": "2 working hours"}}},
    {"levels": {"2": {"reaction": "4 hours"}}},
    {"levels": {"3": {"update": "40 working hours"}}},
    {"levels": {"1": {"reaction": "1 hour", "update": "12 hours"}}},
    {"windows": ["09:00-21:00"]},
    {"windows": ["00:00-05:00", "08:00-20:00"]},
]


@pytest.mark.parametrize("agreement", STRICTER)
def test_stricter_terms_are_lawful(agreement: dict[str, Any]) -> None:
    assert merge(LEG.terms, agreement) != LEG.terms
    assert weaknesses(LEG, agreement) == []


def test_only_what_is_agreed_changes() -> None:
    terms = merge(LEG.terms, {"levels": {2: {"reaction": "2 working hours"}}})
    assert terms.level(2).reaction == Term(2, Unit.WORKING_HOURS)
    assert terms.level(2).update == LEG.terms.level(2).update
    assert terms.level(3) == LEG.terms.level(3)


WEAKER = [
    ({"levels": {"2": {"reaction": "5 working hours"}}}, ["уровень 2, время реакции"]),
    ({"levels": {"1": {"reaction": "2 working hours"}}}, ["уровень 1, время реакции"]),
    ({"levels": {"2": {"reaction": "1 working day"}}}, ["уровень 2, время реакции"]),
    ({"levels": {"4": {"update": "86 working hours"}}}, ["уровень 4, обновление"]),
    ({"levels": {"2": {"update": "6 working days"}}}, ["уровень 2, обновление"]),
    ({"windows": ["10:00-18:00"]}, ["часы работы"]),
    ({"windows": ["09:30-13:00", "14:00-18:00"]}, ["часы работы"]),
    (
        {
            "windows": ["10:00-19:00"],
            "levels": {"1": {"update": "13 hours"}, "3": {"reaction": "9 working hours"}},
        },
        ["часы работы", "уровень 1, обновление", "уровень 3, время реакции"],
    ),
]


@pytest.mark.clause("U3.6a")
@pytest.mark.parametrize(("agreement", "where"), WEAKER)
def test_weaker_terms_are_refused_and_every_place_is_named(
    agreement: dict[str, Any], where: list[str]
) -> None:
    with pytest.raises(Unlawful) as caught:
        merge(LEG.terms, agreement)
    found = weaknesses(LEG, agreement)
    assert [verdict.clause for verdict in found] == ["U3.6a"] * len(where)
    for place, verdict in zip(where, found, strict=True):
        assert place in caught.value.text.ru
        assert verdict.reason.ru.startswith(place)
        assert "не ниже" in verdict.reason.ru


SLIPS = [
    ({"zone": "Asia/Atlantis"}, "zone"),
    ({"zone": "../etc"}, "zone"),
    ({"pause_while_waiting": True}, "pause_while_waiting"),
    ({"levels": {"5": {"reaction": "1 hour"}}}, "levels.5"),
    ({"levels": {"2": {"answer": "1 hour"}}}, "levels.2.answer"),
    ({"levels": {"2": {"reaction": "soon"}}}, "levels.2.reaction"),
    ({"windows": ["18:00-09:00"]}, "windows"),
    ({"windows": []}, "windows"),
]


@pytest.mark.parametrize(("agreement", "place"), SLIPS)
def test_what_cannot_be_read_is_named(agreement: dict[str, Any], place: str) -> None:
    with pytest.raises(Unlawful, match="agreement") as caught:
        merge(LEG.terms, agreement)
    assert place in caught.value.text.en


@pytest.mark.clause("P4.8a")
def test_the_vendor_leg_is_not_for_agreement() -> None:
    assert negotiable(LEG)
    assert not negotiable(pack("corp_4_0").leg("vendor"))


NEWER = [
    ({"levels": {"2": {"reaction": "2 working hours"}}}, Term(2, Unit.WORKING_HOURS)),
    ({"levels": {"2": {"reaction": "3 hours"}}}, Term(3, Unit.HOURS)),
    ({}, Term(3, Unit.WORKING_HOURS)),
    ({"levels": {"2": {"reaction": "4 working hours"}}}, Term(3, Unit.WORKING_HOURS)),
]


@pytest.mark.clause("U3.6a", "P2.8")
@pytest.mark.parametrize(("agreement", "expected"), NEWER)
def test_a_newer_version_holds_where_an_older_agreement_promises_less(
    agreement: dict[str, Any], expected: Term
) -> None:
    row = replace(LEG.terms.level(2), reaction=Term(3, Unit.WORKING_HOURS))
    newer = replace(LEG.terms, levels={**LEG.terms.levels, 2: row})
    assert under(newer, agreement).level(2).reaction == expected


@pytest.mark.clause("U3.6b", "P2.8")
def test_its_zone_stays_and_its_hours_give_way() -> None:
    newer = replace(LEG.terms, hours=replace(LEG.terms.hours, windows=((8 * 60, 20 * 60),)))
    made = under(newer, {"zone": "Asia/Vladivostok", "windows": ["09:00-19:00"]})
    assert (made.hours.zone, made.hours.windows) == ("Asia/Vladivostok", ((8 * 60, 20 * 60),))

"""The life of a ticket on both legs."""

from datetime import date

import pytest

from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.pack import Leg, pack
from kabinet.regulation.pack.words import Turn
from kabinet.regulation.text import Unlawful
from kabinet.regulation.ticket.lifecycle import (
    after,
    allowed,
    allows,
    is_open,
    reopens_until,
    silence,
    status_of,
    turn,
)
from tests.regulation.clocks.clock_cases import CAL, at, said
from tests.some import some

CLIENT, VENDOR = pack("corp_4_0").leg("client"), pack("corp_4_0").leg("vendor")
A, K = Answer, Kind
SAME = [K.NOTED, K.WIDENED, K.BREACHED, K.LOWERED]

CLIENT_LIFE = [
    ("registered", K.TAKEN, None, {}, "in_work"),
    ("registered", K.ASSIGNED, None, {}, "registered"),
    ("registered", K.ANSWERED, A.ANSWER, {}, "in_work"),
    ("registered", K.CALLED, None, {}, "in_work"),
    ("in_work", K.ANSWERED, A.ANSWER, {}, "in_work"),
    ("in_work", K.ANSWERED, A.PLAN, {}, "in_work"),
    ("in_work", K.ANSWERED, A.QUESTION, {}, "waiting"),
    ("in_work", K.CALLED, None, {"asks": True}, "waiting"),
    ("in_work", K.ANSWERED, A.SOLUTION, {}, "answered"),
    ("in_work", K.ANSWERED, A.WORKAROUND, {}, "in_work"),
    ("in_work", K.ANSWERED, A.WORKAROUND, {"final": True}, "answered"),
    ("waiting", K.ANSWERED, A.ANSWER, {}, "waiting"),
    ("waiting", K.REPLIED, None, {}, "in_work"),
    ("answered", K.REPLIED, None, {}, "answered"),
    ("answered", K.ACCEPTED, None, {}, "closed"),
    ("answered", K.DECLINED, None, {}, "in_work"),
    ("answered", K.CLOSING_ANNOUNCED, None, {}, "answered"),
    ("answered", K.CLOSED_BY_SILENCE, None, {}, "closed"),
    ("in_work", K.PASSED_ON, None, {}, "passed_on"),
    ("passed_on", K.VENDOR_CHANGED, None, {"vendor_turn": Turn.PARTNER}, "in_work"),
    ("passed_on", K.VENDOR_CHANGED, None, {"vendor_turn": Turn.NOBODY}, "in_work"),
    ("in_work", K.VENDOR_CHANGED, None, {"vendor_turn": Turn.VENDOR}, "passed_on"),
    ("waiting", K.VENDOR_CHANGED, None, {"vendor_turn": Turn.VENDOR}, "waiting"),
    ("closed", K.VENDOR_CHANGED, None, {"vendor_turn": Turn.NOBODY}, "closed"),
    ("passed_on", K.RELAYED, A.QUESTION, {}, "waiting"),
    ("passed_on", K.RELAYED, A.ANSWER, {}, "passed_on"),
    ("in_work", K.RELAYED, A.WORKAROUND, {"final": True}, "answered"),
    ("passed_on", K.REPLIED, None, {}, "passed_on"),
    ("closed", K.REOPENED, None, {}, "in_work"),
    ("in_work", K.WITHDRAWN, None, {}, "withdrawn"),
    ("registered", K.REFUSED, None, {}, "refused"),
    ("refused", K.OBJECTED, None, {}, "objected"),
    ("objected", K.REPLIED, None, {}, "objected"),
    ("objected", K.OBJECTION_UPHELD, None, {}, "in_work"),
    ("objected", K.REFUSAL_KEPT, None, {}, "refused"),
    ("objected", K.WITHDRAWN, None, {}, "withdrawn"),
    ("answered", K.ANSWERED, A.PLAN, {}, "in_work"),
    ("answered", K.RELAYED, A.PLAN, {}, "in_work"),
    ("answered", K.ANSWERED, A.ANSWER, {"asks": True}, "waiting"),
    ("answered", K.ANSWERED, A.PLAN, {"asks": True}, "waiting"),
    ("answered", K.CALLED, None, {"asks": True}, "waiting"),
    ("in_work", K.LEVEL_PROPOSED, None, {}, "in_work"),
    ("waiting", K.LEVEL_DECLINED, None, {}, "waiting"),
    ("refused", K.REOPENED, None, {}, "in_work"),
    ("in_work", K.LEVEL_CHANGED, None, {}, "in_work"),
]
VENDOR_LIFE = [
    ("in_work", K.ANSWERED, A.PLAN, {}, "waiting"),
    ("waiting", K.PLAN_AGREED, None, {}, "in_work"),
    ("waiting", K.PLAN_REFUSED, None, {}, "in_work"),
    ("registered", K.RETURNED, None, {}, "returned"),
    ("returned", K.REPLIED, None, {}, "returned"),
    ("returned", K.ANSWERED, A.QUESTION, {}, "returned"),
    ("returned", K.COMPLETED, None, {}, "in_work"),
    ("returned", K.SUPPLIED, None, {}, "returned"),
    ("returned", K.SUPPLIED, None, {"final": True}, "in_work"),
    ("returned", K.EXPLAINED, None, {}, "returned"),
    ("returned", K.EXPLAINED, None, {"final": True}, "in_work"),
    ("returned", K.RETURN_ENDED, None, {}, "in_work"),
    ("returned", K.ANSWERED, A.PLAN, {}, "returned"),
    ("returned", K.PLAN_AGREED, None, {}, "returned"),
    ("answered", K.ANSWERED, A.PLAN, {}, "waiting"),
    ("answered", K.ANSWERED, A.ANSWER, {"asks": True}, "waiting"),
    ("refused", K.OBJECTED, None, {}, "objected"),
    ("objected", K.OBJECTION_UPHELD, None, {}, "in_work"),
    ("in_work", K.ANSWERED, A.QUESTION, {}, "waiting"),
    ("in_work", K.ANSWERED, A.SOLUTION, {}, "answered"),
    ("answered", K.ACCEPTED, None, {}, "closed"),
]


@pytest.mark.parametrize(("status", "kind", "answer", "more", "expected"), CLIENT_LIFE)
def test_the_client_leg(
    status: str, kind: Kind, answer: Answer | None, more: dict[str, bool], expected: str
) -> None:
    assert after(status, kind, answer, CLIENT, **more) == expected


@pytest.mark.parametrize(("status", "kind", "answer", "more", "expected"), VENDOR_LIFE)
def test_the_vendor_leg(
    status: str, kind: Kind, answer: Answer | None, more: dict[str, bool], expected: str
) -> None:
    assert after(status, kind, answer, VENDOR, **more) == expected


def test_registration_opens_the_life() -> None:
    assert after("", K.REGISTERED, None, CLIENT) == "registered"


@pytest.mark.parametrize("kind", SAME)
def test_facts_that_never_move_a_ticket(kind: Kind) -> None:
    for leg in (CLIENT, VENDOR):
        for status in some(leg.statuses):
            assert after(status.code, kind, None, leg) == status.code


IMPOSSIBLE = [
    (CLIENT, "closed", K.ANSWERED),
    (CLIENT, "closed", K.TAKEN),
    (CLIENT, "refused", K.ACCEPTED),
    (CLIENT, "in_work", K.ACCEPTED),
    (CLIENT, "in_work", K.CLOSED),
    (CLIENT, "in_work", K.REOPENED),
    (CLIENT, "passed_on", K.PASSED_ON),
    (CLIENT, "in_work", K.RETURNED),
    (VENDOR, "in_work", K.PASSED_ON),
    (CLIENT, "closed", K.RELAYED),
    (VENDOR, "answered", K.RETURNED),
    (CLIENT, "refused", K.REPLIED),
    (CLIENT, "objected", K.ANSWERED),
    (CLIENT, "objected", K.REFUSED),
    (CLIENT, "objected", K.LEVEL_CHANGED),
    (CLIENT, "objected", K.REOPENED),
    (VENDOR, "objected", K.RETURNED),
    (CLIENT, "closed", K.OBJECTED),
    (VENDOR, "in_work", K.SUPPLIED),
]


@pytest.mark.clause("L2a", "U2b")
@pytest.mark.parametrize(("leg", "status", "kind"), IMPOSSIBLE)
def test_what_cannot_happen(leg: Leg, status: str, kind: Kind) -> None:
    assert not allows(status, kind, leg)
    assert kind not in allowed(status, leg)
    with pytest.raises(Unlawful, match="impossible"):
        after(status, kind, None, leg)


TURNS = [
    (CLIENT, "registered", Turn.PARTNER),
    (CLIENT, "waiting", Turn.CLIENT),
    (CLIENT, "passed_on", Turn.VENDOR),
    (CLIENT, "answered", Turn.CLIENT),
    (CLIENT, "closed", Turn.NOBODY),
    (CLIENT, "objected", Turn.PARTNER),
    (VENDOR, "objected", Turn.VENDOR),
    (CLIENT, "draft", Turn.CLIENT),
    (VENDOR, "in_work", Turn.VENDOR),
    (VENDOR, "returned", Turn.PARTNER),
    (VENDOR, "waiting", Turn.PARTNER),
    (VENDOR, "draft", Turn.PARTNER),
]


@pytest.mark.parametrize(("leg", "status", "expected"), TURNS)
def test_whose_turn_it_is(leg: Leg, status: str, expected: Turn) -> None:
    assert turn(status, leg) is expected


def test_each_side_reads_its_own_words() -> None:
    waiting, vendors = status_of("waiting", CLIENT), status_of("waiting", VENDOR)
    assert waiting.names.read_by("client").ru == "Нужен ваш ответ"
    assert waiting.names.read_by("partner").ru == "Ждёт ответа клиента"
    assert vendors.names.read_by("partner").ru == "1С ждёт вашего ответа"
    assert vendors.names.read_by("client").ru == "1С ждёт ответа партнёра"
    assert vendors.names.read_by("vendor").ru == "Ждёт ответа партнёра"


def test_a_ticket_is_open_until_one_of_three_ends() -> None:
    ends = {status.code for status in CLIENT.statuses if not is_open(status.code, CLIENT)}
    assert ends == {"closed", "refused", "withdrawn"}


def test_silence_is_announced_twice_and_closes_after_ten_working_days() -> None:
    quiet = silence(at("2024-03-01 15:00"), CLIENT, CAL)
    assert [said(instant) for instant in quiet.notices] == ["2024-03-11 15:00:00", "2024-03-15 15:00:00"]
    assert said(quiet.closes) == "2024-03-18 15:00:00"


def test_reopening_is_possible_for_thirty_days() -> None:
    assert reopens_until(date(2024, 3, 1), CLIENT) == date(2024, 3, 31)

"""Urgent news of a critical ticket at night reach everybody who may act on it; by day those concerned."""

from datetime import datetime

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.regulation.facts import Answer
from tests.desk import CONFIRMED, ITEMS, Desk, later, msk

DAY, NIGHT = msk("2024-03-14 11:00"), msk("2024-03-14 22:30")
PARTNERS, CLIENTS = {"gordeeva", "arkhipova", "zhdanov"}, {"saveliev", "orlova", "arefyev"}
CONCERNED = {"gordeeva"}
EVERYBODY = PARTNERS | CLIENTS | {"frolov", "titova"}


def told(desk: Desk, number: str, kind: str) -> set[str]:
    return {login for login in EVERYBODY if kind in desk.told(login, number)}


def asked(desk: Desk, at: datetime, level: int) -> str:
    """Taken by Gordeeva, who asks a quarter of an hour later."""
    number = desk.register(at, level=level).number
    desk.do(take_ticket, "gordeeva", later(at, minutes=5), number=number)
    given = {"text": "Есть дамп?", "kind": Answer.QUESTION}
    desk.do(answer_ticket, "gordeeva", later(at, minutes=15), number=number, **given)
    return number


@pytest.mark.clause("U4c")
@pytest.mark.clause("U4d")
@pytest.mark.parametrize(
    ("at", "level", "heard"),
    [(NIGHT, 1, CLIENTS | PARTNERS - {"gordeeva"}), (DAY, 1, {"saveliev"}), (NIGHT, 2, {"saveliev"})],
    ids=["critical, at night", "critical, by day", "serious, at night"],
)
def test_a_question_that_is_owed_within_the_hour(
    desk: Desk, at: datetime, level: int, heard: set[str]
) -> None:
    assert told(desk, asked(desk, at, level), "answered") == heard


@pytest.mark.clause("U4d")
@pytest.mark.parametrize(("at", "all_hear"), [(NIGHT, True), (DAY, False)])
def test_a_lowering_for_want_of_an_answer(desk: Desk, at: datetime, all_hear: bool) -> None:
    number = asked(desk, at, 1)
    settle_due(at=later(at, minutes=90))
    partners, clients = told(desk, number, "lowered") & PARTNERS, told(desk, number, "lowered") & CLIENTS
    assert partners == (PARTNERS if all_hear else CONCERNED)
    assert clients == (CLIENTS if all_hear else {"saveliev"})


@pytest.mark.clause("U3.6c")
def test_a_reaction_that_is_missed_at_night_wakes_the_partner(desk: Desk) -> None:
    number = desk.register(NIGHT, level=1).number
    desk.do(take_ticket, "gordeeva", later(NIGHT, minutes=5), number=number)
    settle_due(at=later(NIGHT, hours=3))
    assert told(desk, number, "breached") & PARTNERS == PARTNERS


@pytest.mark.clause("P5d")
def test_the_vendors_question_at_night_reaches_the_partners_people(desk: Desk) -> None:
    number = desk.register(NIGHT, level=1).number
    given = {"number": number, "values": ITEMS, "critical": CONFIRMED}
    vendor = desk.do(pass_on_ticket, "zhdanov", later(NIGHT, minutes=10), **given).number
    words = {"text": "Есть дамп?", "kind": Answer.QUESTION}
    desk.do(answer_ticket, "titova", later(NIGHT, minutes=20), number=vendor, **words)
    assert told(desk, vendor, "answered") == PARTNERS


def test_whoever_did_it_is_not_told_and_nobody_twice(desk: Desk) -> None:
    number = asked(desk, NIGHT, 1)
    assert "answered" not in desk.told("gordeeva", number)
    assert all(desk.told(login, number).count("answered") == 1 for login in CLIENTS)

"""A refusal is questioned, and answered."""

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.regulation.facts import Answer
from tests.desk import ITEMS, Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NEXT, SOON = later(AT, hours=1), later(AT, hours=2)


@pytest.fixture
def refused(desk: Desk) -> str:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=20), number=number, text="Смотрим")
    desk.do(refuse_ticket, "gordeeva", NEXT, number=number, reason="optimisation", text="Это настройка")
    return number


def denied(desk: Desk, act: object, login: str, at: object, **given: object) -> str:
    with pytest.raises(Refused) as refusal:
        desk.do(act, login, at, **given)  # type: ignore[arg-type]
    return refusal.value.verdict.code


@pytest.mark.clause("U2b")
def test_an_objection_waits_in_sight_without_a_clock(desk: Desk, refused: str) -> None:
    with pytest.raises(Invalid):
        desk.do(object_to, "saveliev", SOON, number=refused, text=" ")
    desk.do(object_to, "orlova", SOON, number=refused, text="Это сбой, а не настройка")
    ticket, row = desk.ticket(refused), desk.journal(refused)[-1]
    assert (ticket.status, ticket.turn, ticket.turn_since) == ("objected", "partner", SOON)
    assert (ticket.closed_at, ticket.queue_at, ticket.next_due_at) == (None, None, None)
    assert (row.kind, row.clause) == ("objected", "")
    assert desk.told("gordeeva", refused)[-1] == desk.told("saveliev", refused)[-1] == "objected"
    assert denied(desk, object_to, "saveliev", SOON, number=refused, text="И ещё") == "not_now"
    assert list(verify()) == []


@pytest.mark.clause("U2b")
def test_upheld_it_goes_back_to_work_as_reopened(desk: Desk, refused: str) -> None:
    desk.do(object_to, "saveliev", SOON, number=refused, text="Это сбой")
    at = later(SOON, hours=1)
    assert (
        denied(desk, answer_objection, "gordeeva", at, number=refused, upheld=True, text=" ")
        == "objection_answer"
    )
    desk.do(answer_objection, "gordeeva", at, number=refused, upheld=True, text="Да, это сбой")
    ticket = desk.ticket(refused)
    assert (ticket.status, ticket.queue_clock, ticket.queue_at) == (
        "in_work",
        "update",
        msk("2024-03-28 13:05"),
    )
    assert desk.told("saveliev", refused)[-1] == "objection_upheld"
    assert list(verify()) == []


@pytest.mark.clause("U2b")
def test_kept_it_stands_and_is_not_questioned_again(desk: Desk, refused: str) -> None:
    desk.do(object_to, "saveliev", SOON, number=refused, text="Это сбой")
    desk.do(answer_objection, "gordeeva", later(SOON, hours=1), number=refused, upheld=False, text="Нет")
    ticket = desk.ticket(refused)
    assert (ticket.status, ticket.turn, ticket.closed_at) == ("refused", "nobody", later(SOON, hours=1))
    assert desk.told("saveliev", refused)[-1] == "refusal_kept"
    again = later(SOON, hours=2)
    assert denied(desk, object_to, "saveliev", again, number=refused, text="Да") == "objected_already"
    desk.do(reopen_ticket, "gordeeva", again, number=refused, reason="Всё же посмотрим")
    desk.do(refuse_ticket, "gordeeva", later(again, hours=1), number=refused, reason="hardware", text="Сеть")
    desk.do(object_to, "saveliev", later(again, hours=2), number=refused, text="Другой отказ")
    assert list(verify()) == []


@pytest.mark.clause("U2b")
def test_the_days_of_reopening_are_those_of_an_objection(desk: Desk, refused: str) -> None:
    late = later(NEXT, days=31)
    assert denied(desk, object_to, "saveliev", late, number=refused, text="Да") == "objection_late"
    desk.do(object_to, "saveliev", later(NEXT, days=30), number=refused, text="Да")


@pytest.mark.clause("P3a")
def test_on_the_vendor_leg_the_client_ticket_follows_the_turn(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(refuse_ticket, "titova", NEXT, number=vendor, reason="third_party", text="Драйвер")
    assert desk.ticket(number).status == "in_work"
    desk.do(object_to, "gordeeva", SOON, number=vendor, text="Драйвер ни при чём")
    assert (desk.ticket(number).status, desk.ticket(number).vendor_status) == ("passed_on", "objected")
    assert desk.journal(vendor)[-1].clause == ""
    assert desk.told("titova", vendor)[-1] == "objected"
    desk.do(answer_objection, "titova", later(SOON, hours=1), number=vendor, upheld=False, text="При чём")
    assert desk.ticket(number).status == "in_work"
    assert list(verify()) == []


def test_one_open_vendor_ticket_whatever_is_questioned(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(refuse_ticket, "titova", NEXT, number=vendor, reason="third_party", text="Драйвер")
    desk.do(pass_on_ticket, "zhdanov", SOON, number=number, values=ITEMS)
    assert denied(desk, object_to, "gordeeva", SOON, number=vendor, text="Нет") == "already_passed"


def test_a_client_ticket_that_ends_takes_the_objection_along(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(refuse_ticket, "titova", NEXT, number=vendor, reason="third_party", text="Драйвер")
    desk.do(object_to, "gordeeva", SOON, number=vendor, text="Нет")
    desk.do(answer_ticket, "gordeeva", SOON, number=number, text="Готово", kind=Answer.SOLUTION)
    desk.do(withdraw_ticket, "saveliev", later(SOON, hours=1), number=number)
    assert (desk.ticket(number).status, desk.ticket(vendor).status) == ("withdrawn", "withdrawn")
    assert list(verify()) == []

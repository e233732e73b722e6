"""How tickets end, and begin again."""

from io import BytesIO
from typing import Any

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import close_ticket, reopen_ticket, withdraw_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.plan import agree_plan, refuse_plan
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Incomplete, Invalid, Refused
from kabinet.actions.vendor.return_back import complete_ticket, return_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NEXT = later(AT, hours=1)


def refused(desk: Desk, act: Any, login: str, number: str, at: Any = NEXT, **given: Any) -> str:
    with pytest.raises(Refused) as refusal:
        desk.do(act, login, at, number=number, **given)
    return refusal.value.verdict.code


def solved(desk: Desk) -> str:
    number = desk.register(AT).number
    desk.do(
        answer_ticket, "gordeeva", later(AT, minutes=30), number=number, text="Готово", kind=Answer.SOLUTION
    )
    return number


def test_accepting_needs_something_to_accept(desk: Desk) -> None:
    number = desk.register(AT).number
    assert refused(desk, accept_solution, "saveliev", number) == "not_now"
    assert refused(desk, accept_solution, "gordeeva", number) == "only_applicant"


def test_declining_starts_the_update_clock_anew(desk: Desk) -> None:
    number = solved(desk)
    assert desk.ticket(number).queue_at is None
    with pytest.raises(Invalid):
        desk.do(decline_solution, "saveliev", NEXT, number=number, reason="")
    desk.do(decline_solution, "orlova", NEXT, number=number, reason="Не помогло")
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.queue_clock, ticket.answered_at) == ("in_work", "update", None)
    assert ticket.queue_at == msk("2024-03-28 11:05")
    assert desk.told("saveliev")[-1] == desk.told("gordeeva")[-1] == "declined"
    assert list(verify()) == []


def test_closing_for_the_applicant_needs_a_reason(desk: Desk) -> None:
    number = solved(desk)
    assert refused(desk, close_ticket, "gordeeva", number, reason="Не хотим ждать") == "close_early"
    silent = later(AT, days=20)
    assert refused(desk, close_ticket, "gordeeva", number, silent, reason=" ") == "close_reason"
    desk.do(close_ticket, "gordeeva", silent, number=number, reason="Решение без ответа")
    assert desk.journal(number)[-1].data["reason"] == "Решение без ответа"
    assert desk.told("saveliev")[-1] == "closed"
    open_one = desk.register(AT).number
    assert refused(desk, close_ticket, "gordeeva", open_one, reason="x") == "not_now"


def test_reopening_within_thirty_days(desk: Desk) -> None:
    number = solved(desk)
    desk.do(accept_solution, "saveliev", NEXT, number=number)
    assert refused(desk, write_reply, "saveliev", number, text="Ещё") == "ended"
    assert (
        refused(desk, reopen_ticket, "saveliev", number, later(NEXT, days=31), reason="Снова")
        == "reopen_late"
    )
    desk.do(reopen_ticket, "saveliev", later(NEXT, days=30), number=number, reason="Снова упало")
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.closed_at, ticket.queue_clock) == ("in_work", None, "update")
    assert desk.told("gordeeva")[-1] == "reopened"
    assert list(verify()) == []


def test_a_withdrawn_ticket_takes_its_vendor_ticket_along(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    assert refused(desk, withdraw_ticket, "gordeeva", number) == "only_applicant"
    desk.do(withdraw_ticket, "saveliev", NEXT, number=number, reason="Сами разобрались")
    assert desk.ticket(number).status == desk.ticket(vendor).status == "withdrawn"
    assert desk.journal(vendor)[-1].data["because"] == number
    assert desk.told("titova", vendor)[-1] == "withdrawn"
    assert desk.journal(vendor)[-1].data["reason"]["en"].startswith("The client's ticket")
    assert refused(desk, reopen_ticket, "gordeeva", number, reason="x") == "withdrawn_stands"
    assert list(verify()) == []


@pytest.mark.clause("U2b")
def test_a_refusal_has_a_reason_of_the_regulation(desk: Desk) -> None:
    number = desk.register(AT).number
    assert refused(desk, refuse_ticket, "gordeeva", number, reason="tired") == "refusal_reason"
    desk.do(
        refuse_ticket, "gordeeva", NEXT, number=number, reason="optimisation", text="Это настройка запросов"
    )
    row = desk.journal(number)[-1]
    assert (row.kind, row.clause, row.data["code"]) == ("refused", "U2b", "optimisation")
    assert row.data["name"]["ru"]
    assert row.data["instead"]["ru"]
    assert desk.messages(number)[-1].text == "Это настройка запросов"
    assert desk.told("saveliev")[-1] == "refused"
    assert refused(desk, write_reply, "saveliev", number, text="Не согласны") == "ended"
    assert refused(desk, reopen_ticket, "saveliev", number, reason="x") == "refused_stands"
    desk.do(reopen_ticket, "gordeeva", later(NEXT, hours=2), number=number, reason="Клиент прав")
    assert (desk.ticket(number).status, desk.ticket(number).queue_clock) == ("in_work", "reaction")
    assert list(verify()) == []


@pytest.mark.clause("U2d")
def test_a_question_about_an_application_is_shown_the_other_way(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(refuse_ticket, "gordeeva", NEXT, number=number, reason="application")
    row = desk.journal(number)[-1]
    assert row.clause == "U2d"
    assert "ИТС" in row.data["instead"]["ru"]


@pytest.mark.clause("U2c")
def test_a_fact_needs_evidence(desk: Desk) -> None:
    number = desk.register(AT).number
    assert refused(desk, refuse_ticket, "gordeeva", number, reason="undocumented") == "refusal_evidence"
    file = desk.do(attach, "gordeeva", AT, name="код.txt", content=BytesIO(b"secret api"))
    desk.do(refuse_ticket, "gordeeva", NEXT, number=number, reason="undocumented", files=[file.pk])
    assert (desk.journal(number)[-1].clause, desk.ticket(number).status) == ("U2c", "refused")


@pytest.mark.clause("P5e")
def test_a_ticket_goes_back_for_what_is_missing_and_returns_to_its_place(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    due = desk.ticket(vendor).queue_at
    assert refused(desk, return_ticket, "titova", vendor, cases=[]) == "return_case"
    desk.do(
        return_ticket, "titova", NEXT, number=vendor, cases=["environment", "scenario"], text="Нужно точнее"
    )
    row = desk.journal(vendor)[-1]
    assert (row.clause, row.data["cases"]) == ("P5e", ["scenario", "environment"])
    assert "server_os" in row.data["missing"]
    assert (desk.ticket(vendor).status, desk.ticket(number).turn) == ("returned", "partner")
    assert desk.told("zhdanov", vendor)[-1] == "returned"

    given = dict.fromkeys(row.data["missing"], "точно описано")
    del given["server_os"]
    with pytest.raises(Incomplete) as incomplete:
        desk.do(complete_ticket, "zhdanov", later(NEXT, hours=1), number=vendor, values=given)
    assert [gap.field for gap in incomplete.value.missing] == ["server_os"]
    desk.do(
        complete_ticket,
        "gordeeva",
        later(NEXT, hours=1),
        number=vendor,
        values={**given, "server_os": "РЕД ОС 8"},
        text="Дополнили",
    )
    ticket = desk.ticket(vendor)
    assert (ticket.status, ticket.turn, ticket.queue_at) == ("in_work", "vendor", due)
    assert desk.ticket(number).status == "passed_on"
    with as_system("a look"):
        assert models.Sheet.objects.get(ticket=ticket).values["server_os"] == "РЕД ОС 8"
    assert list(verify()) == []


@pytest.mark.clause("P4.8.2a")
def test_a_plan_is_agreed_or_refused_with_reasons(desk: Desk) -> None:
    _, vendor = passed_on(desk, AT, level=1)
    assert refused(desk, agree_plan, "zhdanov", vendor) == "not_now"
    desk.do(answer_ticket, "titova", NEXT, number=vendor, text="1. Снять дамп", kind=Answer.PLAN)
    assert (desk.ticket(vendor).status, desk.ticket(vendor).turn) == ("waiting", "partner")
    assert refused(desk, refuse_plan, "zhdanov", vendor, NEXT, reasons="") == "plan_reasons"
    desk.do(refuse_plan, "zhdanov", later(NEXT, minutes=5), number=vendor, reasons="Дамп уже снят")
    assert desk.ticket(vendor).status == "in_work"
    desk.do(
        answer_ticket, "titova", later(NEXT, hours=1), number=vendor, text="2. Обновить", kind=Answer.PLAN
    )
    desk.do(agree_plan, "zhdanov", later(NEXT, hours=2), number=vendor)
    runs = [(run[0], run[5]) for run in desk.runs(vendor) if run[0] == "agreement"]
    assert runs == [("agreement", "met"), ("agreement", "met")]
    assert list(verify()) == []


def test_accepting_closes_a_vendor_ticket_that_is_still_in_work(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Нашли сами", kind=Answer.SOLUTION)
    desk.do(accept_solution, "saveliev", later(NEXT, hours=1), number=number)
    assert (desk.ticket(number).status, desk.ticket(vendor).status) == ("closed", "withdrawn")
    assert list(verify()) == []

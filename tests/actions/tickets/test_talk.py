"""Notes, answers, replies: who may say what, who hears it, what it does to clocks and turn."""

from datetime import timedelta
from typing import Any

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import assign_ticket, take_ticket
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.records import doors
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NEXT = AT + timedelta(minutes=10)


def refused(desk: Desk, act: Any, login: str, number: str, **given: Any) -> tuple[str | None, str]:
    with pytest.raises(Refused) as refusal:
        desk.do(act, login, NEXT, number=number, **given)
    verdict = refusal.value.verdict
    assert verdict.reason.ru
    assert verdict.remedy.ru
    return verdict.clause, verdict.code


@pytest.mark.clause("U3.6c")
def test_assigning_and_taking_stop_no_clock(desk: Desk) -> None:
    number = desk.register(AT).number
    before = desk.ticket(number).next_due_at
    desk.do(assign_ticket, "arkhipova", NEXT, number=number, assignee=desk.cast.person["gordeeva"])
    ticket = desk.ticket(number)
    assert (ticket.next_due_at, ticket.status) == (before, "registered")
    desk.do(take_ticket, "gordeeva", NEXT, number=number)
    assert (desk.ticket(number).next_due_at, desk.ticket(number).status) == (before, "in_work")


def test_a_ticket_is_given_to_colleagues_only(desk: Desk) -> None:
    number = desk.register(AT).number
    for login in ("saveliev", "choi", "titova"):
        with pytest.raises(Invalid) as invalid:
            desk.do(assign_ticket, "arkhipova", NEXT, number=number, assignee=desk.cast.person[login])
        assert invalid.value.field == "assignee"


def test_the_group_works_on_the_ticket_and_is_told(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(assign_ticket, "arkhipova", NEXT, number=number, assignee=desk.cast.person["yusupov"])
    desk.do(write_reply, "saveliev", later(AT, minutes=20), number=number, text="Ещё раз упал")
    assert desk.told("yusupov") == ["assigned", "replied"]
    assert desk.told("gordeeva") == ["registered"], "others are not told once somebody is responsible"
    desk.do(answer_ticket, "yusupov", later(AT, minutes=30), number=number, text="Смотрю")
    assert desk.ticket(number).first_contact_at == later(AT, minutes=30)


@pytest.mark.clause("L3")
def test_a_note_is_heard_by_its_own_side_alone(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(write_note, "gordeeva", later(AT, hours=1), number=number, text="между нами")
    desk.do(write_note, "titova", later(AT, hours=1), number=vendor, text="между собой")
    for login, ticket in (("saveliev", number), ("lapteva", number), ("zhdanov", vendor)):
        actor = desk.cast.actor(login, AT)
        seen = doors.ticket(actor, ticket)
        assert "note" not in [message.kind for message in doors.messages(actor, seen)]
        assert "noted" not in [row.kind for row in doors.journal(actor, seen)]
    assert "noted" not in desk.told("saveliev") + desk.told("zhdanov")


def test_each_side_has_its_own_acts(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    assert refused(desk, write_note, "saveliev", number, text="x")[1] == "only_support"
    assert refused(desk, answer_ticket, "saveliev", number, text="x")[1] == "only_support"
    assert refused(desk, write_reply, "gordeeva", number, text="x")[1] == "only_applicant"
    assert refused(desk, write_note, "gordeeva", vendor, text="x")[1] == "only_support"
    assert refused(desk, write_reply, "titova", vendor, text="x")[1] == "only_applicant"
    assert refused(desk, write_reply, "frolov", number, text="x")[1] == "not_contact"


@pytest.mark.clause("L17a")
def test_an_auditor_reads_and_does_not_write(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    assert refused(desk, answer_ticket, "lapteva", number, text="x")[1] == "auditor"
    assert refused(desk, answer_ticket, "lapteva", vendor, text="x")[1] == "auditor"


def test_a_stranger_meets_nothing(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    for login in ("stranger", "choi", "newcomer", "leaver", "loner"):
        for ticket in (number, vendor):
            with pytest.raises(doors.Closed):
                desk.do(write_reply, login, NEXT, number=ticket, text="x")
    with pytest.raises(doors.Closed):
        desk.do(write_reply, "saveliev", NEXT, number=vendor, text="x")
    with pytest.raises(doors.Closed):
        desk.do(answer_ticket, "titova", NEXT, number=number, text="x")


@pytest.mark.clause("L12b")
def test_without_status_the_partner_only_reads(desk: Desk) -> None:
    number = desk.register(msk("2024-06-28 10:00"), "panina", system="les_buh").number
    desk.do(answer_ticket, "kravets", msk("2024-06-30 23:00"), number=number, text="Смотрим")
    with pytest.raises(Refused) as refusal:
        desk.do(answer_ticket, "kravets", msk("2024-07-01 00:00"), number=number, text="Готово")
    assert (refusal.value.verdict.clause, refusal.value.verdict.code) == ("L12b", "status_lost")
    assert doors.ticket(desk.cast.actor("kravets", msk("2024-07-01 00:00")), number)


@pytest.mark.clause("L9a")
def test_after_the_licence_ended_open_tickets_go_on(desk: Desk) -> None:
    number = desk.register(msk("2024-02-29 10:00"), "lukin", system="sklad").number
    desk.do(write_reply, "lukin", msk("2024-03-05 10:00"), number=number, text="Ждём")
    assert desk.kinds(number)[-1] == "replied"


def test_nothing_said_is_not_sent(desk: Desk) -> None:
    number = desk.register(AT).number
    with pytest.raises(Invalid) as invalid:
        desk.do(write_reply, "saveliev", NEXT, number=number, text=" \r\n ")
    assert invalid.value.field == "text"
    assert desk.kinds(number) == ["registered"]


@pytest.mark.parametrize(
    ("kind", "final", "status", "clock"),
    [
        (Answer.ANSWER, False, "in_work", "update"),
        (Answer.QUESTION, False, "waiting", "update"),
        (Answer.WORKAROUND, False, "in_work", "update"),
        (Answer.WORKAROUND, True, "answered", ""),
        (Answer.SOLUTION, False, "answered", ""),
        (Answer.PLAN, False, "in_work", "update"),
    ],
)
def test_the_kind_of_an_answer_decides(
    desk: Desk, kind: Answer, final: bool, status: str, clock: str
) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="Ответ", kind=kind, final=final)
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.queue_clock) == (status, clock)
    assert ticket.answered_at == (NEXT if status == "answered" else None)
    assert list(verify()) == []


def test_a_reply_gives_the_turn_back(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", NEXT, number=number, text="?", kind=Answer.QUESTION)
    assert (desk.ticket(number).turn, desk.ticket(number).turn_since) == ("client", NEXT)
    desk.do(write_reply, "orlova", later(AT, hours=1), number=number, text="Вот")
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.turn, ticket.turn_since) == ("in_work", "partner", later(AT, hours=1))
    assert desk.told("saveliev")[-1] == "replied", "the author is told what a colleague wrote"
    assert "replied" not in desk.told("orlova")
    desk.do(answer_ticket, "gordeeva", later(AT, hours=2), number=number, text="Спасибо")
    assert desk.told("orlova")[-1] == "answered", "who takes part is told"


@pytest.mark.clause("P4.8.1b")
def test_on_level_1_of_the_vendor_leg_only_three_kinds_restart_the_update_clock(desk: Desk) -> None:
    _, vendor = passed_on(desk, AT, level=1)
    desk.do(answer_ticket, "titova", later(AT, hours=1), number=vendor, text="Смотрим")
    first = desk.ticket(vendor).queue_at
    assert first == later(AT, hours=13)
    desk.do(answer_ticket, "titova", later(AT, hours=2), number=vendor, text="Ещё смотрим")
    assert desk.ticket(vendor).queue_at == first
    desk.do(answer_ticket, "titova", later(AT, hours=3), number=vendor, text="Обход", kind=Answer.WORKAROUND)
    assert desk.ticket(vendor).queue_at == later(AT, hours=15)

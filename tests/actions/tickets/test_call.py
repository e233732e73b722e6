"""Telephone calls, and facts that are written down late: the SLA is neither cheated nor lost."""

from datetime import timedelta

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.claims import confirm_call
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
NIGHT = msk("2024-03-16 02:00")  # a Saturday


@pytest.mark.clause("U3.6c")
def test_a_reached_call_is_the_first_contact(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(log_call, "gordeeva", later(AT, hours=1), number=number, reached=False, text="Не взяли")
    assert desk.ticket(number).first_contact_at is None
    desk.do(log_call, "gordeeva", later(AT, hours=2), number=number, reached=True, text="Обсудили")
    ticket = desk.ticket(number)
    assert (ticket.first_contact_at, ticket.queue_clock) == (later(AT, hours=2), "update")


def test_a_question_by_telephone_passes_the_turn(desk: Desk) -> None:
    number = desk.register(AT).number
    desk.do(log_call, "gordeeva", later(AT, hours=1), number=number, reached=True, text="Спросили", asks=True)
    assert desk.ticket(number).status == "waiting"


@pytest.mark.clause("U4d")
@pytest.mark.clause("P5d")
def test_an_unreachable_call_lowers_both_tickets_at_once(desk: Desk) -> None:
    number, vendor = passed_on(desk, NIGHT, level=1)
    assert desk.ticket(vendor).level == 1
    when = later(NIGHT, hours=1)
    desk.do(log_call, "gordeeva", when, number=number, reached=False, text="Не взяли трубку")
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (2, 2)
    row, linked = desk.journal(number)[-1], desk.journal(vendor)[-1]
    assert (row.kind, row.occurred_at, row.clause) == ("lowered", when, "U4d")
    assert (linked.kind, linked.occurred_at, linked.clause) == ("level_changed", when, "P5d")
    assert (linked.system, linked.data["because"]) == ("linked ticket", number)
    for login, told in (("saveliev", number), ("gordeeva", number)):
        assert desk.told(login, told)[-1] == "lowered"
    assert "level_changed" in desk.told("titova", vendor)
    assert "level_changed" in desk.told("zhdanov", vendor)
    assert list(verify()) == []


@pytest.mark.clause("P5d")
def test_a_missed_answer_lowers_the_vendor_ticket_at_the_same_instant(desk: Desk) -> None:
    number, vendor = passed_on(desk, NIGHT, level=1)
    asked = later(NIGHT, hours=1)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Есть копия?", kind=Answer.QUESTION)
    # The vendor acts before anybody noticed that the hour is over.
    desk.do(answer_ticket, "titova", later(asked, hours=2), number=vendor, text="Смотрим")
    lowered = [row for row in desk.journal(vendor) if row.kind == "level_changed"]
    assert [row.occurred_at for row in lowered] == [later(asked, hours=1)]
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (2, 2)
    assert desk.kinds(number)[-2:] == ["lowered", "vendor_changed"]
    assert settle_due(at=later(asked, hours=3)).done == 0
    assert list(verify()) == []


def test_a_reply_within_the_hour_keeps_the_level(desk: Desk) -> None:
    number = desk.register(NIGHT, level=1).number
    desk.do(answer_ticket, "gordeeva", later(NIGHT, hours=1), number=number, text="?", kind=Answer.QUESTION)
    desk.do(write_reply, "saveliev", later(NIGHT, hours=2), number=number, text="Вот")
    settle_due(at=later(NIGHT, hours=12))
    assert desk.ticket(number).level == 1


@pytest.mark.clause("U3.4a")
def test_back_dating_is_limited_and_needs_a_reason(desk: Desk) -> None:
    number = desk.register(AT).number
    now = later(AT, days=4)

    def log(**given: object) -> None:
        desk.do(log_call, "gordeeva", now, number=number, reached=True, text="Говорили", **given)

    for given, code in (
        ({"occurred_at": later(now, hours=-73), "reason": "связи не было"}, "backdate_late"),
        ({"occurred_at": later(now, hours=-2)}, "backdate_reason"),
    ):
        with pytest.raises(Refused) as refusal:
            log(**given)
        assert (refusal.value.verdict.clause, refusal.value.verdict.code) == (None, code)
    for when in (later(now, seconds=1), later(AT, seconds=-1)):
        with pytest.raises((Invalid, Refused)):
            log(occurred_at=when, reason="x")
    assert desk.kinds(number) == ["registered"]


def test_no_call_before_the_ticket(desk: Desk) -> None:
    number = desk.register(AT).number
    with pytest.raises(Invalid) as invalid:
        desk.do(
            log_call,
            "gordeeva",
            later(AT, hours=1),
            number=number,
            reached=True,
            text="x",
            occurred_at=later(AT, minutes=-1),
            reason="y",
        )
    assert invalid.value.field == "occurred_at"


@pytest.mark.clause("U3.6c")
def test_a_call_written_down_late_takes_a_breach_back_once_it_is_confirmed(desk: Desk) -> None:
    number = desk.register(AT).number
    due = desk.ticket(number).next_due_at
    assert due
    settle_due(at=due + timedelta(hours=1))
    assert desk.ticket(number).breaches == 1
    breach = desk.journal(number)[-1]

    called, now = due - timedelta(minutes=5), due + timedelta(hours=3)
    desk.do(
        log_call,
        "gordeeva",
        now,
        number=number,
        reached=True,
        text="Говорили утром",
        occurred_at=called,
        reason="кабинет был недоступен",
    )
    ticket = desk.ticket(number)
    assert (ticket.breaches, ticket.first_contact_at, ticket.queue_clock) == (1, None, "reaction")
    row = next(row for row in desk.journal(number) if row.kind == "claimed")
    assert (row.occurred_at, row.recorded_at, row.data["takes"]) == (called, now, ["breached"])
    assert row.data["reason"] == "кабинет был недоступен"
    assert list(verify()) == []

    desk.do(confirm_call, "saveliev", later(now, hours=1), number=number, claim=row.pk)
    ticket = desk.ticket(number)
    assert (ticket.breaches, ticket.first_contact_at, ticket.queue_clock) == (0, called, "update")
    assert desk.journal(number)[-1].data["void"] == [breach.pk]
    assert [run[5] for run in desk.runs(number)] == ["met", ""]
    assert list(verify()) == []


@pytest.mark.clause("U4d")
def test_a_call_written_down_late_takes_a_lowering_back_on_both_legs(desk: Desk) -> None:
    number, vendor = passed_on(desk, NIGHT, level=1)
    asked = later(NIGHT, hours=1)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="?", kind=Answer.QUESTION)
    settle_due(at=later(asked, hours=2))
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (2, 2)
    desk.do(
        log_call,
        "gordeeva",
        later(asked, hours=3),
        number=number,
        reached=True,
        text="Ответили по телефону",
        occurred_at=later(asked, minutes=40),
        reason="записано после смены",
    )
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (1, 1)
    assert list(verify()) == []


def test_a_late_call_can_also_bring_a_lowering_to_light(desk: Desk) -> None:
    number = desk.register(NIGHT, level=1).number
    desk.do(answer_ticket, "gordeeva", later(NIGHT, hours=1), number=number, text="Смотрим")
    now = later(NIGHT, hours=4)
    desk.do(answer_ticket, "gordeeva", later(NIGHT, hours=3), number=number, text="Всё ещё смотрим")
    desk.do(
        log_call,
        "gordeeva",
        now,
        number=number,
        reached=False,
        text="Звонили в три часа, не взяли",
        occurred_at=later(NIGHT, hours=2),
        reason="записано утром",
    )
    assert desk.ticket(number).level == 1, "not by the support's own word of earlier"
    claim = next(row.pk for row in desk.journal(number) if row.kind == "claimed")
    desk.do(confirm_call, "saveliev", later(now, hours=1), number=number, claim=claim)
    assert desk.ticket(number).level == 2
    row = next(row for row in desk.journal(number) if row.kind == "lowered")
    assert (row.occurred_at, row.recorded_at) == (later(NIGHT, hours=2), later(now, hours=1))
    assert list(verify()) == []


def test_a_slow_request_that_was_in_time_is_in_time(desk: Desk) -> None:
    """The worker was quicker than the answer of the very second of the deadline."""
    number = desk.register(AT).number
    due = desk.ticket(number).next_due_at
    assert due
    settle_due(at=due + timedelta(seconds=1))
    desk.do(answer_ticket, "gordeeva", due, number=number, text="Успели")
    ticket = desk.ticket(number)
    assert (ticket.breaches, [run[5] for run in desk.runs(number)]) == (0, ["met", ""])
    assert list(verify()) == []


def test_whoever_gets_the_lock_later_acts_later(desk: Desk) -> None:
    """Two web nodes whose clocks differ: the history keeps the order of the locks."""
    number = desk.register(AT).number
    desk.do(answer_ticket, "gordeeva", later(AT, seconds=30), number=number, text="Первый")
    desk.do(write_reply, "saveliev", later(AT, seconds=20), number=number, text="Второй")
    rows = desk.journal(number)
    assert [row.kind for row in rows] == ["registered", "answered", "replied"]
    assert rows[-1].occurred_at == rows[-1].recorded_at == later(AT, seconds=30)

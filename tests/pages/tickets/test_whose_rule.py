"""A fact that the cabinet's own rule lets be says so in the history, and cites no clause of the regulation."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.claims import confirm_call, deny_call
from kabinet.actions.tickets.close import close_by_word, close_ticket
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.pack import pack
from kabinet.regulation.ticket.rules import RULED_BY
from tests.desk import Desk, later

Made = Callable[[Desk, datetime], str]
CORP = pack("corp_4_0")
OWN = {kind for kind, denial in RULED_BY.items() if not CORP.leg("client").denials[denial].clause}


def _closed(desk: Desk, now: datetime) -> str:
    number = str(desk.register(later(now, days=-40)).number)
    asked = later(now, days=-30)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Версия?", kind=Answer.QUESTION)
    desk.do(close_ticket, "gordeeva", later(now, hours=-1), number=number, reason="Ответа нет")
    return number


def _closed_by_word(desk: Desk, now: datetime) -> str:
    number = str(desk.register(later(now, hours=-5)).number)
    desk.do(write_reply, "saveliev", later(now, hours=-3), number=number, text="Закройте")
    word = desk.journal(number)[-1].pk
    desk.do(close_by_word, "gordeeva", later(now, hours=-1), number=number, word=word, reason="Сказали")
    return number


def _closed_by_silence(desk: Desk, now: datetime) -> str:
    number = str(desk.register(later(now, days=-60)).number)
    offered = later(now, days=-59)
    desk.do(answer_ticket, "gordeeva", offered, number=number, text="Обновите", kind=Answer.SOLUTION)
    for day in range(-58, 0):
        close_silent_tickets(at=later(now, days=day))
    return number


def _objected(desk: Desk, now: datetime) -> str:
    number = str(desk.register(later(now, hours=-9)).number)
    said = {"reason": "optimisation", "text": "Это настройка"}
    desk.do(refuse_ticket, "gordeeva", later(now, hours=-8), number=number, **said)
    desk.do(object_to, "saveliev", later(now, hours=-7), number=number, text="Это не настройка")
    return number


def _answered(desk: Desk, now: datetime, *, upheld: bool) -> str:
    number = _objected(desk, now)
    at = later(now, hours=-6)
    desk.do(answer_objection, "gordeeva", at, number=number, upheld=upheld, text="Посмотрели")
    return number


def _claimed(desk: Desk, now: datetime, answer: Callable[..., object], **said: str) -> str:
    number = str(desk.register(later(now, hours=-10), level=1).number)
    settle_due(at=later(now, hours=-5))
    call = {"reached": True, "text": "Говорили", "occurred_at": later(now, hours=-9), "reason": "Утром"}
    desk.do(log_call, "gordeeva", later(now, hours=-4), number=number, **call)
    claim = next(row.pk for row in desk.journal(number) if row.kind == "claimed")
    desk.do(answer, "saveliev", later(now, hours=-3), number=number, claim=claim, **said)
    return number


MADE: dict[Kind, Made] = {
    Kind.CLOSED: _closed,
    Kind.CLOSED_BY_WORD: _closed_by_word,
    Kind.CLOSED_BY_SILENCE: _closed_by_silence,
    Kind.OBJECTED: _objected,
    Kind.OBJECTION_UPHELD: lambda desk, now: _answered(desk, now, upheld=True),
    Kind.REFUSAL_KEPT: lambda desk, now: _answered(desk, now, upheld=False),
    Kind.CLAIM_CONFIRMED: lambda desk, now: _claimed(desk, now, confirm_call),
    Kind.CLAIM_DENIED: lambda desk, now: _claimed(desk, now, deny_call, reason="Не звонили"),
}


@pytest.mark.clause("U2b")
@pytest.mark.parametrize("kind", sorted(OWN, key=str))
def test_the_history_says_that_the_rule_is_the_cabinets_own(
    desk: Desk, now: datetime, kind: Kind, see
) -> None:
    number = MADE[kind](desk, now)
    row = next(row for row in desk.journal(number) if row.kind == kind)
    page = see("gordeeva", f"/tickets/{number}/?show=all")
    said = re.search(rf'id="e{row.pk}".*?</p>', page, re.DOTALL)
    assert said, "the entry stands in the history"
    assert "правило кабинета" in said[0]
    assert "/rules/own/" in said[0]
    assert "/rules/clause/" not in said[0]

"""Whoever answers something has it before their eyes: a plan, a solution, a refusal, an objection."""

from datetime import datetime

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.objection import object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

SOLUTION, REFUSAL, OBJECTION = "Обновите платформу до 8.3.25", "Драйвер чужой", "Драйвер ни при чём"
PLAN = "1. Снять дамп\n2. Воспроизвести на стенде"


def planned(desk: Desk, at: datetime) -> str:
    vendor = passed_on(desk, later(at, hours=-20), level=1)[1]
    desk.do(answer_ticket, "titova", later(at, hours=-19), number=vendor, text=PLAN, kind=Answer.PLAN)
    desk.do(answer_ticket, "titova", later(at, hours=-1), number=vendor, text="Ждём вас")
    return vendor


def solved(desk: Desk, at: datetime) -> str:
    number = desk.register(at).number
    desk.do(answer_ticket, "gordeeva", at, number=number, text=SOLUTION, kind=Answer.SOLUTION)
    desk.do(answer_ticket, "gordeeva", later(at, minutes=1), number=number, text="Ждём вас")
    return number


def refused(desk: Desk, at: datetime) -> str:
    number = desk.register(at).number
    desk.do(refuse_ticket, "gordeeva", at, number=number, reason="third_party", text=REFUSAL)
    return number


def objected(desk: Desk, at: datetime) -> str:
    number = refused(desk, at)
    desk.do(object_to, "saveliev", later(at, minutes=1), number=number, text=OBJECTION)
    return number


@pytest.mark.clause("P4.8.2a")
@pytest.mark.parametrize(
    ("made", "login", "page", "shown"),
    [
        (planned, "gordeeva", "agree-plan", "Воспроизвести на стенде"),
        (planned, "gordeeva", "refuse-plan", "Воспроизвести на стенде"),
        (planned, "titova", "lower-unagreed", "Воспроизвести на стенде"),
        (solved, "saveliev", "accept", SOLUTION),
        (solved, "saveliev", "decline", SOLUTION),
        (refused, "saveliev", "object", REFUSAL),
        (objected, "gordeeva", "objection", OBJECTION),
    ],
)
def test_what_is_answered_stands_over_the_form(
    desk: Desk, now: datetime, see, made, login: str, page: str, shown: str
) -> None:
    number = made(desk, later(now, hours=-1))
    seen = see(login, f"/tickets/{number}/{page}/")
    assert shown in seen.split('class="act-answered"')[1].split("<form")[0]


@pytest.mark.clause("P4.8.2a")
def test_a_plan_that_waits_is_no_want_of_information(desk: Desk, now: datetime, see) -> None:
    number = planned(desk, now)
    for page in (f"/tickets/{number}/", "/vendor-tickets/"):
        seen = see("gordeeva", page)
        assert "1С ждёт вашего ответа" in seen
        assert "1С ждёт сведений" not in seen

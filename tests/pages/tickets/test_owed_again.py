"""A level that is entered again brings back the applicant's open answer: said before, in the notice, on both pages."""

import re

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.plan import lower_unagreed
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

TERMS = {"term-phone": "on", "term-hour": "on", "phone": "+7 900 000-41-17"}
FAILURE = {
    "q-happens": "failure",
    **dict.fromkeys(("q-no_other_way", "q-no_other_version", "q-no_backup"), "yes"),
}
RAISED = {"level": 1, "reason": "Опять стоит", **TERMS, **FAILURE}


@pytest.fixture
def fallen(desk: Desk, now) -> str:
    """Asked three hours ago on level 1, lowered two hours ago because nobody answered."""
    number = desk.register(later(now, hours=-4), level=1).number
    asked = later(now, hours=-3)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Есть дамп?", kind=Answer.QUESTION)
    settle_due(at=later(now, hours=-1, minutes=-59))
    assert desk.ticket(number).level == 2
    return number


def answer_due(desk: Desk, number: str) -> list[tuple[object, ...]]:
    return [run for run in desk.runs(number) if run[0] == "answer"]


@pytest.mark.clause("U4d")
def test_raised_with_the_question_open_the_hour_starts_anew(desk: Desk, now, fallen: str, send, see) -> None:
    before = see("saveliev", f"/tickets/{fallen}/level/")
    assert re.search(r"(?i)ваш ответ на вопрос от .*?нужен\sдо\s", before)
    assert re.search(
        r"(?i)ответ клиента на вопрос от .*?нужен\sдо\s", see("gordeeva", f"/tickets/{fallen}/level/")
    )
    assert send("saveliev", f"/tickets/{fallen}/level/", **RAISED).status_code == 303
    _first, second = answer_due(desk, fallen)
    raised = desk.journal(fallen)[-1].occurred_at
    assert (second[2], second[3]) == (raised, later(raised, hours=1))
    page = see("saveliev", f"/tickets/{fallen}/")
    assert re.search(r"Вопрос: ответ\sдо\s", page)
    assert re.search(r"Вопрос от .*? без ответа: ответ нужен\sдо\s", page)
    assert "Нужен ваш ответ" in page
    told = desk.told("gordeeva", fallen)
    assert told[-1] == "level_changed"
    assert re.search(r"Ответ на вопрос от .*? ждём\sдо\s", see("gordeeva", "/notices/"))
    settle_due(at=later(raised, hours=1, seconds=1))
    assert desk.ticket(fallen).level == 2, "nobody answered: it falls again, at sixty minutes"
    assert list(verify()) == []


@pytest.mark.clause("U4d")
def test_raised_after_the_answer_nothing_is_owed(desk: Desk, now, fallen: str, send, see) -> None:
    desk.do(write_reply, "saveliev", later(now, minutes=-10), number=fallen, text="Вот дамп")
    assert "ваш ответ на вопрос" not in see("saveliev", f"/tickets/{fallen}/level/")
    assert send("saveliev", f"/tickets/{fallen}/level/", **RAISED).status_code == 303
    assert len(answer_due(desk, fallen)) == 1


@pytest.mark.clause("U4d")
@pytest.mark.clause("U3.6.1")
def test_withdrawn_and_reopened_it_is_owed_as_well(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-2), level=1).number
    asked = later(now, minutes=-50)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Есть дамп?", kind=Answer.QUESTION)
    assert send("saveliev", f"/tickets/{number}/withdraw/").status_code == 303
    assert re.search(r"Ваш ответ на вопрос от .*?нужен\sдо\s", see("saveliev", f"/tickets/{number}/reopen/"))
    assert send("saveliev", f"/tickets/{number}/reopen/", reason="Нажали не то").status_code == 303
    assert desk.ticket(number).status == "waiting"
    reopened = desk.journal(number)[-1].occurred_at
    assert answer_due(desk, number)[-1][3] == later(reopened, hours=1)
    assert "Нужен ваш ответ" in see("saveliev", f"/tickets/{number}/")
    assert list(verify()) == []


@pytest.mark.clause("U4d")
def test_a_refusal_that_is_lifted_leaves_the_question_open(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-2), level=1).number
    desk.do(
        answer_ticket,
        "gordeeva",
        later(now, minutes=-50),
        number=number,
        text="Есть дамп?",
        kind=Answer.QUESTION,
    )
    send("gordeeva", f"/tickets/{number}/refuse/", reason="application")
    send("saveliev", f"/tickets/{number}/object/", text="Это платформа")
    assert re.search(r"клиент отвечает\sдо\s", see("gordeeva", f"/tickets/{number}/objection/"))
    sent = send("gordeeva", f"/tickets/{number}/objection/", verdict="upheld", text="Да")
    assert (sent.status_code, desk.ticket(number).status) == (303, "waiting")
    assert answer_due(desk, number)[-1][4] is None
    assert list(verify()) == []


@pytest.mark.clause("P5d")
def test_so_it_is_on_the_vendor_leg(desk: Desk, now, send, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-5), level=1)
    asked = later(now, hours=-3)
    desk.do(answer_ticket, "titova", asked, number=vendor, text="Какая сборка?", kind=Answer.QUESTION)
    settle_due(at=now)
    assert desk.ticket(vendor).level == 2
    assert re.search(
        r"(?i)ваш ответ на вопрос от .*?нужен\sдо\s", see("gordeeva", f"/tickets/{vendor}/level/")
    )
    assert re.search(
        r"(?i)ответ партнёра на вопрос от .*?нужен\sдо\s", see("titova", f"/tickets/{vendor}/level/")
    )
    assert send("titova", f"/tickets/{vendor}/level/", level=1, reason="Всё же авария").status_code == 303
    raised = desk.journal(vendor)[-1].occurred_at
    assert answer_due(desk, vendor)[-1][3] == later(raised, hours=1)
    assert list(verify()) == []


@pytest.mark.clause("P4.8.2a")
@pytest.mark.clause("P4.8.2b")
def test_a_plan_that_nobody_answered_is_owed_its_time_again(desk: Desk, now, send, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-40), level=1)
    desk.do(answer_ticket, "titova", later(now, hours=-30), number=vendor, text="1. Дамп", kind=Answer.PLAN)
    settle_due(at=later(now, hours=-10))
    desk.do(lower_unagreed, "titova", later(now, hours=-5), number=vendor, level=2)
    assert re.search(r"(?i)ваш ответ на план от .*?нужен\sдо\s", see("gordeeva", f"/tickets/{vendor}/level/"))
    assert send("titova", f"/tickets/{vendor}/level/", level=1, reason="Всё же авария").status_code == 303
    raised = desk.journal(vendor)[-1].occurred_at
    last = [run for run in desk.runs(vendor) if run[0] == "agreement"][-1]
    assert (last[2], last[3]) == (raised, later(raised, hours=12))
    assert "План действий ждёт вашего ответа" in see("gordeeva", f"/tickets/{vendor}/")
    assert "1С вправе понизить" in see("gordeeva", f"/tickets/{vendor}/")
    assert see("titova", f"/tickets/{vendor}/lower-unagreed/", 403)
    assert list(verify()) == []

"""All deadlines of a ticket with what became of them, and why each was when it was (L2b)."""

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from tests.desk import Desk, msk, passed_on

pytestmark = pytest.mark.clause("L2b")


def test_every_run_with_its_outcome(desk: Desk, see) -> None:
    number = desk.register(msk("2024-03-13 16:40"), level=2).number
    settle_due(at=msk("2024-03-14 13:00"))
    desk.do(answer_ticket, "gordeeva", msk("2024-03-14 14:10"), number=number, text="Смотрим")
    desk.do(answer_ticket, "gordeeva", msk("2024-03-18 14:10"), number=number, text="Готовим")
    page = see("saveliev", f"/tickets/{number}/clocks/").replace("\u00a0", " ")
    assert page.count("<tr>") == 4
    assert "Опоздание 2 ч" in page
    assert "В срок" in page
    assert "14 марта 2024, 12:10 МСК" in page
    assert "Отсчёт начат: среда, 13 марта 2024 года, 16:40" in page


def test_both_tickets_for_those_who_reach_both(desk: Desk, see) -> None:
    number, vendor = passed_on(desk, msk("2024-03-14 10:00"))
    assert vendor in see("gordeeva", f"/tickets/{number}/clocks/")
    assert vendor not in see("saveliev", f"/tickets/{number}/clocks/")


def test_the_page_says_why_with_the_clause(desk: Desk, see) -> None:
    number = desk.register(msk("2024-03-13 16:40"), level=2).number
    page = see("saveliev", f"/tickets/{number}/").replace("\u00a0", " ")
    assert "уровень 2 — первый ответ за 4 рабочих часа, ночи и выходные не считаются" in page
    assert "/rules/clause/U3.6a/" in page
    assert "Четверг, 14 марта: 09:30–12:10" in page

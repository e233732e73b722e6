"""Grounds that go while a ticket is open; critical terms, calls and the answer clock on both legs, through the pages."""

from datetime import timedelta

import pytest

from kabinet.actions.journal.deadlines import settle_due
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on


def left_production(desk: Desk) -> None:
    with as_system("a card corrected"):
        models.System.objects.filter(pk=desk.cast.system["erp"]).update(
            production=False, production_since=None
        )


@pytest.mark.clause("U3.6d", "P4.8b")
def test_a_system_that_left_production_flags_the_ticket_on_both_sides_of_both_legs(
    desk: Desk, now, see
) -> None:
    number, vendor = passed_on(desk, later(now, hours=-1), level=2)
    left_production(desk)
    for ticket, logins, clause in (
        (number, ("saveliev", "gordeeva"), "U3.6d"),
        (vendor, ("gordeeva", "titova"), "P4.8b"),
    ):
        for login in logins:
            page = see(login, f"/tickets/{ticket}/")
            assert "Система больше не промышленная, а уровень 2 возможен только для промышленной" in page
            assert "Снизьте уровень до 3 или исправьте карточку системы" in page
            assert f"/rules/clause/{clause}/" in page
    assert f"/tickets/{number}/level/" in see("saveliev", f"/tickets/{number}/")


@pytest.mark.clause("U3.6d")
def test_lowered_the_flag_is_gone(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=2).number
    left_production(desk)
    assert send("saveliev", f"/tickets/{number}/level/", level=3).status_code == 303
    assert "больше не промышленная" not in see("gordeeva", f"/tickets/{number}/")


@pytest.mark.clause("P2.4")
@pytest.mark.parametrize("paper", ["licence", "contract"])
def test_a_right_that_ended_is_flagged_to_both_and_may_be_refused_on_its_clause(
    desk: Desk, now, send, see, paper: str
) -> None:
    _, vendor = passed_on(desk, later(now, hours=-1))
    early = send("titova", f"/tickets/{vendor}/refuse/", reason="not_entitled")
    assert early.status_code == 422
    assert "РКЛ и договор ИТС клиента действуют" in early.content.decode()
    ended = now.date() - timedelta(days=2)
    with as_system("papers that ended"):
        rows = models.Licence if paper == "licence" else models.SupportContract
        rows.objects.filter(client=desk.cast.client["zmk"]).update(last_day=ended)
    for login in ("gordeeva", "titova"):
        page = see(login, f"/tickets/{vendor}/")
        assert ("РКЛ действовала по" if paper == "licence" else "Договор ИТС действовал по") in page
        assert "/rules/clause/P2.4/" in page
    assert f"/tickets/{vendor}/refuse/?reason=not_entitled" in see("titova", f"/tickets/{vendor}/")
    assert send("titova", f"/tickets/{vendor}/refuse/", reason="not_entitled").status_code == 303
    page = see("gordeeva", f"/tickets/{vendor}/")
    assert "В рассмотрении отказано: У клиента нет действующей РКЛ" in page
    assert "/rules/clause/P2.4/" in page


@pytest.mark.clause("U4c", "P5d")
def test_the_critical_terms_of_both_sides_stand_on_the_ticket(desk: Desk, now, see) -> None:
    number, vendor = passed_on(desk, later(now, minutes=-50), level=1)
    client = see("gordeeva", f"/tickets/{number}/")
    assert 'href="tel:+7 900 000-41-17"' in client
    assert "Игорь Савельев" in client
    assert "подтверждено" in client
    both = see("titova", f"/tickets/{vendor}/")
    assert "Игорь Савельев" in both
    assert "Павел Жданов" in both
    assert both.count("подтверждено") >= 2


@pytest.mark.clause("P5d", "U4d")
def test_a_call_that_found_the_client_lowers_both_tickets(desk: Desk, now, send, see) -> None:
    number, vendor = passed_on(desk, later(now, minutes=-50), level=1)
    assert send("gordeeva", f"/tickets/{number}/call/", reached="no", text="Не берёт").status_code == 303
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (2, 2)
    assert "/rules/clause/P5d/" in see("titova", f"/tickets/{vendor}/")


@pytest.mark.clause("P5d")
def test_a_call_that_did_not_find_the_partner_lowers_the_vendor_ticket_alone(
    desk: Desk, now, send, see
) -> None:
    number, vendor = passed_on(desk, later(now, minutes=-50), level=1)
    assert "Уровень сразу станет 2" in see("titova", f"/tickets/{vendor}/call/")
    assert send("titova", f"/tickets/{vendor}/call/", reached="no", text="Не берёт").status_code == 303
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (1, 2)
    page = see("gordeeva", f"/tickets/{vendor}/")
    assert "Уровень понижен по регламенту: 1 → 2" in page
    assert "/rules/clause/P5d/" in page


@pytest.mark.clause("P5d", "U4d")
def test_a_reached_call_meets_the_hour_on_the_vendor_leg(desk: Desk, now, send) -> None:
    _, vendor = passed_on(desk, later(now, minutes=-50), level=1)
    desk.do(
        answer_ticket, "titova", later(now, minutes=-15), number=vendor, text="Так?", kind=Answer.QUESTION
    )
    assert (
        send("titova", f"/tickets/{vendor}/call/", reached="yes", text="Ответил по телефону").status_code
        == 303
    )
    assert [row[5] for row in desk.runs(vendor) if row[0] == "answer"] == ["met"]


@pytest.mark.clause("P5d", "U4d")
def test_the_hour_of_each_leg_lowers_as_the_regulation_says(desk: Desk, now, see) -> None:
    """The client's silence lowers both, the partner's the vendor ticket alone."""
    mine, mine_there = passed_on(desk, later(now, hours=-3), level=1)
    theirs, theirs_there = passed_on(desk, later(now, hours=-3), level=1)
    asked = later(now, hours=-2)
    desk.do(answer_ticket, "gordeeva", asked, number=mine, text="Версия?", kind=Answer.QUESTION)
    desk.do(answer_ticket, "titova", asked, number=theirs_there, text="Версия?", kind=Answer.QUESTION)
    settle_due(at=now)
    assert (desk.ticket(mine).level, desk.ticket(mine_there).level) == (2, 2)
    assert (desk.ticket(theirs).level, desk.ticket(theirs_there).level) == (1, 2)
    lowered = [row for row in desk.journal(theirs_there) if row.kind == "lowered"]
    assert [row.occurred_at for row in lowered] == [later(asked, hours=1)]
    for login, ticket in (("saveliev", mine), ("titova", mine_there), ("gordeeva", theirs_there)):
        assert "1 → 2" in see(login, f"/tickets/{ticket}/")


@pytest.mark.clause("L3")
def test_a_second_passing_on_cites_that_it_has_been_passed_on(desk: Desk, now, see) -> None:
    number, _ = passed_on(desk, later(now, hours=-1))
    page = see("zhdanov", f"/tickets/{number}/")
    assert "Обращение уже передано в 1С" in page
    assert "/rules/clause/L3/" in page.split("Обращение уже передано в 1С")[1][:400]

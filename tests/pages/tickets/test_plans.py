"""Plans of action on the vendor leg: agreed, refused with reasons, left without an answer (P4.8.1b, P4.8.2a, P4.8.2b)."""

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.regulation.facts import Answer
from tests.desk import SYMPTOMS, Desk, later, passed_on


def both(desk: Desk, at, level: int = 1) -> tuple[str, str]:
    """A ticket and its vendor ticket, whose plan was given at `at`."""
    number, vendor = passed_on(desk, later(at, hours=-1), level=level)
    desk.do(answer_ticket, "titova", at, number=vendor, text="1. Снять дамп", kind=Answer.PLAN)
    return number, vendor


def planned(desk: Desk, at, level: int = 1) -> str:
    """The vendor ticket alone."""
    return both(desk, at, level)[1]


@pytest.mark.clause("P4.8.2a")
@pytest.mark.parametrize("level", [1, 3])
def test_a_plan_waits_for_the_partner_on_every_level_in_sight_of_both(
    desk: Desk, now, send, see, level: int
) -> None:
    number, vendor = both(desk, later(now, hours=-2), level)
    assert "План действий ждёт вашего ответа с" in see("gordeeva", f"/tickets/{vendor}/")
    assert "План действий не согласован с" in see("titova", f"/tickets/{vendor}/")
    assert f"{vendor}: План действий ждёт вашего ответа" in see("gordeeva", f"/tickets/{number}/")
    assert "/rules/clause/P4.8.2a/" in see("titova", f"/tickets/{vendor}/")
    assert (
        send("gordeeva", f"/tickets/{vendor}/say/", text="Читаем", audience="vendor_leg").status_code == 303
    )
    assert "План действий ждёт" in see("gordeeva", f"/tickets/{vendor}/"), "talk is no answer"
    assert send("gordeeva", f"/tickets/{vendor}/agree-plan/").status_code == 303
    page = see("titova", f"/tickets/{vendor}/")
    assert "План действий согласован" in page
    assert "План действий не согласован" not in page


@pytest.mark.clause("P4.8.2a")
def test_refusing_a_plan_needs_reasons(desk: Desk, now, send, see) -> None:
    vendor = planned(desk, later(now, hours=-2), 2)
    bare = send("gordeeva", f"/tickets/{vendor}/refuse-plan/", reasons=" ")
    assert bare.status_code == 422
    assert "/rules/clause/P4.8.2a/" in bare.content.decode()
    assert send("gordeeva", f"/tickets/{vendor}/refuse-plan/", reasons="Склад встанет").status_code == 303
    assert "План действий отклонён. Склад встанет" in see("titova", f"/tickets/{vendor}/")


@pytest.mark.clause("P4.8.2b")
def test_left_unanswered_it_lets_the_vendor_lower_after_its_time_and_not_before(
    desk: Desk, now, send, see
) -> None:
    early, late = planned(desk, later(now, hours=-2)), planned(desk, later(now, hours=-13))
    page = see("titova", f"/tickets/{early}/")
    assert "1С вправе понизить уровень до 2 или ниже" in page
    assert f'href="/tickets/{early}/lower-unagreed/"' not in page
    refused = see("titova", f"/tickets/{early}/lower-unagreed/", 403)
    assert "понизить уровень можно после" in refused
    assert "/rules/clause/P4.8.2b/" in refused
    for login in ("titova", "gordeeva"):
        page = see(login, f"/tickets/{late}/")
        assert "Срок ответа вышел" in page
        assert "/rules/clause/P4.8.2b/" in page
    form = see("titova", f"/tickets/{late}/lower-unagreed/")
    assert "остался без мотивированного ответа" in form
    assert form.count('name="level"') == 3
    assert send("titova", f"/tickets/{late}/lower-unagreed/", level=2).status_code == 303
    assert desk.ticket(late).level == 2
    page = see("gordeeva", f"/tickets/{late}/")
    assert "План остался без мотивированного ответа, уровень понижен: 1 → 2" in page
    assert "План действий ждёт вашего ответа" in page, "unanswered it stays unagreed"


@pytest.mark.clause("P4.8.2b")
def test_a_reasoned_refusal_leaves_nothing_to_lower_for(desk: Desk, now, send, see) -> None:
    vendor = planned(desk, later(now, hours=-13))
    assert send("gordeeva", f"/tickets/{vendor}/refuse-plan/", reasons="Остановит склад").status_code == 303
    assert "Плана, который ждёт согласия, нет" in see("titova", f"/tickets/{vendor}/lower-unagreed/", 403)


@pytest.mark.clause("P4.8.1b")
def test_only_three_answers_are_an_update_on_level_1_and_the_form_says_so(desk: Desk, now, send, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-2), level=1)
    desk.do(answer_ticket, "titova", later(now, minutes=-80), number=vendor, text="Смотрим")
    due = desk.ticket(vendor).queue_at
    form = see("titova", f"/tickets/{vendor}/say/")
    assert "часы обновления не сбросит, срок прежний" in form.lower()
    send("titova", f"/tickets/{vendor}/say/", text="Ещё смотрим", kind="answer", audience="vendor_leg")
    assert desk.ticket(vendor).queue_at == due
    send("titova", f"/tickets/{vendor}/say/", text="1. Снять дамп", kind="plan", audience="vendor_leg")
    assert desk.ticket(vendor).queue_at > due


@pytest.mark.clause("P4.8.1b")
@pytest.mark.parametrize(("kind", "status"), [("plan", "in_work"), ("question", "waiting")])
def test_what_takes_a_solution_back_leaves_the_right_status(
    desk: Desk, now, send, kind: str, status: str
) -> None:
    number = desk.register(later(now, hours=-2)).number
    desk.do(
        answer_ticket, "gordeeva", later(now, hours=-1), number=number, text="Готово", kind=Answer.SOLUTION
    )
    assert (
        send("gordeeva", f"/tickets/{number}/say/", text="Ещё", kind=kind, audience="public").status_code
        == 303
    )
    ticket = desk.ticket(number)
    assert (ticket.status, ticket.queue_clock, ticket.answered_at) == (status, "update", None)


def test_a_plan_raised_to_critical_later_has_its_time_from_then(desk: Desk, now, see) -> None:
    vendor = planned(desk, later(now, hours=-20), level=1)
    said = {"reason": "Есть обход", "ground": "misclassified", "symptoms": SYMPTOMS[2]}
    desk.do(change_level, "titova", later(now, hours=-19), number=vendor, level=2, **said)
    desk.do(change_level, "titova", later(now, hours=-3), number=vendor, level=1, reason="Обхода нет")
    assert "понизить уровень можно после" in see("titova", f"/tickets/{vendor}/lower-unagreed/", 403)

"""Criticality by both sides: alone, by agreement, with both deadlines before and in the history."""

import re

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.regulation.facts import Answer
from tests.desk import SYMPTOMS, Desk, later, passed_on

TERMS = {"term-phone": "on", "term-hour": "on", "phone": "+7 900 000-41-17"}
FAILURE = {
    "q-happens": "failure",
    **dict.fromkeys(("q-no_other_way", "q-no_other_version", "q-no_backup"), "yes"),
}


@pytest.fixture
def both(desk: Desk, now) -> tuple[str, str]:
    """A critical ticket and its vendor ticket, which has a workaround."""
    number, vendor = passed_on(desk, later(now, hours=-3), level=1)
    at = later(now, minutes=-20)
    desk.do(answer_ticket, "titova", at, number=vendor, text="Ключ запуска", kind=Answer.WORKAROUND)
    return number, vendor


@pytest.fixture
def recovered(both: tuple[str, str]) -> str:
    return both[1]


@pytest.mark.clause("P5f")
def test_a_wrong_classification_is_changed_by_the_vendor_alone_with_a_reason(
    desk: Desk, now, send, see
) -> None:
    _, vendor = passed_on(desk, later(now, hours=-3))
    address = f"/tickets/{vendor}/level/"
    page = see("titova", address)
    assert "/rules/clause/P5f/" in page
    assert re.search(r"Первый ответ партнёру: было .*?, станет ", page)
    bare = send("titova", address, level=2)
    assert bare.status_code == 422
    assert "/rules/own/" in bare.content.decode().split("Нужна причина")[1][:250]
    assert send("titova", address, level=2, reason="Встала отгрузка").status_code == 303
    page = see("gordeeva", f"/tickets/{vendor}/")
    assert re.search(r"3 → 2\. Встала отгрузка\. Первый ответ от 1С: .*? → ", page)
    assert "level_changed" in desk.told("zhdanov", vendor)


@pytest.mark.clause("P4.8.2c")
def test_after_recovery_the_vendor_proposes_and_the_partner_accepts(
    desk: Desk, recovered: str, send, see
) -> None:
    blocked = see("titova", f"/tickets/{recovered}/level/", 403)
    assert "только по согласованию с партнёром" in blocked
    assert "/rules/clause/P4.8.2c/" in blocked
    assert "не изменятся, пока партнёр не согласится" in see("titova", f"/tickets/{recovered}/level/propose/")
    sent = send("titova", f"/tickets/{recovered}/level/propose/", level=3, reason="Работает с ключом")
    assert sent.status_code == 303
    assert desk.ticket(recovered).level == 1
    support, partner = see("titova", f"/tickets/{recovered}/"), see("gordeeva", f"/tickets/{recovered}/")
    assert "Предложен уровень 3 вместо 1, согласия ждём" in support
    assert "Предложен уровень 3 вместо 1: нужно ваше согласие" in partner
    assert "Работает с ключом." in partner
    assert re.search(r"До согласия ничего не меняется. После него: .*?: было .*?, станет ", partner)
    assert send("gordeeva", f"/tickets/{recovered}/level/agree/").status_code == 303
    assert desk.ticket(recovered).level == 3
    page = see("titova", f"/tickets/{recovered}/")
    assert "Предложен другой уровень: 1 → 3" in page
    assert re.search(r"Уровень изменён по согласованию: 1 → 3\. .*? → ", page)
    assert "нужно ваше согласие" not in see("gordeeva", f"/tickets/{recovered}/")


@pytest.mark.clause("P4.8.2c")
def test_declined_it_stays_as_it_was_and_both_are_in_the_history(
    desk: Desk, recovered: str, send, see
) -> None:
    send("titova", f"/tickets/{recovered}/level/propose/", level=2, reason="Работает")
    assert send("zhdanov", f"/tickets/{recovered}/level/decline/", reason="Касса стоит").status_code == 303
    assert desk.ticket(recovered).level == 1
    page = see("titova", f"/tickets/{recovered}/")
    assert "Предложен другой уровень: 1 → 2" in page
    assert "Уровень 2 отклонён, остаётся 1. Касса стоит" in page
    gone = see("zhdanov", f"/tickets/{recovered}/level/agree/", 403)
    assert "Предложения изменить уровень нет" in gone


@pytest.mark.clause("P4.8.2c")
def test_the_partner_sees_in_the_client_ticket_that_an_answer_is_awaited_there(both, send, see) -> None:
    number, vendor = both
    send("titova", f"/tickets/{vendor}/level/propose/", level=2, reason="Работает")
    assert f"{vendor}: Предложен уровень 2 вместо 1" in see("gordeeva", f"/tickets/{number}/")
    assert "Предложен уровень" not in see("saveliev", f"/tickets/{number}/")


@pytest.mark.clause("P4.8.2c")
def test_before_recovery_there_is_nothing_to_propose(desk: Desk, now, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-1), level=1)
    refused = see("titova", f"/tickets/{vendor}/level/propose/", 403)
    assert "когда работоспособность восстановлена" in refused


@pytest.mark.clause("U3.5b")
def test_the_partner_lowers_what_the_client_stated_by_agreement_alone(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=2).number
    page = see("gordeeva", f"/tickets/{number}/level/")
    assert page.count('name="level"') == 0, "only the client raises to what needs its promises"
    assert 'name="reason"' not in page, "where there is nothing to choose there is nothing to send"
    assert "без них уровня 1 нет" in page
    assert f"/tickets/{number}/level/propose/" in page
    assert send("gordeeva", f"/tickets/{number}/level/", level=3, reason="Обход").status_code == 422
    assert (
        send("gordeeva", f"/tickets/{number}/level/propose/", level=3, reason="Есть обход").status_code == 303
    )
    assert f"/tickets/{number}/level/agree/" in see("saveliev", f"/tickets/{number}/")
    assert re.search(
        r"Уровень станет 3\. .*?: было .*?, станет", see("saveliev", f"/tickets/{number}/level/agree/")
    )
    assert send("saveliev", f"/tickets/{number}/level/agree/").status_code == 303
    assert desk.ticket(number).level == 3


@pytest.mark.clause("U3.5b", "P4.7a")
def test_an_applicant_raises_by_the_symptoms_of_now(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=3).number
    address = f"/tickets/{number}/level/"
    assert 'name="q-happens"' in see("saveliev", address)
    above = send("saveliev", address, level=2, reason="Хуже", **{"q-happens": "isolated"})
    assert above.status_code == 422
    assert "получается уровень 3, выбрать выше нельзя" in above.content.decode()
    assert "Хуже" in above.content.decode()
    open_ = send("saveliev", address, level=2, reason="Хуже", **{"q-happens": "failure"})
    assert "уровень ещё не ясен" in open_.content.decode()
    assert send("saveliev", address, level=2, reason="Хуже", **{"q-happens": "partial"}).status_code == 303
    assert desk.ticket(number).level == 2
    assert send("saveliev", address, level=4).status_code == 303, "lower without a word"


@pytest.mark.clause("P4.7a")
def test_the_partner_corrects_the_level_of_its_own_ticket(desk: Desk, now, send, see) -> None:
    _, vendor = passed_on(desk, later(now, hours=-2))
    address = f"/tickets/{vendor}/level/"
    assert "/rules/clause/P4.7a/" in see("gordeeva", address)
    assert send("gordeeva", address, level=4).status_code == 422
    assert send("gordeeva", address, level=4, reason="Это пожелание").status_code == 303
    assert desk.ticket(vendor).level == 4
    raised = send("gordeeva", address, level=2, reason="Встала отгрузка", **{"q-happens": "partial"})
    assert raised.status_code == 303
    assert desk.journal(vendor)[-1].clause == "P4.7a"


@pytest.mark.clause("U4c", "U4e")
def test_raised_to_critical_later_the_promises_are_asked_for_and_shown(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=3).number
    address = f"/tickets/{number}/level/"
    page = see("saveliev", address)
    assert 'name="term-phone"' in page
    assert 'name="phone"' in page
    bare = send("saveliev", address, level=1, reason="Всё стоит", **FAILURE)
    assert bare.status_code == 422
    assert "Условия критических обращений не подтверждены" in bare.content.decode()
    assert send("saveliev", address, level=1, reason="Всё стоит", **FAILURE, **TERMS).status_code == 303
    for login in ("gordeeva", "saveliev"):
        page = see(login, f"/tickets/{number}/")
        assert "Критический режим, круглосуточно" in page
        assert "Игорь Савельев" in page
        assert "подтверждено" in page


@pytest.mark.clause("P5d")
def test_the_partner_raises_to_critical_only_with_the_clients_promises_as_well(
    desk: Desk, now, send, see
) -> None:
    number, vendor = passed_on(desk, later(now, hours=-1))
    address = f"/tickets/{vendor}/level/"
    alone = send("gordeeva", address, level=1, reason="Всё стоит", **FAILURE, **TERMS)
    assert alone.status_code == 422
    assert "Нужны подтверждения клиента и ваше" in alone.content.decode()
    send("saveliev", f"/tickets/{number}/level/", level=1, reason="Всё стоит", **FAILURE, **TERMS)
    assert send("gordeeva", address, level=1, reason="Всё стоит", **FAILURE, **TERMS).status_code == 303
    page = see("titova", f"/tickets/{vendor}/")
    assert "Игорь Савельев" in page
    assert "Алина Гордеева" in page


@pytest.mark.clause("U6b")
def test_a_contradiction_is_shown_to_both_sides_and_on_the_form(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-1), level=3, impact="critical").number
    for login in ("saveliev", "gordeeva"):
        page = see(login, f"/tickets/{number}/")
        assert "Влияние на бизнес не соответствует уровню 3" in page
        assert "/rules/clause/U6b/" in page
    form = see("saveliev", f"/tickets/{number}/level/")
    assert form.count("Заявленное влияние этому уровню не соответствует.") == 1, "of 1, 2 and 4 the last"
    send("saveliev", f"/tickets/{number}/level/", level=2, reason="Хуже", **{"q-happens": "partial"})
    assert "Влияние на бизнес не соответствует" not in see("saveliev", f"/tickets/{number}/")


@pytest.mark.clause("U6b")
def test_a_contradiction_is_shown_before_passing_on(desk: Desk, now, see) -> None:
    number = desk.register(later(now, hours=-1), level=3, impact="critical").number
    page = see("zhdanov", f"/tickets/{number}/pass-on/")
    assert "Влияние на бизнес не соответствует уровню 3" in page
    assert "/rules/clause/P7/" in page


def test_symptoms_that_are_kept_are_shown_for_correction(desk: Desk, now, see) -> None:
    number = desk.register(later(now, hours=-1), level=2).number
    page = see("saveliev", f"/tickets/{number}/level/")
    assert re.search(r'value="partial"[^>]*checked', page)


@pytest.mark.clause("L2a")
def test_a_lowering_by_the_law_shows_its_deadlines_too(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, minutes=-30), level=1).number
    send("gordeeva", f"/tickets/{number}/call/", reached="no", text="Не берёт")
    page = see("saveliev", f"/tickets/{number}/")
    assert re.search(r"Уровень понижен по регламенту: 1 → 2\. Первый ответ от партнёра: .*? → ", page)


def test_a_change_by_another_meanwhile_is_shown_with_what_was_typed(desk: Desk, now, send) -> None:
    number = desk.register(later(now, hours=-1), level=3).number
    seen = desk.ticket(number).version
    desk.do(change_level, "orlova", now, number=number, level=2, reason="Отгрузка", symptoms=SYMPTOMS[2])
    clash = send("saveliev", f"/tickets/{number}/level/", level=4, reason="Пожелание", version=seen)
    assert clash.status_code == 409
    assert "Пожелание" in clash.content.decode()

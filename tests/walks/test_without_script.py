"""The whole way of a client without a line of script, from the sign-in page to the closed ticket."""

import pytest
from playwright.sync_api import expect

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.regulation.facts import Answer
from tests import clock
from tests.desk import Desk
from tests.walks import registration, ticket
from tests.walks.person import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "Рабочие процессы падают каждые десять минут"
REPLY = "Журнал приложили, дамп будет вечером."


@pytest.mark.parametrize("screen", ["desktop"])
@pytest.mark.clause("L4")
def test_a_client_needs_no_script(desk: Desk, sign_in: SignIn) -> None:
    saveliev = sign_in("saveliev", script=False)
    saveliev.press("Новое обращение")
    registration.choose(saveliev, registration.SYSTEM, registration.FAILURE, counted=False)
    saveliev.press("Показать сейчас")
    registration.answer_no_way_out(saveliev)
    saveliev.press("Дальше")
    for term in registration.TERMS:
        registration.pick(saveliev, term)
    registration.go_on(saveliev)
    saveliev.press("Отправить")
    expect(saveliev.page.get_by_role("alert")).to_contain_text("Подробное описание")
    registration.describe(saveliev, SUBJECT, "После обновления rphost падает.", impact="Критическое")
    number = registration.send(saveliev)
    assert desk.ticket(number).level == 1

    ticket.write(saveliev, number, REPLY, "Отправить партнёру")
    at = clock.now()
    desk.do(
        answer_ticket, "gordeeva", at, number=number, text="Вернули прежнюю версию.", kind=Answer.SOLUTION
    )
    why = "Через час упало снова"
    ticket.do(saveliev, number, "Решение не подошло", "Вернуть в работу", reason=why)
    saveliev.reads("Обращение вернулось в работу", why)
    desk.do(
        answer_ticket, "gordeeva", clock.now(), number=number, text="Заменили узел.", kind=Answer.SOLUTION
    )
    ticket.do(saveliev, number, "Принять решение", "Принять и закрыть")
    saveliev.reads("Решение принято, обращение закрыто")
    assert desk.ticket(number).closed_at is not None

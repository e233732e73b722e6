"""A client registers a ticket: step 1 of the main job."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests import clock
from tests.desk import Desk
from tests.walks import registration as form
from tests.walks.person import SignIn

pytestmark = pytest.mark.browser
SUBJECT = "Закрытие месяца занимает втрое больше времени"
PHOTO = "снимок экрана.png"
DESCRIPTION = (
    "После обновления 14 ноября закрытие месяца идёт восемь часов.\nРаньше хватало двух с половиной."
)


def now() -> datetime:
    return clock.now()


@pytest.mark.clause("U3.5b")
@pytest.mark.clause("U3.5d")
@pytest.mark.clause("U3.5e")
@pytest.mark.clause("U4a")
@pytest.mark.clause("U6a")
@pytest.mark.clause("L5")
def test_a_client_registers_a_ticket(desk: Desk, sign_in: SignIn) -> None:
    saveliev = sign_in("saveliev")
    saveliev.open("/new/")
    form.choose(saveliev, form.SYSTEM, form.PARTIAL)
    expect(form.result(saveliev)).to_contain_text("Получается уровень 2")
    expect(form.result(saveliev)).to_contain_text("часть задач приходится решать в обход")
    saveliev.take_picture("new-ticket-level")

    began = now()
    form.go_on(saveliev)
    promise = saveliev.page.locator(".promise-line").inner_text()
    assert promise in form.promises(2, began, now())
    saveliev.take_picture("new-ticket-form")

    saveliev.page.get_by_label("Тема", exact=True).fill(SUBJECT)
    saveliev.page.get_by_label("Продукт и конфигурация").fill("")
    saveliev.press("Отправить")
    errors = saveliev.page.get_by_role("alert")
    for field in ("Подробное описание", "Влияние на бизнес", "Какая нужна услуга", "Продукт и конфигурация"):
        expect(errors).to_contain_text(field)
    expect(saveliev.page.get_by_label("Тема", exact=True)).to_have_value(SUBJECT)
    saveliev.take_picture("new-ticket-errors")

    form.describe(saveliev, SUBJECT, DESCRIPTION)
    saveliev.page.get_by_label("Продукт и конфигурация").fill("1С:ERP 2.5.14.96")
    form.attach_photo(saveliev, PHOTO)
    number = form.send(saveliev)
    ticket = desk.ticket(number)
    saveliev.reads(f"Обращение {number} зарегистрировано", SUBJECT, PHOTO)
    assert ticket.next_due_at == form.first_answer(2, ticket.registered_at)
    assert desk.told("saveliev", number) == ["registered"]
    saveliev.open("/notices/")
    saveliev.reads(f"Обращение {number} зарегистрировано, уровень 2")

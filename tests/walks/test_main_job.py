"""The main job from end to end, each person in a browser of their own under their own name (L4, L5)."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.actions.desk import Desk
from tests.walks import queue, registration, ticket
from tests.walks.person import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "Закрытие месяца занимает втрое больше времени"
NOTE = "У Кедра было то же после обновления, разбирала Мельник"
ANSWER = "Воспроизвели на своей копии, смотрим план запроса."


@pytest.mark.clause("U3.6c")
def test_the_partner_takes_notes_and_answers(desk: Desk, sign_in: SignIn) -> None:
    before = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
    desk.register(before, level=3, subject="Не печатается накладная")
    desk.register(before, login="dremin", level=4, system="holding", subject="Где описан обмен?")
    number = registration.register(sign_in("saveliev"), SUBJECT)
    due = desk.ticket(number).next_due_at

    gordeeva = sign_in("gordeeva")
    gordeeva.open("/queue/")
    queue.open_top(gordeeva, number)
    gordeeva.open("/queue/")
    queue.take(gordeeva, number)
    ticket.write(gordeeva, number, NOTE, "Сохранить заметку", ticket.NOTE)
    assert (desk.ticket(number).next_due_at, desk.ticket(number).first_contact_at) == (due, None)
    ticket.write(gordeeva, number, ANSWER, "Отправить клиенту")
    expect(ticket.clocks(gordeeva)).to_contain_text("Первый ответ клиенту")
    print(desk.runs(number))

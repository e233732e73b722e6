"""An open page follows what others do, and the queue is walked by keys."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from tests import clock
from tests.desk import Desk, later
from tests.walks import queue, ticket
from tests.walks.person import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NEWS = "Повторилось ещё раз, приложили журнал."


def now() -> datetime:
    return clock.now()


@pytest.mark.clause("L2a")
def test_queue_and_ticket_follow_by_themselves(desk: Desk, sign_in: SignIn) -> None:
    number = desk.register(at := now() - timedelta(minutes=10)).number
    gordeeva, zhdanov = sign_in("gordeeva"), sign_in("zhdanov")
    gordeeva.open("/queue/")
    ticket.open_ticket(zhdanov, number)
    other = desk.register(now(), level=2, subject="Только что случилось").number
    desk.do(take_ticket, "gordeeva", later(at, minutes=1), number=number)
    desk.do(write_reply, "saveliev", later(at, minutes=2), number=number, text=NEWS)
    expect(queue.rows(gordeeva).first).to_contain_text(other)
    expect(zhdanov.page.locator(".feed")).to_contain_text(NEWS)
    zhdanov.reads("Взято в работу: Гордеева Алина Викторовна")


@pytest.mark.parametrize("screen", ["desktop"])
def test_the_queue_by_keys_alone(desk: Desk, sign_in: SignIn) -> None:
    first, second = (
        desk.register(now() - timedelta(minutes=minutes), subject=f"Ждёт {minutes} минут").number
        for minutes in (40, 20)
    )
    gordeeva = sign_in("gordeeva")
    gordeeva.open("/queue/")
    focused = gordeeva.page.locator("[data-row]:focus-within")
    for key, number in (("KeyJ", first), ("KeyJ", second), ("KeyK", first), ("KeyJ", second)):
        gordeeva.page.keyboard.press(key)
        expect(focused).to_contain_text(number)
    gordeeva.page.keyboard.press("Enter")
    gordeeva.page.wait_for_url(f"**/tickets/{second}/")

"""Several people at one ticket: nobody's work is lost, and everybody sees what happened."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from kabinet.actions.close import withdraw
from kabinet.actions.take import take
from tests.actions.desk import Desk
from tests.walks import queue, registration, ticket
from tests.walks.person import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TYPED = "Смотрим журнал: похоже на нехватку памяти."


def a_while_ago() -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=10)


def test_two_engineers_take_one_ticket(desk: Desk, sign_in: SignIn) -> None:
    number = desk.register(a_while_ago()).number
    gordeeva, zhdanov = sign_in("gordeeva"), sign_in("zhdanov")
    for person in (gordeeva, zhdanov):
        person.open("/queue/")
        if person.phone:
            ticket.open_ticket(person, number)
    queue.take(gordeeva, number)
    zhdanov.press("Взять в работу" if zhdanov.phone else f"Взять {number}")
    zhdanov.reads(f"Пока вы писали, {number} изменилось", "Гордеева Алина Викторовна")
    assert desk.ticket(number).assignee_name == "Гордеева Алина Викторовна"
    assert desk.kinds(number).count("taken") == 1

"""A ticket that was left alone: what both sides see of it (step 5 of the main job; tests/jobs has the worker)."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from kabinet.jobs import deadlines
from tests import clock
from tests.desk import Desk
from tests.walks import queue, ticket
from tests.walks.person import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "Не запускается сервер лицензирования"


@pytest.mark.clause("L2b")
@pytest.mark.clause("L6")
def test_both_sides_see_the_breach_and_have_their_notice(desk: Desk, sign_in: SignIn) -> None:
    now = clock.now()
    desk.register(now - timedelta(minutes=10), level=1, login="dremin", system="holding")
    number = desk.register(now - timedelta(hours=3), level=1, subject=SUBJECT).number
    assert deadlines.catch_up(now) == 1

    gordeeva = sign_in("gordeeva")
    gordeeva.open("/queue/")
    first = (
        gordeeva.page.locator("section").filter(has=gordeeva.page.get_by_text("Просрочено", exact=True)).first
    )
    expect(first).to_contain_text(SUBJECT)
    expect(first.locator(".clock.over").last).to_contain_text("−1 ч")
    queue.open_top(gordeeva, number)
    saveliev = sign_in("saveliev")
    saveliev.open("/tickets/")
    expect(saveliev.page.locator("[data-row]")).to_contain_text("−1 ч")
    for person in (gordeeva, saveliev):
        ticket.open_ticket(person, number)
        person.reads("Нарушен срок реакции")
        expect(ticket.clocks(person).locator(".missed")).to_be_visible()
        person.open("/notices/")
        person.reads(f"По обращению {number} нарушен срок реакции")

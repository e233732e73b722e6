"""Several people at one ticket, and one person who presses twice: nothing is lost, everybody sees what happened."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.take import take_ticket
from kabinet.records.models import Session
from kabinet.records.security.reach import as_system
from tests import clock
from tests.desk import Desk, later
from tests.walks import queue, registration, ticket
from tests.walks.person import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TYPED = "Смотрим журнал: похоже на нехватку памяти."


def a_while_ago() -> datetime:
    return clock.now() - timedelta(minutes=10)


def test_two_engineers_take_one_ticket(desk: Desk, sign_in: SignIn) -> None:
    number = desk.register(a_while_ago()).number
    gordeeva, zhdanov = sign_in("gordeeva"), sign_in("zhdanov")
    for person in (gordeeva, zhdanov):
        person.open(f"/tickets/{number}/" if person.phone else "/queue/")
    queue.take(gordeeva, number)
    zhdanov.press("Взять в работу" if zhdanov.phone else f"Взять {number}")
    zhdanov.reads(f"{number} изменилось", "Взято в работу: Гордеева Алина Викторовна")
    assert desk.ticket(number).assignee_name == "Гордеева Алина Викторовна"
    assert desk.kinds(number).count("taken") == 1


def test_what_was_typed_outlives_what_others_did(desk: Desk, sign_in: SignIn) -> None:
    """Taken meanwhile, a message loses nothing; ended meanwhile, it is not sent, but it is kept and says why."""
    number = desk.register(at := a_while_ago()).number
    zhdanov = sign_in("zhdanov")
    ticket.type_in(zhdanov, number, TYPED)
    desk.do(take_ticket, "gordeeva", later(at, minutes=1), number=number)
    desk.do(withdraw_ticket, "saveliev", later(at, minutes=2), number=number, reason="Нашли причину сами")
    zhdanov.press("Отправить клиенту")
    zhdanov.reads(f"Пока вы писали, {number} изменилось", "Савельев Игорь Петрович")
    assert TYPED not in [message.text for message in desk.messages(number)]
    expect(zhdanov.page.get_by_role("textbox").filter(visible=True)).to_have_value(TYPED)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_pressing_twice_sends_once(desk: Desk, sign_in: SignIn, script: bool) -> None:
    number = desk.register(a_while_ago()).number
    gordeeva = sign_in("gordeeva", script=script)
    form = ticket.type_in(gordeeva, number, TYPED)
    with ticket.lands_on(gordeeva, number):
        gordeeva.control("Отправить клиенту", form).dblclick()
    gordeeva.reads(TYPED)
    assert [message.text for message in desk.messages(number)].count(TYPED) == 1


def test_registering_twice_makes_one_ticket(desk: Desk, sign_in: SignIn) -> None:
    orlova = sign_in("orlova")
    orlova.open("/new/")
    registration.choose(orlova, registration.SYSTEM, registration.PARTIAL)
    registration.go_on(orlova)
    registration.describe(orlova, "Двойной щелчок", TYPED)
    orlova.control("Отправить").dblclick()
    orlova.page.wait_for_url("**/tickets/U-*/")
    orlova.open("/tickets/")
    expect(orlova.page.locator("[data-row]")).to_have_count(1)


def test_a_session_that_ended_costs_no_word(desk: Desk, sign_in: SignIn) -> None:
    """One signs in again and is back at the same form, with the text and with the audience that it was meant for."""
    number = desk.register(a_while_ago()).number
    gordeeva = sign_in("gordeeva")
    form = ticket.type_in(gordeeva, number, TYPED, ticket.NOTE)
    where = gordeeva.page.url
    with transaction.atomic(), as_system("a test"):
        Session.objects.all().delete()
    gordeeva.press("Сохранить заметку", form)
    gordeeva.enter("gordeeva")
    expect(gordeeva.page).to_have_url(where)
    expect(form.get_by_label("Текст сообщения")).to_have_value(TYPED)
    expect(form.locator(".is-internal")).to_be_checked()


def test_what_was_typed_waits_for_its_writer(desk: Desk, sign_in: SignIn) -> None:
    """Leaving at once, before the draft had time to be kept."""
    number = desk.register(a_while_ago()).number
    saveliev = sign_in("saveliev")
    ticket.type_in(saveliev, number, TYPED)
    saveliev.open("/notices/")
    form = ticket.composer(saveliev, number)
    expect(form.get_by_label("Текст сообщения")).to_have_value(TYPED)


@pytest.mark.clause("L1")
def test_a_stranger_meets_nothing(desk: Desk, sign_in: SignIn) -> None:
    number = desk.register(a_while_ago(), subject="Тайна заказчика").number
    stranger = sign_in("stranger")
    for path in (f"/tickets/{number}/", f"/tickets/{number}/clocks/", f"/tickets/{number}/say/"):
        stranger.open(path, status=404)
        stranger.does_not_read("Тайна заказчика")
    stranger.open("/tickets/")
    stranger.does_not_read(number)

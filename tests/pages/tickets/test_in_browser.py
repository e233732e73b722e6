"""What only a script does on a ticket's pages: effects while one chooses, the preview while one types."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from kabinet.actions.tickets.answer import answer_ticket
from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def now() -> datetime:
    return clock.now()


def signed_in(page: Page, live: Live, cast: Cast, login: str) -> Page:
    """A page in whose browser this person has a session."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    cast.sign_in(client, login)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live.url}])
    return page


def test_writing(live: Live, cast: Cast, visit: Visit, screen: str) -> None:
    from tests.desk import Desk, later, passed_on

    desk = Desk(cast)
    number, vendor = passed_on(desk, later(now(), hours=-1), level=1)
    page = signed_in(visit(), live, cast, "gordeeva")
    if screen == "desktop":
        page.goto(f"/tickets/{number}/")
        page.fill("#composer textarea", "Пишу дол")
        desk.do(answer_ticket, "titova", now(), number=vendor, text="Нужна версия платформы")
        expect(page.get_by_text("Нужна версия платформы")).to_be_visible()
        expect(page.locator("#composer textarea")).to_have_value("Пишу дол")
        page.get_by_role("link", name="Перенести клиенту").click()
    else:
        desk.do(answer_ticket, "titova", now(), number=vendor, text="Нужна версия платформы")
        page.goto(f"/tickets/{vendor}/relay/{desk.messages(vendor)[-1].pk}/")
    page.get_by_label("Что прочтёт клиент").fill("Игорь, какая у вас версия?")
    expect(page.locator("#preview .message-text")).to_have_text("Игорь, какая у вас версия?")
    page.goto(f"/tickets/{number}/say/")
    page.select_option("select[name=kind]", "question")
    expect(page.locator("[data-effect-words]")).to_contain_text("клиент отвечает")


def test_what_was_there_before_the_first_key_is_not_asked_about(
    live: Live, cast: Cast, visit: Visit, screen: str
) -> None:
    """A page that follows showed the colleague's answer; whoever began before it came is asked."""
    from tests.desk import Desk, later

    desk = Desk(cast)
    for begun in (False, True):
        number = desk.register(later(now(), hours=-1)).number
        page = signed_in(visit(), live, cast, "gordeeva")
        page.goto(f"/tickets/{number}/" if screen == "desktop" else f"/tickets/{number}/say/")
        if begun:
            page.fill("#composer textarea", "И я отвечаю")
        desk.do(answer_ticket, "zhdanov", now(), number=number, text="Уже отвечаю вам")
        if screen == "desktop":
            expect(page.get_by_text("Уже отвечаю вам")).to_be_visible()
        page.fill("#composer textarea", "И я отвечаю тоже")
        page.get_by_role("button", name="Отправить клиенту").click()
        if begun or screen != "desktop":
            expect(page.get_by_role("alert")).to_contain_text(
                "клиенту уже ответили: Павел Жданов. Отправить всё равно?"
            )
            page.get_by_role("button", name="Отправить клиенту").click()
        expect(page).to_have_url(re.compile(rf"/tickets/{number}/(#last)?$"))
        assert [each.text for each in desk.messages(number)][-1] == "И я отвечаю тоже"

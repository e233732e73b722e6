"""A printed ticket is worth signing: which, by whom and when, why each deadline is as it is, and nothing one would press."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from kabinet.actions.tickets.reply import write_reply
from tests.browser import SCREENS
from tests.desk import Desk, later, passed_on
from tests.pages.laid_out import HOST, laid_out

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PRESSED = """() => [...document.querySelectorAll("button, input, select, textarea, .button, .acts a, summary")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length)
    .map((one) => one.outerHTML.slice(0, 120))"""
# A head below which nothing stands.
EMPTY = """() => [...document.querySelectorAll("section.section, section.panel")]
    .filter((one) => one.checkVisibility() && one.querySelector("h2, h3"))
    .filter((one) => one.innerText.trim() === (one.querySelector("h2, h3").innerText || "").trim())
    .map((one) => one.innerText)"""


@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.parametrize("login", ["saveliev", "frolov", "gordeeva", "titova", "lapteva"])
def test_a_printed_ticket(
    desk: Desk, now: datetime, reader, browser: Browser, login: str, screen: str
) -> None:
    number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(write_reply, "saveliev", later(now, hours=-2), number=number, text="Дамп снят, лежит у вас")
    shown = vendor if login == "titova" else number
    path = f"/tickets/{shown}/"
    with laid_out(browser, {path: reader(login).get(path).content}, SCREENS[screen]) as page:
        page.goto(HOST + path)
        assert page.locator("[data-print]").filter(visible=True).count() == 1
        assert "Распечатано" not in words(page)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        told = words(page)
        assert re.search(rf"{shown} Распечатано: \S+ \S+ \S+, [^,]+, \d+ \w+ \d{{4}} г\. в \d\d:\d\d", told)
        assert "Отсчёт начат:" in told
        assert "Срок истекает:" in told
        assert page.evaluate(PRESSED) == []
        assert page.evaluate(EMPTY) == []
        for control in ("Показать клиенту", "Перенести клиенту", "Что можно сделать"):
            assert control not in told


def words(page: Page) -> str:
    return " ".join(page.locator("body").inner_text().split())

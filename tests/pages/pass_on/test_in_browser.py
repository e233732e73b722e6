"""Passing on in a real browser: the document follows what is typed, the draft keeps itself, and all of it without script."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.session import signed_in

if TYPE_CHECKING:
    from tests.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def now() -> datetime:
    return clock.now()


def typed(page: Page) -> None:
    """Everything that is missing."""
    page.fill("[name=changes]", "Платформа 8.3.23.1997, теперь 8.3.24.1467")
    page.locator("[name=source_title]").first.fill("Известная проблема 60014312")
    page.locator("[name=source_outcome]").first.fill("не совпадает")
    page.fill("[name=pass_on_reason]", "Время растёт внутри сервера")


def send(page: Page, screen: str) -> None:
    page.locator("#phone-send" if screen == "phone" else "#send-bar button").click()
    page.wait_for_url("**/tickets/V-*/")


def test_the_document_follows_what_is_typed(
    live: Live, cast: Cast, visit: Visit, desk: "Desk", screen: str
) -> None:
    number = desk.register(now()).number
    page = signed_in(visit(), live, cast, "zhdanov")
    page.goto(f"/tickets/{number}/pass-on/")
    expect(page.locator("#send-bar button")).to_have_attribute("aria-disabled", "true")
    typed(page)
    expect(page.locator(".document ins", has_text="8.3.24.1467")).to_be_visible()
    expect(page.locator("#item-counts")).to_contain_text("не хватает 0")
    expect(page.locator("[name=pass_on_reason]")).to_be_focused()
    expect(page.locator(".document .gap")).to_have_count(0)
    expect(page.locator("[data-saved]")).to_contain_text("Черновик сохранён в")
    page.reload()
    expect(page.locator("[name=changes]")).to_have_value("Платформа 8.3.23.1997, теперь 8.3.24.1467")
    send(page, screen)
    assert desk.ticket(number).status == "passed_on"


def test_without_script(live: Live, cast: Cast, visit: Visit, desk: "Desk", screen: str) -> None:
    number = desk.register(now()).number
    page = signed_in(visit(script=False), live, cast, "zhdanov")
    page.goto(f"/tickets/{number}/pass-on/")
    typed(page)
    page.get_by_role("button", name="Показать, что увидит 1С").last.click()
    expect(page.locator(".document ins", has_text="8.3.24.1467")).to_be_visible()
    send(page, screen)
    assert desk.ticket(number).status == "passed_on"


def test_a_draft_comes_to_the_one_who_may_send(
    live: Live, cast: Cast, visit: Visit, desk: "Desk", screen: str
) -> None:
    number = desk.register(now()).number
    gordeeva = signed_in(visit(), live, cast, "gordeeva")
    gordeeva.goto(f"/tickets/{number}/pass-on/")
    typed(gordeeva)
    gordeeva.locator("#phone-send" if screen == "phone" else "#send-bar button").click()
    expect(gordeeva.get_by_text("Черновик сохранён: его видят все")).to_be_visible()
    zhdanov = signed_in(visit(), live, cast, "zhdanov")
    zhdanov.goto(f"/tickets/{number}/pass-on/")
    send(zhdanov, screen)
    assert desk.ticket(number).status == "passed_on"

"""Words at hand in a real browser, and many tickets at once without a script."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kabinet.actions.desk.canned import keep_canned
from tests import clock
from tests.browser import Live, Visit
from tests.cast import Cast
from tests.pages.session import signed_in

if TYPE_CHECKING:
    from tests.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def now() -> datetime:
    return clock.now()


@pytest.mark.parametrize("screen", ["desktop"])
def test_words_are_put_where_one_writes(live: Live, cast: Cast, visit: Visit, desk: "Desk") -> None:
    number = desk.register(now()).number
    desk.do(keep_canned, "arkhipova", now(), leg="client", title="Принято", text="Приняли {{number}}.")
    page = signed_in(visit(), live, cast, "gordeeva")
    page.goto(f"/tickets/{number}/")
    area = page.get_by_label("Текст сообщения")
    area.fill("Добрый день! ")
    page.locator("summary", has_text="Готовые ответы").click()
    page.get_by_role("link", name="Принято").click()
    expect(area).to_have_value(f"Добрый день! Приняли {number}.")
    page.keyboard.press("Escape")
    page.locator("label.tab-internal").click()
    page.locator(".for-internal summary").click()
    page.get_by_role("button", name="@zhdanov").click()
    expect(area).to_have_value(f"Добрый день! Приняли {number}.@zhdanov ")
    assert [message.kind for message in desk.messages(number)] == ["statement"]


def test_many_at_once_without_script(live: Live, cast: Cast, visit: Visit, desk: "Desk") -> None:
    numbers = [desk.register(now(), subject=f"Обращение {place}").number for place in range(3)]
    page = signed_in(visit(script=False), live, cast, "gordeeva")
    page.goto("/queue/")
    for number in numbers[:2]:
        page.get_by_label(f"Выбрать {number}").check(force=True)
    page.locator(".bulk-bar button", has_text="Взять").click()
    page.locator(".act-send button").click()
    expect(page.get_by_text("Сделано: 2 из 2")).to_be_visible()
    assert [desk.ticket(number).assignee_id for number in numbers] == [cast.person["gordeeva"]] * 2 + [None]

"""Real tabs: one of them sounds and shows what came, once, and none while a tab shows it itself; nobody is asked unasked."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SCREENS, Live
from tests.cast import Cast
from tests.clock import now, until
from tests.desk import Desk, later
from tests.pages.devices.test_in_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
COUNTS = """{
  const Real = AudioContext, add = (name) => localStorage.setItem(name, 1 + Number(localStorage.getItem(name)));
  window.AudioContext = class extends Real {
    constructor() {
      super();
      add("of a test: sounds");
      if (localStorage.getItem("of a test: sounds") === "2") throw new Error("no loudspeaker");
    }
  };
  Notification.requestPermission = async () => (add("of a test: asked"), Notification.permission);
}"""
TITLES = """navigator.serviceWorker.ready.then((ready) => ready.getNotifications())
  .then((all) => all.map((each) => each.title).sort())"""


def counted(page: Page, name: str) -> int:
    return int(page.evaluate("(name) => Number(localStorage.getItem(`of a test: ${name}`))", name))


def told(page: Page) -> int:
    """Of how many notices this browser knows."""
    return int(
        page.evaluate(
            "() => JSON.parse(localStorage.getItem(`text:${document.body.dataset.person}:told`))?.tags.length ?? -1"
        )
    )


def titles(page: Page) -> list[str]:
    found: list[str] = page.evaluate(TITLES)
    return found


def test_one_tab_of_two_tells_once_and_none_of_what_a_tab_shows_itself(
    live: Live, cast: Cast, browser: Browser
) -> None:
    context = browser.new_context(**SCREENS["desktop"], locale="ru-RU", permissions=["notifications"])
    context.add_init_script(COUNTS)
    first, desk = context.new_page(), Desk(cast)
    sign_in(first, live.url, "gordeeva")
    desk.register(later(now(), minutes=-1))
    first.goto(f"{live.url}/me/devices/")
    for label in ("Звук", "Уведомление на экране", "Показывать в нём номер, тему и что произошло"):
        first.get_by_label(label, exact=True).check()
    first.get_by_role("button", name="Сохранить для этого браузера").click()
    expect(first.get_by_text("Этот браузер скажет")).to_be_visible()
    until(lambda: told(first) == 1)
    second = context.new_page()
    second.goto(f"{live.url}/queue/")
    one = desk.register(now())
    until(lambda: counted(first, "sounds") == 1)
    until(lambda: titles(first) == [f"{one.number} {one.subject}"])

    second.goto(f"{live.url}/notices/")
    two = desk.register(now())
    until(lambda: told(first) == 3)
    second.goto(f"{live.url}/queue/")
    three = desk.register(now())
    until(lambda: counted(first, "sounds") == 2)
    until(lambda: f"{three.number} {three.subject}" in titles(first))
    assert (told(first), counted(first, "sounds")) == (4, 2), "the screen is told though nothing could sound"
    assert two.number not in str(titles(first)), "it was looked at"
    assert counted(first, "asked") == 0, "the browser had given its leave"

    first.goto(f"{live.url}/me/devices/")
    for label in ("Звук", "Уведомление на экране"):
        first.get_by_label(label, exact=True).uncheck()
    first.get_by_role("button", name="Сохранить для этого браузера").click()
    expect(first.get_by_text("В открытой вкладке ничего не звучит")).to_be_visible()
    expect(first.locator("#open-tab")).to_have_count(0)
    context.close()


def test_leave_is_asked_when_the_button_is_pressed_and_a_refusal_is_said(
    live: Live, cast: Cast, browser: Browser
) -> None:
    context = browser.new_context(**SCREENS["phone"], locale="ru-RU")
    context.add_init_script(COUNTS)
    page = context.new_page()
    sign_in(page, live.url, "gordeeva")
    page.goto(f"{live.url}/me/devices/")
    page.get_by_label("Уведомление на экране", exact=True).check()
    assert counted(page, "asked") == 0
    page.get_by_role("button", name="Сохранить для этого браузера").click()
    expect(page.get_by_text("Уведомления этого сайта запрещены в браузере").last).to_be_visible()
    expect(page.get_by_label("Уведомление на экране", exact=True)).not_to_be_checked()
    assert counted(page, "asked") == 1
    assert [each["name"] for each in context.cookies() if each["name"] == "open-tab"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS["phone"]["viewport"]["width"]
    context.close()

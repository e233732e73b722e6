"""The installed app in a real browser: without a network it shows what this device keeps, and goes on when it is back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import processes
from tests.browser import SCREENS, free_port, wait_for_answer
from tests.cast import PASSWORD, Cast
from tests.clock import now, until
from tests.database import Database
from tests.desk import Desk, later
from tests.processes import Process

pytestmark = [pytest.mark.browser, pytest.mark.slow]
READY = "navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length)"
INSTALLED = """
  const asked = self.matchMedia.bind(self);
  self.matchMedia = (query) => (query === "(display-mode: standalone)" ? { matches: true } : asked(query));
"""
KEPT = "Object.keys(localStorage).filter((each) => each.endsWith(':list'))"


@contextmanager
def serving(database: Database, port: int, log: Path) -> Iterator[Process]:
    """Kabinet at this port until the block ends."""
    url = f"http://127.0.0.1:{port}"
    said = {"KABINET_PORT": str(port), "KABINET_PUBLIC_URL": url, "KABINET_WEB_WORKERS": "1"}
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet("serve"), database.environment | said, stdout=lines, stderr=lines
        ) as server,
    ):
        wait_for_answer(server, url, str(log))
        yield server


def as_app(context: BrowserContext) -> Page:
    """A page that believes to stand on the home screen: no headless browser does."""
    context.add_init_script(INSTALLED)
    return context.new_page()


def sign_in(page: Page, url: str, login: str) -> None:
    page.goto(f"{url}/sign-in/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"/(tickets|queue)/"))


@pytest.mark.parametrize("screen", list(SCREENS))
def test_without_a_network_the_last_list_and_what_was_typed(
    own_db: Database, cast: Cast, browser: Browser, tmp_path: Path, screen: str
) -> None:
    number = Desk(cast).register(later(now(), hours=-1)).number
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    context = browser.new_context(**SCREENS[screen], locale="ru-RU")
    page = as_app(context)
    with serving(own_db, port, tmp_path / "first"):
        sign_in(page, url, "saveliev")
        page.goto(f"{url}/tickets/")
        assert page.evaluate(READY) == 1
        page.goto(f"{url}/tickets/{number}/say/")
        page.fill("textarea[name=text]", "Набрано перед туннелем")
        until(lambda: page.evaluate("Object.keys(localStorage).some((each) => each.includes('/say/'))"))
    page.goto(f"{url}/tickets/")
    expect(page.get_by_text("Нет связи с Кабинетом")).to_be_visible()
    expect(page.locator("[data-last-list]")).to_contain_text(number)
    expect(page.locator("[data-last-list]")).to_contain_text("МСК")
    expect(page.locator("[data-texts] li")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["viewport"]["width"]
    with serving(own_db, port, tmp_path / "second"):
        expect(page.locator(".client-row").first).to_be_visible()
        assert page.evaluate(KEPT)
        page.goto(f"{url}/me/")
        page.evaluate("document.querySelector('main form[data-leave]').requestSubmit()")
        page.locator("[data-out]").click()
        page.wait_for_url(re.compile("sign-in"))
        assert page.evaluate(KEPT) == []
    context.close()


def test_in_a_browser_that_is_not_an_app_no_list_is_kept(
    own_db: Database, cast: Cast, browser: Browser, tmp_path: Path
) -> None:
    Desk(cast).register(later(now(), hours=-1))
    port = free_port()
    context = browser.new_context(**SCREENS["desktop"], locale="ru-RU")
    page = context.new_page()
    with serving(own_db, port, tmp_path / "log"):
        sign_in(page, f"http://127.0.0.1:{port}", "saveliev")
        page.goto(f"http://127.0.0.1:{port}/tickets/")
        assert page.evaluate(READY) == 1
        assert page.evaluate(KEPT) == []
    context.close()

"""A real browser: notices are switched on, come into the worker as they were encrypted, and leave with their person.

No push service is within reach of a test's Chromium, so what it would say of one is put into its mouth; what the service
then gets is opened as the browser would, and handed to the page's own service worker.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import processes
from tests.browser import SCREENS, free_port, wait_for_answer
from tests.cast import PASSWORD, Cast
from tests.clock import now, until
from tests.database import Database
from tests.desk import Desk, later
from tests.fixtures_push import PushService

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBSCRIBES = """
  const said = %s, KEPT = "of the push service";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const made = () => localStorage.getItem(KEPT) && {
    endpoint: said.endpoint,
    getKey: (name) => bytes(name === "auth" ? said.auth : said.key).buffer,
    unsubscribe: async () => (localStorage.removeItem(KEPT), true),
  };
  PushManager.prototype.getSubscription = async () => made();
  PushManager.prototype.subscribe = async (how) => {
    if (!how.userVisibleOnly || how.applicationServerKey.length !== 65) throw new Error("not as it is asked");
    localStorage.setItem(KEPT, "1");
    return made();
  };
  Object.defineProperty(Notification, "permission", { get: () => "granted" });
  Notification.requestPermission = async () => "granted";
"""
SUBSCRIBED = "localStorage.getItem('of the push service')"
SHOWN = """navigator.serviceWorker.ready.then((ready) => ready.getNotifications())
  .then((all) => all.map((each) => [each.title, each.body, each.tag, each.lang]))"""
OPENED = """async () => {
  const opened = [];
  self.clients.openWindow = async (url) => opened.push(url);
  const [shown] = await self.registration.getNotifications();
  const waits = [];
  const event = new NotificationEvent("notificationclick", { notification: shown });
  event.waitUntil = (promise) => waits.push(promise);
  self.dispatchEvent(event);
  await Promise.all(waits);
  return opened;
}"""


@contextmanager
def served(database: Database, log: Path, services: str) -> Iterator[str]:
    """Kabinet that knows this push service; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    said = {"KABINET_PORT": str(port), "KABINET_PUBLIC_URL": url, "KABINET_WEB_WORKERS": "1"}
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet("serve"),
            database.environment | said | {"KABINET_PUSH_SERVICES": services},
            stdout=lines,
            stderr=lines,
        ) as server,
    ):
        wait_for_answer(server, url, str(log))
        yield url


def sign_in(page: Page, url: str, login: str) -> None:
    page.goto(f"{url}/sign-in/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(re.compile(r"/(tickets|queue)/"))


def devices() -> list[models.Device]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.Device.objects.all())


def deliver(context: BrowserContext, page: Page, url: str, said: Any) -> None:
    """As the browser does with what its push service brings."""
    session = context.new_cdp_session(page)
    known: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: known.extend(each["registrationId"] for each in told["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until(lambda: page.evaluate("true") and known)
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": url, "registrationId": known[-1], "data": json.dumps(said)},
    )


@pytest.mark.parametrize("screen", list(SCREENS))
def test_switched_on_shown_opened_and_gone_with_the_sign_out(
    own_db: Database,
    cast: Cast,
    push: PushService,
    teller: Callable[[datetime], None],
    browser: Browser,
    tmp_path: Path,
    screen: str,
) -> None:
    context = browser.new_context(**SCREENS[screen], locale="ru-RU", permissions=["notifications"])
    context.add_init_script(f"{{{SUBSCRIBES % json.dumps(push.browser('phone'))}}}")
    page = context.new_page()
    with served(own_db, tmp_path / "log", push.url) as url:
        sign_in(page, url, "gordeeva")
        page.goto(f"{url}/me/")
        page.locator("#devices").get_by_role("link", name="Настроить").click()
        page.get_by_label("Показывать номер, тему и что произошло").check()
        page.get_by_role("button", name="Включить на этом устройстве").click()
        expect(page.get_by_text("Уведомления на этом устройстве включены.")).to_be_visible()
        expect(page.locator("[data-here]")).to_be_visible()
        expect(page.locator("#device-add")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["viewport"]["width"]
        page.screenshot(path=f"{tmp_path}/{screen}.png", full_page=True)
        [device] = devices()
        assert device.contents

        ticket = Desk(cast).register(later(now(), minutes=-1))
        teller(now())
        [pushed] = push.pushed["phone"]
        deliver(context, page, url, pushed.said)
        title = f"{ticket.number} {ticket.subject}"
        until(lambda: page.evaluate(SHOWN) == [[title, pushed.said["body"], pushed.said["tag"], "ru"]])
        assert context.service_workers[0].evaluate(OPENED) == [f"{url}/tickets/{ticket.number}/"]

        page.goto(f"{url}/me/devices/")
        expect(page.locator("[data-here]")).to_be_visible()
        page.goto(f"{url}/me/")
        assert page.evaluate(SUBSCRIBED)
        page.evaluate("document.querySelector('main form[data-leave]').requestSubmit()")
        page.wait_for_url(re.compile("sign-in"))
        until(lambda: not page.evaluate(SUBSCRIBED))
    context.close()


def test_what_the_server_does_not_take_is_said_and_leaves_nothing_behind(
    own_db: Database, cast: Cast, push: PushService, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(**SCREENS["desktop"], locale="ru-RU", permissions=["notifications"])
    context.add_init_script(f"{{{SUBSCRIBES % json.dumps(push.browser('phone'))}}}")
    page = context.new_page()
    with served(own_db, tmp_path / "log", "fcm.googleapis.com") as url:
        sign_in(page, url, "gordeeva")
        page.goto(f"{url}/me/devices/")
        page.get_by_role("button", name="Включить на этом устройстве").click()
        expect(page.get_by_role("alert").first).to_contain_text(
            "Служба уведомлений этого браузера здесь не используется"
        )
        assert devices() == []
        page.goto(f"{url}/me/devices/")
        expect(page.locator("#device-add")).to_be_visible()
        assert not page.evaluate(SUBSCRIBED)
    context.close()

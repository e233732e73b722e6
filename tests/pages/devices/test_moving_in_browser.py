"""The page's own service worker is told that its address at the push service is another one, and tells the desk."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kabinet.actions.alerts.devices import subscription_of
from tests.browser import SCREENS
from tests.cast import Cast
from tests.clock import until
from tests.database import Database
from tests.fixtures_push import PushService
from tests.pages.devices.test_in_browser import SUBSCRIBES, devices, served, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# The worker's push service gives another address; the event is dispatched as the browser does it.
CHANGED = """async ([said, named, fails]) => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const made = {
    endpoint: said.endpoint,
    getKey: (name) => bytes(name === "auth" ? said.auth : said.key).buffer,
    unsubscribe: async () => (self.left = true),
  };
  let now = null;
  PushManager.prototype.getSubscription = async () => now;
  PushManager.prototype.subscribe = async (how) => {
    if (!how.userVisibleOnly || !how.applicationServerKey) throw new Error("not as it is asked");
    return (now = made);
  };
  const real = self.fetch;
  if (fails) self.fetch = () => Promise.reject(new TypeError("the network is away"));
  const waits = [], event = new ExtendableEvent("pushsubscriptionchange");
  event.waitUntil = (promise) => waits.push(promise);
  if (named) event.newSubscription = now = made;
  self.dispatchEvent(event);
  await Promise.allSettled(waits);
  self.fetch = real;
  return Boolean(self.left);
}"""


def known(push: PushService) -> list[str]:
    return [subscription_of(each).endpoint.removeprefix(f"{push.url}/") for each in devices()]


@pytest.mark.parametrize("named", [True, False])
def test_the_worker_tells_the_new_address_by_itself_and_with_the_next_page_where_it_could_not(
    own_db: Database, cast: Cast, push: PushService, browser: Browser, tmp_path: Path, named: bool
) -> None:
    context = browser.new_context(**SCREENS["desktop"], locale="ru-RU", permissions=["notifications"])
    context.add_init_script(f"{{{SUBSCRIBES % json.dumps(push.browser('first'))}}}")
    page = context.new_page()
    with served(own_db, tmp_path / "log", push.url) as url:
        sign_in(page, url, "gordeeva")
        page.goto(f"{url}/me/devices/")
        page.get_by_role("button", name="Включить на этом устройстве").click()
        expect(page.locator("[data-here]")).to_be_visible()
        worker = context.service_workers[0]
        assert worker.evaluate(CHANGED, [push.browser("second"), named, False]) is False
        assert known(push) == ["second"]
        context.clear_cookies()
        assert worker.evaluate(CHANGED, [push.browser("third"), named, False]) is False
        assert known(push) == ["third"], "a session that has run out changes nothing"

        worker.evaluate(CHANGED, [push.browser("fourth"), named, True])
        assert known(push) == ["third"], "the network was away"
        page.goto(f"{url}/sign-in/")
        until(lambda: known(push) == ["fourth"])
        assert len(devices()) == 1
    context.close()

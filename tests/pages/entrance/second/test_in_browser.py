"""A real browser with a virtual key: added, asked for at signing in, and an app on a phone without a script (U5d)."""

import re
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests import clock, processes
from tests.browser import HOME, Live, Visit, free_port, wait_for_answer
from tests.cast import PASSWORD, Cast
from tests.database import Database

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def live(own_db: Database, cast: Cast) -> Iterator[Live]:
    """A server with a name: to a number no key is bound."""
    port = free_port()
    url = f"http://localhost:{port}"
    said = {"KABINET_PORT": str(port), "KABINET_PUBLIC_URL": url, "KABINET_WEB_WORKERS": "1"}
    with (
        (HOME / f"web-{port}.log").open("w+") as log,
        processes.started(
            processes.kabinet("serve"), own_db.environment | said, stdout=log, stderr=log
        ) as server,
    ):
        wait_for_answer(server, f"http://127.0.0.1:{port}", log.name)
        yield Live(url, own_db)


def enter(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Логин").fill("saveliev")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()


def leave(page: Page) -> None:
    page.goto("/me/")
    page.locator("#content form[data-leave] button").click()
    expect(page).to_have_url(re.compile("/sign-in/"))


def virtual_key(page: Page, **more: Any) -> Any:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options | more})
    return session, made["authenticatorId"]


def test_a_key_is_added_and_lets_in(live: Live, page: Page) -> None:
    enter(page)
    session, key = virtual_key(page)
    page.goto("/me/second-factor/")
    page.get_by_role("link", name="Добавить ключ").click()
    page.get_by_label("Название").fill("Рабочий ноутбук")
    page.get_by_role("button", name="Добавить ключ").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.get_by_role("link", name="Коды сохранены").click()
    expect(page.locator("#passkeys")).to_contain_text("Рабочий ноутбук")
    leave(page)
    enter(page)
    page.get_by_role("button", name="Войти ключом").click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))
    page.goto("/me/")
    expect(page.locator("#sessions")).to_contain_text("пароль и ключ")
    leave(page)
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    virtual_key(page)
    enter(page)
    page.get_by_role("button", name="Войти ключом").click()
    expect(page.locator("[data-passkey-said]")).to_contain_text("Ключ не ответил")
    expect(page).to_have_url(re.compile("/sign-in/second/"))


def test_an_app_is_set_up_without_a_script(live: Live, visit: Visit) -> None:
    page = visit(script=False)
    enter(page)
    page.goto("/me/second-factor/")
    page.get_by_role("link", name="Добавить приложение").click()
    expect(page.locator("svg.qr")).to_be_visible()
    secret = (page.locator(".secret-key").text_content() or "").replace(" ", "")
    page.get_by_label("Код").fill(pyotp.TOTP(secret).at(clock.now()))
    page.get_by_role("button", name="Включить").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    code = page.locator(".recovery-codes li").first.text_content() or ""
    page.get_by_role("link", name="Коды сохранены").click()
    leave(page)
    enter(page)
    page.get_by_role("link", name="ввести запасной код").click()
    page.get_by_label("Код").fill(code)
    page.get_by_role("button", name="Войти", exact=True).click()
    page.goto("/me/")
    expect(page.locator("#sessions")).to_contain_text("пароль и запасной код")

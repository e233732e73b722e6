"""Without a script, in a real browser: the session ended while somebody wrote, and nothing of it is lost."""

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from kabinet.records.models import Session
from kabinet.records.security.reach import as_system
from tests import clock
from tests.browser import Live, Visit
from tests.cast import PASSWORD, Cast
from tests.desk import Desk, later

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = "Долго набирали ответ\nв две строки"


def entered(page: Page) -> None:
    page.get_by_label("Логин").fill("saveliev")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()


def test_the_text_comes_back(live: Live, cast: Cast, visit: Visit) -> None:
    number = Desk(cast).register(later(clock.now(), hours=-1)).number
    page = visit(script=False)
    page.goto("/sign-in/")
    entered(page)
    page.goto(f"/tickets/{number}/say/")
    page.locator("textarea[name=text]").fill(TEXT)
    with transaction.atomic(), as_system("a test"):
        Session.objects.all().delete()
    page.locator(
        "form:has(textarea[name=text]) button[name=audience], form:has(textarea[name=text]) .button.primary"
    ).first.click()
    expect(page.locator("#unsent textarea")).to_have_value(TEXT)
    expect(page.locator("#ended")).to_be_visible()
    entered(page)
    expect(page).to_have_url(f"{live.url}/tickets/{number}/say/")
    expect(page.get_by_text("Не отправлено: сеанс закончился")).to_contain_text("Долго набирали ответ")

"""Letters in a real browser, at a desk and on a telephone: what is chosen stays chosen, what was given up is tried again."""

import pytest
from django.db import transaction
from playwright.sync_api import Locator, Page, expect

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock
from tests.browser import Live, Visit
from tests.cast import PASSWORD, Cast
from tests.desk import Desk, later

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def entered(page: Page, login: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_label("Пароль")).to_have_count(0)


def unfolded(page: Page, group: str, kinds: Locator) -> None:
    """The kinds of one group, which are folded until somebody looks for them."""
    page.get_by_role("heading", name=group).click()
    expect(kinds).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_chooses_and_finds_it_chosen(live: Live, cast: Cast, visit: Visit, script: bool) -> None:
    page = visit(script=script)
    entered(page, "saveliev")
    page.goto("/me/")
    page.locator("#letters").get_by_role("link", name="Настроить").click()
    taken = page.locator("input[value='tickets.taken']")
    registered = page.locator("input[value='tickets.registered']")
    expect(taken).not_to_be_checked()
    expect(registered).to_be_checked()
    unfolded(page, "Обращения", taken)
    taken.check()
    registered.uncheck()
    page.get_by_label("С", exact=True).fill("22:00")
    page.get_by_label("До", exact=True).fill("07:30")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Настройки писем сохранены.")).to_be_visible()
    expect(taken).to_be_checked()
    expect(registered).not_to_be_checked()
    expect(page.get_by_label("До", exact=True)).to_have_value("07:30")
    # Half of the hours is none: it says so, and nothing of what was ticked is lost.
    page.get_by_label("До", exact=True).fill("")
    unfolded(page, "Обращения", registered)
    registered.check()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("alert").first).to_contain_text("Укажите начало и конец тихих часов")
    expect(registered).to_be_checked()


def test_the_administrator_sees_what_was_given_up_and_repeats_it(
    live: Live, cast: Cast, visit: Visit
) -> None:
    at = later(clock.now(), hours=-1)
    Desk(cast).register(at)
    with transaction.atomic(), as_system("a letter that its server never took"):
        notice = models.Notice.objects.filter(person=cast.person["saveliev"]).get()
        models.Delivery.objects.create(
            notice=notice,
            person_id=notice.person_id,
            state="given_up",
            tries=24,
            error="550 5.1.1 no such mailbox",
            created_at=at,
            settled_at=at,
        )
    page = visit()
    entered(page, "shulgin")
    page.goto("/letters/")
    expect(page.get_by_text("550 5.1.1 no such mailbox")).to_be_visible()
    page.get_by_role("button", name="Повторить", exact=True).click()
    expect(page.get_by_text("Снова в очереди: 1 письмо.")).to_be_visible()
    expect(page.get_by_text("Таких писем нет")).to_be_visible()
    page.get_by_role("link", name="Ждут отправки").click()
    expect(page.get_by_text("saveliev@zmk.example")).to_be_visible()

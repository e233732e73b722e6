"""Letters in a real browser, at a desk and on a telephone: what is chosen stays chosen, what was given up is tried again."""

from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from kabinet.pages.organisations.people.template_sheet import template
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import OrgKind
from tests import clock
from tests.browser import Live, Visit
from tests.cast import PASSWORD, Cast
from tests.desk import Desk, later
from tests.letters_in import Inbox, letter
from tests.pages.organisations.people.sheets import MOROZ, ZIMINA, file, put

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def entered(page: Page, login: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Логин").fill(login)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_label("Пароль")).to_have_count(0)


def unfolded(page: Page, group: str, kinds: Locator) -> None:
    """The kinds of one group, which are folded until somebody looks for them."""
    page.get_by_role("heading", name=group, exact=True).click()
    expect(kinds).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_chooses_and_finds_it_chosen(live: Live, cast: Cast, visit: Visit, script: bool) -> None:
    page = visit(script=script)
    entered(page, "saveliev")
    page.goto("/me/")
    page.locator("#letters").get_by_role("link", name="Настроить").click()
    taken = page.locator("select[name='tickets.taken']")
    registered = page.locator("select[name='tickets.registered']")
    expect(taken).to_have_value("never")
    expect(registered).to_have_value("at_once")
    unfolded(page, "Обращения", taken)
    taken.select_option("в сводке раз в час")
    registered.select_option("никогда")
    page.get_by_label("С", exact=True).fill("22:00")
    page.get_by_label("До", exact=True).fill("07:30")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Настройки уведомлений сохранены.")).to_be_visible()
    expect(taken).to_have_value("hourly")
    expect(registered).to_have_value("never")
    expect(page.get_by_label("До", exact=True)).to_have_value("07:30")
    # Half of the hours is none: it says so, and nothing of what was ticked is lost.
    page.get_by_label("До", exact=True).fill("")
    unfolded(page, "Обращения", registered)
    registered.select_option("в сводке утром")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("alert").first).to_contain_text("Укажите начало и конец тихих часов")
    expect(registered).to_have_value("morning")


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


@pytest.mark.clause("U5d")
def test_the_sender_of_a_form_by_letter_looks_at_it_and_hands_it_in(
    live: Live, cast: Cast, visit: Visit, inbox: Inbox, tmp_path: Path
) -> None:
    at = clock.now()
    book = load_workbook(BytesIO(template(OrgKind.CLIENT, "ЗМК")))
    put(book, {5: (*ZIMINA, None, "да"), 6: (*MOROZ, None, "да", "да")})
    made = letter("arefyev@zmk.example", "Список", "Добавьте двоих.\n")
    made.add_attachment(
        file(book).read(), maintype="application", subtype="octet-stream", filename="contacts-1.xlsx"
    )
    inbox.come(made, at)
    inbox.read(at)
    page = visit()
    entered(page, "arefyev")
    page.goto("/notices/")
    page.get_by_role("button", name="Форма контактных лиц из вашего письма").click()
    expect(page.get_by_text("Будут внесены")).to_be_visible()
    page.screenshot(path=tmp_path / "form.png", full_page=True)
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen
    page.get_by_role("button", name="Передать форму").click()
    expect(page.get_by_text("Форма принята: внесено 2, изменено 0, удалено 0.")).to_be_visible()
    expect(page.get_by_role("row", name=ZIMINA[0])).to_be_visible()
    assert inbox.one().state == "confirmed"

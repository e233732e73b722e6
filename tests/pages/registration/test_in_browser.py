"""The whole way to a ticket in a browser, desktop and phone, with script and without (L4, L5)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from tests.browser import Visit
from tests.cast_names import PASSWORD

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.pages.registration.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "После обновления rphost аварийно завершается"
ERP, ZUP = "ERP Производство", "ЗУП КОРП (испытания)"
Come = Callable[..., Page]


@pytest.fixture
def come(visit: Visit, cast: "Cast") -> Come:
    """`come(script=True)` -> Page of Savelyev at the first step."""

    def came(*, script: bool = True) -> Page:
        page = visit(script=script)
        page.goto("/sign-in/?next=/new/")
        page.get_by_label("Логин").fill("saveliev")
        page.get_by_label("Пароль").fill(PASSWORD)
        button(page, "Войти").click()
        expect(page).to_have_url(re.compile("/new/$"))
        return page

    return came


@pytest.fixture
def known(cast: "Cast") -> "Walk":
    """What is on record afterwards."""
    from tests.pages.registration.walk import Walk  # Django must be ready before models can be imported

    return Walk(Client(), cast)


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words).filter(visible=True).first


def choose_system(page: Page, name: str) -> None:
    select = page.get_by_label("Система", exact=True)
    select.select_option(
        label=next(line for line in select.locator("option").all_inner_texts() if name in line)
    )


def card(page: Page, words: str) -> None:
    page.locator("label.choice").filter(has_text=words).click()


def yes_to_all(page: Page) -> None:
    for group in page.locator("#conditions .yes-no").all():
        group.get_by_role("radio", name="Да").check()


def write(page: Page) -> None:
    page.get_by_label("Тема", exact=True).fill(SUBJECT)
    page.get_by_label("Подробное описание").fill("Падает каждые десять минут.\nОтгрузка стоит.")
    card(page, "Критическое, ПО полностью")
    page.get_by_label("Какая нужна услуга").select_option("recovery")


def fits(page: Page) -> None:
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen


def attach(page: Page, *names: str) -> None:
    content = [{"name": name, "mimeType": "text/plain", "buffer": b"x" * 900} for name in names]
    page.locator("#id_files").set_input_files(content)


@pytest.mark.clause("L4")
@pytest.mark.clause("L5")
@pytest.mark.clause("U3.5b")
@pytest.mark.clause("U4c")
@pytest.mark.clause("U4e")
@pytest.mark.clause("U6c")
def test_a_critical_ticket_with_script(come: Come, known: "Walk"):
    page = come()
    result = page.locator("#result")
    choose_system(page, ERP)
    expect(page.locator("#system-mark")).to_contain_text("промышленная")
    card(page, "Не работает полностью или частично")
    expect(page.get_by_role("group", name="Уточните три условия")).to_be_visible()
    yes_to_all(page)
    expect(result).to_contain_text("Получается уровень 3")
    expect(result).to_contain_text("Условия критических обращений не подтверждены")
    expect(page.get_by_label("По какому телефону звонить")).to_have_value("+7 900 000-41-17")
    for promise in page.locator("#terms input[type=checkbox]").all():
        promise.check()
    expect(result).to_contain_text("Получается уровень 1")
    expect(result).to_contain_text("круглосуточно, без выходных")
    fits(page)
    button(page, "Дальше").click()

    expect(page.locator(".promise-line")).to_contain_text("Первый ответ не позднее")
    write(page)
    attach(page, "logcfg.xml", "журнал.txt")
    expect(page.locator(".upload")).to_have_count(2)
    page.get_by_role("button", name="Убрать logcfg.xml").click()
    expect(page.locator(".upload")).to_have_count(1)
    expect(page.locator("#promised")).to_contain_text("Рекомендуемые 1 из 3")
    expect(page.locator(".saved").first).to_contain_text("Черновик сохранён")
    page.reload()
    expect(page.get_by_label("Тема", exact=True)).to_have_value(SUBJECT)
    expect(page.locator(".upload")).to_have_count(1)
    fits(page)
    form = page.url
    button(page, "Отправить").click()

    expect(page).to_have_url(re.compile(r"/tickets/U-\d+/$"))
    ticket = known.tickets()[0]
    expect(page.locator("body")).to_contain_text(f"Обращение {ticket.number} зарегистрировано")
    assert (ticket.level, ticket.subject, ticket.impact) == (1, SUBJECT, "critical")
    assert ticket.sheet.critical["phone"] == "+7 900 000-41-17"
    assert [file.name for file in known.files()] == ["журнал.txt"]
    page.goto(form)
    expect(page).to_have_url(re.compile(rf"/tickets/{ticket.number}/$"))


@pytest.mark.clause("U3.5e")
@pytest.mark.parametrize("script", [True, False])
def test_a_colleague_is_named_as_the_contact(come: Come, known: "Walk", *, script: bool):
    page = come(script=script)
    choose_system(page, ERP)
    card(page, "Отдельные сбои")
    button(page, "Дальше").click()
    who = page.locator("details.who")
    expect(who.locator("summary")).to_contain_text("Игорь Савельев")
    who.locator("summary").click()
    select = page.get_by_label("Контактное лицо")
    select.select_option(str(known.cast.person["orlova"]))
    if script:
        expect(page.get_by_label("Электронная почта")).to_have_value("orlova@zmk.example")
        expect(who.locator("summary")).to_contain_text("Наталья Орлова")
    fits(page)
    page.get_by_label("Тема", exact=True).fill(SUBJECT)
    page.get_by_label("Подробное описание").fill("Падает каждые десять минут.")
    card(page, "Незначительное")
    page.get_by_label("Какая нужна услуга").select_option("problem")
    button(page, "Отправить").click()
    expect(page).to_have_url(re.compile(r"/tickets/U-\d+/$"))
    ticket = known.tickets()[0]
    assert (ticket.contact_name, ticket.contact_email) == ("Орлова Наталья Сергеевна", "orlova@zmk.example")
    expect(page.locator("body")).to_contain_text("получили контактное лицо Орлова Наталья Сергеевна")
    page.get_by_role("link", name="Назвать другое контактное лицо").click()
    page.get_by_label("Контактное лицо").select_option(str(known.cast.person["frolov"]))
    fits(page)
    button(page, "Назвать").click()
    expect(page.locator("body")).to_contain_text("Контактное лицо теперь Фролов Кирилл Андреевич")
    fits(page)


@pytest.mark.clause("L4")
@pytest.mark.clause("L5")
@pytest.mark.clause("U4a")
def test_a_critical_ticket_without_script(come: Come, known: "Walk", tmp_path: Path):
    page = come(script=False)
    choose_system(page, ERP)
    card(page, "Не работает полностью или частично")
    button(page, "Дальше").click()
    yes_to_all(page)
    button(page, "Дальше").click()
    for promise in page.locator("#terms input[type=checkbox]").all():
        promise.check()
    button(page, "Показать сейчас").click()
    expect(page.locator("#result")).to_contain_text("Получается уровень 1")
    button(page, "Дальше").click()
    fits(page)

    attach(page, "logcfg.xml")
    page.get_by_label("Тема", exact=True).fill(SUBJECT)
    button(page, "Отправить").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Подробное описание")
    expect(alert).to_contain_text("Влияние на бизнес")
    expect(page.locator(".upload")).to_contain_text("logcfg.xml")
    expect(page.get_by_label("Тема", exact=True)).to_have_value(SUBJECT)
    attach(page, "журнал.txt")
    button(page, "Приложить").click()
    expect(page.locator(".upload")).to_have_count(2)
    page.get_by_role("button", name="Убрать logcfg.xml").click()
    expect(page.locator(".upload")).to_have_count(1)
    write(page)
    button(page, "Сохранить черновик").click()
    expect(page.locator("body")).to_contain_text("Черновик сохранён.")
    button(page, "Изменить").click()
    expect(page.get_by_label("Не работает полностью или частично")).to_be_checked()
    button(page, "Дальше").click()
    expect(page.get_by_label("Тема", exact=True)).to_have_value(SUBJECT)
    button(page, "Отправить").click()

    ticket = known.tickets()[0]
    expect(page.locator("body")).to_contain_text(f"Обращение {ticket.number} зарегистрировано")
    assert ticket.level == 1
    assert [file.name for file in known.files()] == ["журнал.txt"]


@pytest.mark.clause("U3.6d")
def test_the_level_offered_is_chosen_in_the_rail(come: Come, known: "Walk"):
    page = come()
    choose_system(page, ZUP)
    card(page, "Работает, но часть задач")
    result = page.locator("#result")
    expect(result).to_contain_text("Уровень 2 возможен только для промышленной системы")
    page.get_by_label("3 · Стандартное").check()
    expect(result).to_contain_text("Получается уровень 3")
    expect(page.get_by_label("3 · Стандартное")).to_be_focused()
    button(page, "Дальше").click()
    expect(page.locator(".chosen")).to_contain_text("Стандартное")
    assert known.drafts()[0].content["chosen_level"] == 3


def test_the_rail_follows_without_taking_the_pen_away(come: Come):
    page = come()
    choose_system(page, ERP)
    card(page, "Отдельные сбои")
    expect(page.locator("#result")).to_contain_text("Получается уровень 3")
    button(page, "Дальше").click()
    description = page.get_by_label("Подробное описание")
    expect(page.locator("#promised")).to_contain_text("Подробное описание")
    description.press_sequentially("Печать стоит со вчера", delay=60)
    expect(page.locator("#promised .reasons").last).not_to_contain_text("Подробное описание")
    expect(description).to_be_focused()
    expect(description).to_have_value("Печать стоит со вчера")


def test_a_draft_is_thrown_away_after_a_question(come: Come, known: "Walk"):
    page = come()
    choose_system(page, ERP)
    card(page, "Пожелание или вопрос")
    expect(page.locator("#result")).to_contain_text("Получается уровень 4")
    button(page, "Дальше").click()
    page.get_by_role("link", name="Удалить черновик").click()
    page.get_by_role("dialog").get_by_role("button", name="Удалить черновик").click()
    expect(page.locator("body")).to_contain_text("Черновик удалён.")
    assert known.drafts() == []

"""How a client registers a ticket: the two pages of the form."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from kabinet.pages.templatetags.registration import promised_by
from kabinet.regulation.pack import pack
from kabinet.regulation.working_time import calendar_of, deadline
from tests.walks.person import Person

MOSCOW = ZoneInfo("Europe/Moscow")
SYSTEM, UNUSED_SYSTEM = "ERP Производство", "ЗУП КОРП (испытания)"
FAILURE = "Не работает полностью или частично"
PARTIAL = "Работает, но часть задач приходится решать в обход"
NO_WAY_OUT = (
    "Другого способа сделать работу нет",
    "Перейти на другую версию продукта нельзя",
    "Восстановить данные из резервной копии нельзя",
)
TERMS = ("Наш сотрудник отвечает по телефону круглосуточно", "На письма и вопросы отвечаем в течение часа")


def choose(person: Person, system: str, happens: str, counted: bool = True) -> None:
    """System and symptom; `counted` waits until the page has said what they come to."""
    select = person.page.get_by_label("Система", exact=True)
    label = next(text for text in select.locator("option").all_inner_texts() if text.startswith(system))
    select.select_option(label=label)
    pick(person, happens)
    if counted:
        expect(result(person)).not_to_contain_text("Пока не ясен")


def pick(person: Person, words: str) -> None:
    """The card, line or box with these words."""
    person.page.locator("label").filter(has_text=words).click()
    expect(person.page.get_by_label(words)).to_be_checked()


def answer_no_way_out(person: Person) -> None:
    """What makes a failure a critical one."""
    for question in NO_WAY_OUT:
        yes = person.page.get_by_role("group", name=question).get_by_role("radio", name="Да")
        yes.click()
        expect(yes).to_be_checked()


def result(person: Person) -> Locator:
    """The level that comes out, and why: in the rail."""
    return person.page.locator("#result")


def go_on(person: Person) -> None:
    """To the second page."""
    person.press("Дальше")
    expect(person.page.get_by_label("Подробное описание")).to_be_visible()


def describe(person: Person, subject: str, description: str, impact: str = "Серьёзное") -> None:
    """What nobody but the applicant can know."""
    page = person.page
    page.get_by_label("Тема", exact=True).fill(subject)
    page.get_by_label("Подробное описание").fill(description)
    pick(person, impact)
    page.get_by_label("Какая нужна услуга").select_option(label="1. Решение технологических проблем")


def attach_photo(person: Person, name: str) -> None:
    """A picture: on a phone from its camera."""
    picture = {"name": name, "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64)}
    person.page.locator("#id_photo" if person.phone else "#id_files").set_input_files([picture])
    expect(person.page.locator("#uploads")).to_contain_text(name)


def send(person: Person) -> str:
    """The number of the ticket that came of it."""
    person.press("Отправить")
    expect(person.page).to_have_url(re.compile(r"/tickets/U-\d+/"))
    return person.page.url.rstrip("/").rsplit("/", 1)[1]


def register(person: Person, subject: str, happens: str = PARTIAL, **described: str) -> str:
    """A ticket in one go; its number."""
    person.open("/new/")
    choose(person, SYSTEM, happens)
    go_on(person)
    describe(
        person, subject, described.pop("description", f"{subject}. Повторяется каждый день."), **described
    )
    return send(person)


def first_answer(level: int, registered: datetime) -> datetime:
    """Until when the first answer is owed: by the law alone."""
    terms = pack("corp_4_0").leg("client").terms
    return deadline(registered, terms.level(level).reaction, calendar_of(terms.hours)).at


def promises(level: int, since: datetime, until: datetime) -> set[str]:
    """What the page may promise when it was drawn between the two instants."""
    seconds = int((until - since).total_seconds())
    drawn = (since + timedelta(seconds=passed) for passed in range(seconds + 1))
    return {
        f"Первый ответ не позднее {promised_by(first_answer(level, at), at, MOSCOW, MOSCOW)}" for at in drawn
    }

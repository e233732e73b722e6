"""How a certified colleague passes a ticket on to the vendor: the nine items, and the document that the vendor will see."""

import re

from playwright.sync_api import Locator, expect

from tests.walks.person import Person

REASON = "Сбой внутри платформы, по дампам причину не видно"
CHANGES = "Платформа 8.3.23 обновлена до 8.3.24 в ночь на 14 ноября"
SOURCE, OUTCOME = "Руководство администратора, глава 4", "об этом не сказано"


def prepare(person: Person, number: str) -> None:
    """The page with what is known already."""
    person.open(f"/tickets/{number}/pass-on/")
    expect(person.page.locator(".items > .item")).to_have_count(9)


def missing(person: Person) -> list[str]:
    """The names of the items that are still missing."""
    heads = person.page.locator(".item-head.missing b").all_inner_texts()
    return [head.split(". ", 1)[1] for head in heads]


def item(person: Person, name: str) -> Locator:
    """One of the nine, unfolded."""
    found = person.page.locator(".item").filter(has_text=name).first
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def fill(person: Person) -> None:
    """What only the partner knows."""
    item(person, "Последние изменения").get_by_label("Последние изменения").fill(CHANGES)
    sources = item(person, "Что изучили сами")
    sources.get_by_label("Название или номер").first.fill(SOURCE)
    sources.get_by_label("Что выяснили").first.fill(OUTCOME)
    item(person, "Почему передаёте").get_by_label("Почему передаёте").fill(REASON)
    expect(person.page.locator(".item-head.missing")).to_have_count(0)


def document(person: Person) -> str:
    """What the vendor will see, or sees."""
    return re.sub(r"\s+", " ", person.page.locator(".document").inner_text())


def send(person: Person) -> str:
    """The number of the vendor ticket."""
    person.press("Передать", person.page.locator(".phone-act" if person.phone else "#send-bar"))
    expect(person.page).to_have_url(re.compile(r"/tickets/V-\d+/$"))
    return person.page.url.rstrip("/").rsplit("/", 1)[1]

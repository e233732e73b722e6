"""What people do on the page of a ticket."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.walks.person import Person

OVER, NOTE, TO_VENDOR = "open", "internal", "across"  # to the other side of the leg, to ourselves, to 1C


def open_ticket(person: Person, number: str) -> None:
    """Its page."""
    person.open(f"/tickets/{number}/")


def clocks(person: Person) -> Locator:
    """The panel of the clocks."""
    return person.page.locator("#clocks")


def composer(person: Person, number: str) -> Locator:
    """The form to write in: on the page, on a phone a page of its own."""
    if person.phone:
        person.open(f"/tickets/{number}/say/")
    else:
        open_ticket(person, number)
    return person.page.locator("form.composer")


def type_in(person: Person, number: str, text: str, tone: str = OVER, kind: str = "") -> Locator:
    """Everything but the sending."""
    form = composer(person, number)
    form.locator(f".tab-{tone}").click()
    if kind:
        form.locator("select[name=kind]").select_option(kind)
    form.get_by_label("Текст сообщения").fill(text)
    return form


def write(person: Person, number: str, text: str, send: str, tone: str = OVER, kind: str = "") -> None:
    """One message: `send` is what the button says."""
    form = type_in(person, number, text, tone, kind)
    with lands_on(person, number):
        person.press(send, form)
    expect(person.page.locator(".feed")).to_contain_text(text)


@contextmanager
def lands_on(person: Person, number: str) -> Iterator[None]:
    """What is done inside ends on the ticket's page."""
    yield
    expect(person.page).to_have_url(re.compile(rf"/tickets/{number}/(#.*)?$"))


def do(person: Person, number: str, deed: str, sure: str = "", **typed: str) -> None:
    """One of the acts named beside the ticket; `sure` is the button of the page that asks, `typed` its fields by name."""
    open_ticket(person, number)
    with lands_on(person, number):
        person.press(deed, person.page.locator("#deeds"))
        for field, value in typed.items():
            person.page.locator(f".act-page [name={field}]").fill(value)
        if sure:
            person.press(sure, person.page.locator(".act-page"))

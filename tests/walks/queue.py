"""The queue of partner and vendor."""

from playwright.sync_api import Locator, expect

from tests.walks.person import Person
from tests.walks.ticket import do


def rows(person: Person) -> Locator:
    """From the top."""
    return person.page.locator("[data-row]")


def open_top(person: Person, number: str) -> None:
    """Opens the topmost ticket, which is this one."""
    expect(rows(person).first).to_contain_text(number)
    rows(person).first.locator("[id^=row-]").click()
    person.page.wait_for_url(f"**/tickets/{number}/")
    person.look()


def take(person: Person, number: str) -> None:
    """On a desktop in the row itself; on a phone by the ticket's page."""
    if person.phone:
        do(person, number, "Взять в работу")
        return
    person.press(f"Взять {number}")
    person.reads(f"{number} теперь ведёте вы")

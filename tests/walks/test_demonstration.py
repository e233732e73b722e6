"""The demonstration in a browser: its long names and texts, on every page that the side of the pages leads to."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from kabinet.demonstration.build import build
from tests import clock
from tests.browser import SCREENS, Visit
from tests.database import Database
from tests.walks import queue
from tests.walks.person import Person
from tests.walks.pictures import Pictures

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = ("saveliev", "gordeeva", "titova", "lapteva")


@pytest.fixture
def demonstration(own_db: Database) -> None:
    """Everything that is open, and one of each piece of the past."""
    assert build(at=clock.now(), tickets=1) is not None


@pytest.mark.parametrize("screen", ["desktop"])
@pytest.mark.clause("L5")
def test_every_page_fits_with_long_names(demonstration: None, visit: Visit, screen: str) -> None:
    for login in PEOPLE:
        person = Person(visit(**SCREENS["phone"]), "phone", Pictures("phone"))
        person.sign_in(login, settings.DEMO_PASSWORD)
        for address in addresses(person):
            person.open(address)
        for address in acts(person):
            person.open(address)
    wide = Person(visit(), screen, Pictures(screen))
    wide.sign_in("gordeeva", settings.DEMO_PASSWORD)
    wide.open("/queue/")
    expect(queue.rows(wide).nth(10)).to_be_in_viewport(ratio=1)


def acts(person: Person) -> list[str]:
    """The pages of what can be done with the ticket that is open."""
    links = person.page.locator("#deeds a:not(.clause)").filter(visible=True)
    return links.evaluate_all("(links) => links.map((one) => one.getAttribute('href').split('#')[0])")


def addresses(person: Person) -> list[str]:
    """The pages in the side, and the first three tickets of the first one."""
    links = person.page.locator("nav a, [data-row] a").evaluate_all(
        "(links) => [...new Set(links.map((one) => one.getAttribute('href')))].filter((one) => one.startsWith('/'))"
    )
    tickets = [link for link in links if link.startswith("/tickets/") and link != "/tickets/"]
    return [link for link in links if link not in tickets] + tickets[:3]

"""The pictures of the help, made of the running program; without being asked for them, that their addresses still open."""

import os

import pytest
from django.conf import settings

from kabinet.demonstration.build import build
from kabinet.pages.help.guides import Picture, guides, pictures
from tests import clock
from tests.browser import Visit
from tests.database import Database
from tests.some import some
from tests.walks.person import Person
from tests.walks.pictures import WANTED, Pictures
from tests.walks.small_png import small

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FOLDER = settings.PACKAGE / "pages" / "static" / "kabinet" / "help"
SIZE = {"width": 1200, "height": 750}


@pytest.fixture
def demonstration(own_db: Database) -> None:
    """Everything that is open, and one of each piece of the past."""
    assert build(at=clock.now(), tickets=1) is not None


@pytest.mark.parametrize("screen", ["desktop"])
@pytest.mark.clause("L19")
def test_every_picture_shows_the_running_program(demonstration: None, visit: Visit, screen: str) -> None:
    people: dict[str, Person] = {}
    for picture in pictures():
        person = people.get(picture.login) or _came(visit, screen, picture.login)
        people[picture.login] = person
        _look(person, picture)
    for login, person in some(people.items()):
        person.open("/help/")
        shown = person.page.locator(".guide img").count()
        assert shown > 0, f"{login} of {[guide.code for guide in guides()]}"


def _came(visit: Visit, screen: str, login: str) -> Person:
    person = Person(visit(viewport=SIZE), screen, Pictures(screen))
    person.sign_in(login, settings.DEMO_PASSWORD)
    return person


def _look(person: Person, picture: Picture) -> None:
    person.open(picture.address)
    for link in filter(None, (picture.press, picture.then)):
        person.page.locator(link).first.click()
        person.page.wait_for_load_state("networkidle")
    assert person.page.locator("h1").first.inner_text() != ""
    if os.environ.get(WANTED) == "yes":
        FOLDER.mkdir(parents=True, exist_ok=True)
        taken = person.page.screenshot(scale="css", animations="disabled")
        (FOLDER / f"{picture.name}.png").write_bytes(small(taken))

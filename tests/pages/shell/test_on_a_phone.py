"""Every page on a phone and a small desktop with the longest names there can be: no text lies over another, nothing is wider
than the page, no word is broken in its middle.

The pages are rendered once by the tests' own client and laid out by the browser from there: no server, no script.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast as As
from django.db.models.functions import Concat
from django.test import Client
from playwright.sync_api import Browser, Page

from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.browser import SCREENS
from tests.cast import Cast
from tests.pages.laid_out import HOST, laid_out
from tests.pages.table import PEOPLE, TABLE
from tests.pages.test_urls import address

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG = "Обращениебезединогопробела" * 8
# Texts that meet on the page and belong to no bar, menu or picture; what is cut away by its frame is not seen.
LOOK = Path(__file__).with_name("overlaps.js").read_text()


def readers() -> Iterator[tuple[str, str]]:
    """Each address of the table that shows a page, with the first who is shown it, and one of each other party."""
    for line in TABLE:
        if line.method != "GET":
            continue
        seen = [login for login, status in line.people.items() if status == 200]
        parties = {login and PEOPLE[login].split(":")[0]: login for login in reversed(seen)}
        yield from ((line.route, login) for login in parties.values())


def made_long() -> None:
    """Names of people, organisations, systems, subjects and files without a single space."""
    with transaction.atomic(), as_system("a test"):
        models.Person.objects.update(name=Concat(Value(LONG[:100]), As("id", CharField())))
        models.Organisation.objects.update(
            short_name=Concat(Value(LONG[:50]), As("id", CharField())),
            name=Concat(Value(LONG[:180]), As("id", CharField())),
        )
        models.System.objects.update(name=Concat(Value(LONG[:100]), As("id", CharField())))
        models.Ticket.objects.update(
            subject=LONG[:200], client_name=LONG[:60], partner_name=LONG[:60], system_name=LONG[:120]
        )
    leave()


@pytest.fixture
def pages(cast: Cast) -> dict[str, bytes]:
    """Address with who reads it: the page."""
    lines = {line.route: line for line in TABLE if line.method == "GET"}
    where = {(route, login): address(lines[route], cast) for route, login in readers()}
    made_long()
    found = {}
    for (_, login), path in where.items():
        client = Client()
        if login:
            cast.sign_in(client, login)
        leave()
        answer = client.get(path)
        leave()
        if answer.streaming:
            b"".join(answer.streaming_content)  # a file that is not read stays open
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            body = answer.content
            if b"<html" in body:
                found[f"{path}{'&' if '?' in path else '?'}as={login}"] = body
    return found


SIZES = {"phone": SCREENS["phone"], "desktop": {"viewport": {"width": 1280, "height": 900}}}


@pytest.fixture
def screens(browser: Browser, pages: dict[str, bytes]) -> Iterator[dict[str, Page]]:
    with (
        laid_out(browser, pages, SIZES["phone"], script=False) as phone,
        laid_out(browser, pages, SIZES["desktop"], script=False) as desktop,
    ):
        yield {"phone": phone, "desktop": desktop}


def test_no_text_lies_over_another_and_nothing_is_wider_than_the_page(
    screens: dict[str, Page], pages: dict[str, bytes]
) -> None:
    assert len(pages) > 150
    faults = []
    for path in pages:
        for size, page in screens.items():
            page.goto(HOST + path, wait_until="load")
            faults += [f"{path} ({size}): {fault}" for fault in page.evaluate(LOOK)]
    assert not faults, "\n".join(faults)

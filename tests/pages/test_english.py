"""Every page in both languages: in English no Russian but what people typed, in Russian no English (U3.3)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests import clock
from tests.cast import Cast
from tests.pages import languages
from tests.pages.registration.walk import WRITTEN, Walk
from tests.pages.table import TABLE, Line
from tests.pages.test_urls import address, form

READERS = ("saveliev", "gordeeva", "titova", "lapteva")
# The sheet of parts for developers shows invented tickets.
SHEET = "look/"
ELSEWHERE = ("/static/", f"/{SHEET}")
OF_A_SHAPE = 2  # pages that differ in a number or a filter alone: so many are read
TICKETS, OF_TICKETS = 6, ("/tickets/#/", "/tickets/#/clocks/")
both = pytest.mark.parametrize("language", ["en", "ru"])
pytestmark = pytest.mark.clause("U3.3")


@pytest.fixture(autouse=True)
def another_world() -> None:
    languages.words_on_record.cache_clear()


def browser(cast: Cast, login: str, language: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if login:
        cast.sign_in(client, login)
    return client


def page(answer: Any, language: str) -> str:
    """Its markup; nothing of a file."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        b"".join(answer)
        return ""
    assert answer["Content-Language"] == language
    return answer.content.decode()


@pytest.mark.parametrize(
    "line", [line for line in TABLE if line.route != SHEET], ids=lambda line: f"{line.method} /{line.route}"
)
def test_a_page_speaks_one_language(cast: Cast, line: Line, reach_nothing: Callable[[], None]) -> None:
    """Refusals are pages too: 403, 404 and 422 are read as well."""
    where, wrong = address(line, cast), {}
    for login, language in asked(line):
        reach_nothing()
        client = browser(cast, login, language)
        answer = client.generic(line.method, where, **form(line.method, dict(line.data)))
        if said := languages.untranslated(page(answer, language), language):
            wrong[login, language] = said
    assert wrong == {}


def asked(line: Line) -> Iterator[tuple[str, str]]:
    """Every reader and nobody in English, and one whom the page opens to in Russian."""
    yield from ((login, "en") for login in READERS)
    yield "", "en"
    yield min(READERS, key=lambda login: line.people.get(login, 404)), "ru"


@both
def test_so_does_a_ticket_on_its_way(cast: Cast, language: str) -> None:
    walk = Walk(browser(cast, "saveliev", language), cast)
    draft = walk.begin(level=1)
    answers = [
        walk.post("/new/", {"step": "next"}),
        walk.fragment("/new/level/", walk.step(2)),
        walk.get(draft),
        walk.get(f"{draft}level/"),
        walk.get(f"{draft}discard/"),
        walk.post(draft),
        walk.fragment(f"{draft}promise/", WRITTEN),
        walk.get("/tickets/"),
        walk.register(level=3),
        walk.get("/tickets/"),
    ]
    assert {answer.status_code for answer in answers} == {200, 303, 422}
    assert [languages.untranslated(page(answer, language), language) for answer in answers] == [[]] * len(
        answers
    )


@pytest.mark.slow
def test_and_so_does_a_world_in_which_everything_happened(
    cast: Cast, desk: Any, reach_nothing: Callable[[], None]
) -> None:
    """A random walk of acts, then the pages that lead from page to page."""
    from tests.actions.walk import Walk as Acts

    begin = clock.now() - timedelta(days=40)
    Acts(desk, Random(7), begin).go(120)
    wrong = {
        f"{login} {where}": said
        for login in READERS
        for where, said in _walked(browser(cast, login, "en"), "en", reach_nothing)
        if said
    }
    assert wrong == {}


def _walked(client: Client, language: str, forget: Callable[[], None]) -> Iterator[tuple[str, list[str]]]:
    """Every page that can be reached by links, a few of each shape, with what it says in the wrong language."""
    waiting, known, shapes = ["/"], {"/"}, Counter[str]()
    while waiting:
        where = waiting.pop(0)
        forget()
        answer = client.get(where)
        markup = page(answer, language)
        yield where, languages.untranslated(markup, language)
        links = [unescape(link) for link in re.findall(r'(?:href|data-live|hx-get)="(/[^"#]*)', markup)]
        for link in [*links, answer.headers.get("Location", "")]:
            shape = re.sub(r"[^/]*\d[^/]*|=.*", "#", link)
            if link in known or not link.startswith("/") or link.startswith(ELSEWHERE) or "&" in link:
                continue
            known.add(link)
            shapes[shape] += 1
            waiting += [link] if shapes[shape] <= (TICKETS if shape in OF_TICKETS else OF_A_SHAPE) else []

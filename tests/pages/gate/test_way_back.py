"""No page that turns somebody back is a dead end: every button of it leads this reader to a page that opens, and who is
said to help is somebody else than the reader and their firm."""

import re
from functools import partial

import pytest
from django.test import Client

from tests.cast import ORGANISATIONS, Cast
from tests.cast import PEOPLE as WHO
from tests.pages.table import PEOPLE, TABLE, Line
from tests.pages.test_urls import address, form, own_organisation

READ = {line.route for line in TABLE if line.method == "GET"}
TURNED = {403, 404, 405, 409, 410, 422}
# Whoever finds nothing reads one and the same page, which these few try; every other refusal is tried with everybody.
LOST = {"stranger", "arefyev", "shulgin", "lapteva"}
# A form that came back stands among the links of every page; the first of them is home.
CRUMB = re.compile(r'<a class="[^"]*"[^>]* href="(/[^"#]*)"')
BUTTON = re.compile(r'<a class="button(?: primary)?"[^>]* href="([^"]+)"')
HELPERS = re.compile(r"Кто может помочь.*?</section>", re.DOTALL)


@pytest.mark.parametrize("login", PEOPLE)
def test_every_refusal_leads_somewhere(cast: Cast, login: str, reach_nothing) -> None:
    client = Client()
    if login:
        cast.sign_in(client, login)
    opened: dict[str, int] = {}
    dead, vain, looked = {}, [], 0
    own = _names(login)
    # What a program asks is answered in its own words, and leads to no page (tests/api).
    for line in (line for line in TABLE if not line.route.startswith("api/")):
        for method in _methods(line, login):
            reach_nothing()
            answer = _asked(client, cast, login, line, method)
            if answer.status_code not in TURNED:
                continue
            looked += 1
            page = answer.content.decode()
            helpers = HELPERS.search(page)
            if helpers and any(name in helpers[0] for name in own):
                vain.append((method, line.route, helpers[0]))
            ways = CRUMB.findall(page)[:1] if answer.status_code == 422 else BUTTON.findall(page)
            reached = [_open(client, way, opened, reach_nothing) for way in ways]
            if _wrong(login, answer.status_code, reached):
                dead[method, line.route, answer.status_code] = list(zip(ways, reached, strict=True))
    assert dead == {}
    assert vain == []
    assert looked > 20


def _names(login: str) -> list[str]:
    """The reader's own name, and that of their organisation as it is called in a list."""
    if not login:
        return []
    name, organisation, _roles = WHO[login]
    return [f"<b>{each}</b>" for each in (name, ORGANISATIONS[organisation][1])]


def _methods(line: Line, login: str) -> list[str]:
    """The line's own where it turns this person back, and reading where there is nothing to read."""
    own = line.people[login] in TURNED - {404} or (line.people[login] == 404 and login in LOST)
    return [line.method] * own + ["GET"] * (line.method == "POST" and line.route not in READ)


def _asked(client: Client, cast: Cast, login: str, line: Line, method: str):
    data = dict(line.data)
    if line.given.get("organisation") == "own":
        data["organisation"] = own_organisation(login, cast)
    ask = partial(client.generic, method, address(line, cast))
    return ask(**form(method, data))


def _open(client: Client, way: str, opened: dict[str, int], reach_nothing) -> int:
    if way not in opened:
        reach_nothing()
        opened[way] = client.get(way, follow=True).status_code
    return opened[way]


def _wrong(login: str, status: int, reached: list[int]) -> bool:
    """Every way opens. Who asks for an address that takes a form alone is not known there: one of its ways opens to all.
    Whoever is not confirmed yet reads at home what is awaited."""
    opens = {200, 403} if login == "newcomer" else {200}
    return not opens & set(reached) if status == 405 else not reached or not set(reached) <= opens

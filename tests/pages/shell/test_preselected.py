"""Nobody and nothing is chosen beforehand where a wrong choice has consequences: over selects and radios of all forms."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.letters import choices
from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests import clock
from tests.cast import Cast
from tests.pages.table import TABLE
from tests.pages.test_urls import address
from tests.some import some

# What may stand chosen: it is as it was, has no consequence before it is seen, or is the narrowest there is.
HARMLESS = {
    "lang": "the reader's own language",
    "theme": "the reader's own theme",
    "zone": "the reader's own zone, or the one that the paper has",
    "show": "which part is shown",
    "audience": "the narrowest readers that there are, or those last written to",
    "seller": "the own house, which hands the licence in",
    "system": "the only one that there is",
    "program": "the only one that there is",
    "claim": "the one that the page is about",
    "word": "the newest of the applicant's words; all stand there",
    "kind": "a plain answer; of a relayed one what it was in the vendor's ticket",
}


class Choices(HTMLParser):
    """Per form that is posted: names of selects and radios, and what stands chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.posted, self.select, self.options = False, "", 0
        self.chosen: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.posted = (given.get("method") or "get").lower() == "post"
        elif not self.posted:
            return
        elif tag == "select":
            self.select, self.options = given.get("name") or "", 0
        elif tag == "option" and self.select:
            value = given.get("value") or ""
            if "selected" in given:
                self.chosen[self.select] = value
            elif self.options == 0:
                self.chosen.setdefault(self.select, value)  # a browser chooses the first
            self.options += 1
        elif tag == "input" and given.get("type") == "radio" and "checked" in given:
            self.chosen[given.get("name") or ""] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "form":
            self.posted = False


# Forms that show what is already so: a change of it begins where it stands, and that is read of the record, by address and
# login.
Stands = Callable[[Cast, str, str], str]


def of_ticket(read: Callable[[models.Ticket], object]) -> Stands:
    """A value of the ticket that the address names."""

    def stands(_cast: Cast, path: str, _login: str) -> str:
        with transaction.atomic(), as_system("a look from outside"):
            return str(read(models.Ticket.objects.get(number=path.split("/")[2])))

    return stands


def mode_of_letters(kind: str) -> Stands:
    """How letters of this kind come to a reader who has chosen nothing."""

    def stands(cast: Cast, _path: str, login: str) -> str:
        declared = choices.by_key(kind)
        assert declared is not None, kind
        return choices.mode_of(declared, cast.actor(login, clock.AT).roles, {})

    return stands


AS_IT_STANDS: dict[tuple[str, str], Stands] = {
    ("me/", "keys"): lambda _cast, _path, _login: "on",  # nobody of the cast has switched them off
    ("tickets/<str:number>/assign/", "assignee"): of_ticket(lambda row: row.assignee_id),
    ("tickets/<str:number>/level/", "q-happens"): of_ticket(lambda row: row.sheet.symptoms["happens"]),
}


def standing(route: str, name: str) -> Stands | None:
    """What is already so, of one field of a page."""
    return mode_of_letters(name) if route == "me/letters/" else AS_IT_STANDS.get((route, name))


# The unit of a term is the regulation's own; beside it stands its number.
UNIT = re.compile(r"_unit$|~unit$")


@pytest.mark.parametrize(
    "line",
    [line for line in TABLE if line.method == "GET" and 200 in line.people.values()],
    ids=lambda line: line.route,
)
def test_nothing_is_chosen_beforehand(cast: Cast, line, reach_nothing) -> None:
    for login in some(login for login, status in line.people.items() if status == 200):
        client = Client()
        if login:
            cast.sign_in(client, login)
        path = address(line, cast)
        leave()
        answer = client.get(path)
        if answer.streaming:
            b"".join(answer.streaming_content)  # a file that is not read stays open
            return
        if not answer["Content-Type"].startswith("text/html"):
            return
        found = Choices()
        found.feed(answer.content.decode())
        for name, value in found.chosen.items():
            if value and name not in HARMLESS and not UNIT.search(name):
                stands = standing(line.route, name)
                assert stands is not None, (login, name, value)
                leave()
                assert value == stands(cast, path, login), (login, name)


@pytest.mark.parametrize(
    ("form", "chosen"),
    [
        ('<select name="a"><option value="">?</option><option value="1">1</option></select>', {"a": ""}),
        ('<select name="a"><option value="1">1</option></select>', {"a": "1"}),
        (
            '<select name="a"><option value="">?</option><option value="1" selected>1</option></select>',
            {"a": "1"},
        ),
        (
            '<input type="radio" name="a" value="1"><input type="radio" name="a" value="2" checked>',
            {"a": "2"},
        ),
        ('<input type="radio" name="a" value="1">', {}),
    ],
)
def test_and_what_a_browser_would_choose_is_seen(form: str, chosen: dict[str, str]) -> None:
    for method, seen in (("post", chosen), ("get", {})):
        found = Choices()
        found.feed(f'<form method="{method}">{form}</form>')
        assert found.chosen == seen

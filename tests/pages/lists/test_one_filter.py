"""One filter is set or taken away, and every other stays as it was: every link and every form over every list."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.test import Client

from kabinet.pages.oversight.lists.names import DESKS, NAMED
from tests.cast import Cast
from tests.fixtures_pages import Reader
from tests.pages.forms import fields
from tests.some import some

Query = dict[str, str]
DAYS = {"since": "2024-03-01", "until": "2024-03-20"}


@dataclass(frozen=True)
class List:
    """A list, who reads it, and each of its filters with a value; `form`: where its form has a page of its own."""

    login: str
    address: str
    query: Callable[[Cast], dict[str, object]]
    form: str = ""


def served(cast: Cast) -> dict[str, object]:
    keys = {"client": cast.client["zmk"], "system": cast.system["erp"], "author": cast.person["orlova"]}
    words = {
        "turn": "partner",
        "status": "in_work",
        "service": "environment",
        "tag": "срочно",
        "group": "level",
    }
    return {
        "show": "mine",
        "state": "all",
        **keys,
        "assignee": cast.person["zhdanov"],
        "level": 2,
        **words,
        **DAYS,
    }


def at_vendor(cast: Cast) -> dict[str, object]:
    away = ("assignee", "tag", "author")
    return {name: value for name, value in served(cast).items() if name not in away} | {"turn": "vendor"}


def audited(cast: Cast) -> dict[str, object]:
    keys = {"partner": cast.partner["kontur"], "client": cast.client["zmk"], "system": cast.system["erp"]}
    return {**keys, "assignee": cast.person["zhdanov"], "leg": "client", "service": "environment", **DAYS}


def own(cast: Cast) -> dict[str, object]:
    keys = {"system": cast.system["erp"], "author": cast.person["orlova"], "assignee": cast.person["zhdanov"]}
    return {
        "show": "mine",
        **keys,
        "level": 2,
        "status": "in_work",
        "service": "environment",
        **DAYS,
        "group": "level",
    }


def late(cast: Cast) -> dict[str, object]:
    return {
        **audited(cast),
        "clock": "update",
        "level": 2,
        "clause": "U3.6c",
        "owes": "partner",
        "all": "yes",
    }


LISTS = {
    "queue": List("gordeeva", "/queue/", served, "/queue/queue/filters/"),
    "the vendor's queue": List(
        "titova",
        "/queue/",
        lambda cast: {**served(cast), "partner": cast.partner["kontur"], "turn": "vendor"},
        "/queue/queue/filters/",
    ),
    "tickets at the vendor": List(
        "gordeeva", "/vendor-tickets/", at_vendor, "/queue/vendor_tickets/filters/"
    ),
    "a client's list": List("saveliev", "/tickets/", own, "/tickets/filters/"),
    "late": List("lapteva", "/oversight/late/", late),
    **{
        name: List(
            "lapteva",
            f"/oversight/lists/{name}/",
            lambda cast, name=name: {**audited(cast), **state_of(name)},
        )
        for name in (*NAMED, DESKS)
    },
    "violations": List(
        "lapteva",
        "/violations/",
        lambda cast: {"partner": cast.partner["kontur"], "clause": "U3.6c", "state": "answered"},
    ),
}
USUAL = {"state": "open"}
# What says which tickets, in what order and how: links of their own set it, no chip takes it away.
NO_CHIP = {"show", "due", "group", "all"}
# Two days are one period, a period of the calendar replaces days of one's own, and a system and an author belong to the
# client that was chosen before.
TOGETHER = (
    {"since", "until"},
    {"since", "until", "period"},
    {"client", "system", "author"},
    {"client", "system"},
)


def state_of(name: str) -> Query:
    known = [code for code in NAMED[name].states if code] if name in NAMED else ["with"]
    return {"state": str(known[0])} if known else {}


def asked(listed: List, cast: Cast) -> Query:
    return {name: str(value) for name, value in listed.query(cast).items()}


def page(browser: Client, address: str, query: Query) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return "".join(answer.content.decode().split("\n"))


def asks(markup: str) -> list[Query]:
    """What its links ask of the same list."""
    found = re.findall(r'<a [^>]*href="[^"?]*\?([^"]*)"', markup)
    return [dict(parse_qsl(unescape(each))) for each in found]


def changed(before: Query, after: Query) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.mark.parametrize("name", [name for name in LISTS if name != "violations"])
def test_a_filter_is_taken_away_and_the_others_stay(cast: Cast, reader: Reader, name: str) -> None:
    listed = LISTS[name]
    query = asked(listed, cast)
    html = page(reader(listed.login), listed.address, query)
    clears = [
        each
        for each in re.findall(r"<a [^>]*>", html)
        if re.search(r'class="(?:clear|chip on)"', each) and "aria-current" not in each
    ]
    lost = [changed(query, ask) for ask in asks("".join(clears))]
    wanted = [{each} for each in query if each not in {*DAYS, *NO_CHIP}] + (
        [DAYS.keys()] if listed.form else []
    )
    assert sorted(map(sorted, lost)) == sorted(map(sorted, wanted))
    for ask in some(asks("".join(clears))):
        assert query.keys() - ask.keys() == changed(query, ask), "it takes away and sets nothing"


@pytest.mark.parametrize("name", LISTS)
def test_a_link_sets_one_filter_and_the_others_stay(cast: Cast, reader: Reader, name: str) -> None:
    listed = LISTS[name]
    query, browser = asked(listed, cast), reader(listed.login)
    html = page(browser, listed.address, query)
    menus = re.findall(r'<div class="menu-list"[^>]*>(.*?)</div>|<nav class="segments"(.*?)</nav>', html)
    fetched = [unescape(each) for each in re.findall(r'<div class="menu-list" hx-get="([^"]+)"', html)]
    found = [ask for menu in menus for ask in asks("".join(menu))]
    found += [ask for each in fetched for ask in asks(page(browser, each, {}))]
    for ask in some(each for each in found):
        other = changed(query, ask)
        assert len(other) < 2 or other in TOGETHER, other


def sent(html: str) -> Query:
    """What the form of the filters asks, sent as it stands."""
    [form] = re.findall(r'<form method="get"[^>]*>.*?</form>', html)
    found = fields(re.sub("<form ", '<form id="narrowed" ', form), "narrowed")
    assert all(len(values) == 1 for values in found.values()), "nothing is asked twice"
    return {each: value for each, [value] in found.items() if value}


@pytest.mark.parametrize("name", LISTS)
def test_the_form_keeps_what_is_set(cast: Cast, reader: Reader, name: str) -> None:
    """All together, and each alone: what is chosen by a link need not be among what a form offers."""
    listed = LISTS[name]
    query, browser = asked(listed, cast), reader(listed.login)
    for each in some((query, *({one: value} for one, value in query.items()))):
        found = sent(page(browser, listed.form or listed.address, each))
        assert {one: value for one, value in found.items() if value != USUAL.get(one)} == {
            one: value for one, value in each.items() if value != USUAL.get(one)
        }

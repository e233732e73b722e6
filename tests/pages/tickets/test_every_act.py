"""Every page of a ticket x every status x a person of each party: a page, or a sentence that says why not.

It is never our own mistake. A form is drawn before it is sent and the ticket may have ended meanwhile, so each form is also
sent as it was drawn long ago.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.actions.every_status import CLIENT, VENDOR, client_tickets, vendor_tickets
from tests.desk import Desk, later
from tests.fixtures_pages import Reader

STATUSES = [*(("U", status) for status in CLIENT), *(("V", status) for status in VENDOR)]
PEOPLE = {"U": ("saveliev", "zhdanov"), "V": ("zhdanov", "titova"), "joint": ("saveliev",)}
LEADS_ON, REFUSED, ANSWERED_SO = 303, 403, {403, 405, 409}  # 405: a page that is only read
# What the forms ask for, in one: each takes what it knows.
TYPED = {
    "text": "Так и есть", "reason": "third_party", "reasons": "Нет", "level": "2", "kind": "solution", "reached": "yes",
    "verdict": "upheld", "cases": "symptoms", "value": "Так", "asks": "on", "audience": "public", "into": "U-1",
    "other": "U-1", "tag": "память", "name": "память", "content": "Черновик", "person": "1", "assignee": "1",
}  # fmt: skip
OF_A_TICKET = (
    "tickets/<str:number>/",
    "joint/<str:number>/",
    "handovers/ask/<str:number>/",
    "queue/<str:number>/",
)


def names(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of every address of a ticket, and what it takes beside the number."""
    for each in resolver.url_patterns:
        address = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from names(each, address)
        elif isinstance(each, URLPattern) and each.name and address.startswith(OF_A_TICKET):
            yield each.name, tuple(each.pattern.converters)


class Figures:
    """How often the figures of the way around were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, actor: object, at: datetime) -> dict[str, int]:
        from kabinet.records.lists.counts import nav_counts

        self.asked += 1
        return nav_counts(actor, at)


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    counting = Figures()
    monkeypatch.setattr("kabinet.pages.shell.surroundings.nav_counts", counting)
    return counting


def answered(client: Client, address: str, typed: dict[str, str] | None = None) -> int | str:
    """The status of the answer, or what went wrong; nothing that was done stays."""
    try:
        with transaction.atomic():
            told = client.get(address) if typed is None else client.post(address, typed)
            transaction.set_rollback(True)
            return int(told.status_code)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


@pytest.fixture
def number(desk: Desk, now: datetime, leg: str, status: str) -> str:
    at = later(now, hours=-2)
    if leg == "U":
        return client_tickets(desk, at, [status])[status]
    return vendor_tickets(desk, at, [status])[status][1]


@pytest.mark.parametrize(("leg", "status"), [("U", CLIENT[0]), ("V", VENDOR[0])])
def test_an_act_that_leads_on_asks_for_no_figures(
    desk: Desk, reader: Reader, number: str, leg: str, status: str, figures: Figures
) -> None:
    """What an act answers with is a redirect: the page that it leads to asks for them."""
    given = {
        "number": number,
        "message": desk.messages(number)[0].pk,
        "item": "description",
        "person": desk.cast.person["saveliev"],
    }
    found = {}
    for login in PEOPLE[leg]:
        browser = reader(login)
        for name, takes in names(get_resolver()):
            before = figures.asked
            address = reverse(name, kwargs={key: given[key] for key in takes})
            if answered(browser, address, TYPED) == LEADS_ON:
                found[name, login] = figures.asked - before
    assert len(found) > 5
    assert {key for key, count in found.items() if count} == set()


@pytest.mark.slow
@pytest.mark.parametrize(("leg", "status"), STATUSES)
def test_no_page_of_a_ticket_is_ever_our_own_mistake(
    desk: Desk, reader: Reader, number: str, leg: str, status: str
) -> None:
    given = {
        "number": number,
        "message": desk.messages(number)[0].pk,
        "item": "description",
        "person": desk.cast.person["saveliev"],
    }
    people = {login: reader(login) for login in (*PEOPLE[leg], *PEOPLE["joint"])}
    found = {}
    for name, takes in names(get_resolver()):
        address = reverse(name, kwargs={key: given[key] for key in takes})
        for login in PEOPLE["joint" if name.startswith("joint") and leg == "V" else leg]:
            told = [answered(people[login], address), answered(people[login], address, TYPED)]
            if told[0] == REFUSED:  # its form was drawn while it was possible still
                told.append(answered(people[login], address, {**TYPED, "version": "1"}))
            found[name, login] = told
    assert len(found) > 80
    broken = {
        key: told
        for key, told in found.items()
        if not all(isinstance(each, int) and each < 500 for each in told)
    }
    assert broken == {}
    # Whoever is not shown the form is not shown it again with faults either.
    drawn = {
        key: told for key, told in found.items() if told[0] == REFUSED and not {*told[1:]} <= ANSWERED_SO
    }
    assert drawn == {}

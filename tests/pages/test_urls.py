"""Every address x every kind of person (tests/pages/table)."""

import re
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from kabinet.pages.gate.start_check import addresses
from kabinet.pages.organisations.people.template_sheet import template
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import OrgKind
from tests.cast import Cast
from tests.clock import AT
from tests.letters_in import letter
from tests.pages import table
from tests.pages.controls import endless
from tests.pages.organisations.papers import things
from tests.pages.regulation.versions import regulation_scene
from tests.pages.table import PEOPLE, TABLE, Line
from tests.pages.tickets import scene


def test_every_address_stands_in_the_table():
    served = {route for route, _ in addresses(get_resolver())}
    assert served - {line.route for line in TABLE} == set(), (
        "add a line to tests/pages/table or acts_on_ticket.py"
    )
    assert {line.route for line in TABLE} - served == set(), "these addresses are not there any more"


def test_every_line_names_everybody():
    assert [line.route for line in TABLE if set(line.people) != set(PEOPLE)] == []


def address(line: Line, cast: Cast) -> str:
    """The route with its parameters put in."""
    found = line.route
    for name, thing in line.given.items():
        for converter in ("int", "str", "uuid", "slug", "path"):
            found = found.replace(f"<{converter}:{name}>", pointed_at(thing, cast))
    return f"/{found}"


def pointed_at(thing: str, cast: Cast) -> str:
    if thing == regulation_scene.DRAFT:
        return regulation_scene.draft_of(cast)
    if thing in scene.THINGS:
        return scene.pointed_at(thing, cast)
    if thing == "form letter":
        return form_letter(cast)
    if thing == "held letter":
        return held_letter(cast)
    if thing in PROGRAMS:
        return PROGRAMS[thing](cast)
    if (key := things.key_of(thing, cast)) is not None:
        return key
    if thing.startswith("person "):
        return str(cast.person[thing.removeprefix("person ")])
    if thing in cast.organisation:
        return str(cast.organisation[thing])
    if thing in cast.person:
        return str(cast.person[thing])
    return str(uuid.UUID(int=1)) if thing.startswith("no ") else thing


def webhook(cast: Cast) -> str:
    with transaction.atomic(), as_system("a webhook of a test"):
        of = {"organisation_id": cast.client["zmk"], "kept_by_id": cast.person["saveliev"]}
        said = {"url": "https://hooks.example/kabinet", "groups": "registered", "sealed": "sealed"}
        return str(models.Webhook.objects.create(**of, **said, made_at=AT).pk)


def bridge(cast: Cast) -> str:
    with transaction.atomic(), as_system("a bridge of a test"):
        of = {"organisation_id": cast.client["zmk"], "client_id": cast.client["zmk"]}
        at = {"url": "https://rt.invalid", "account": "kabinet", "queue": "General", "sealed": "sealed"}
        said = {"name": "RT", "program": "request_tracker", "kept_by_id": cast.person["saveliev"]}
        made = models.Bridge.objects.filter(**of).first() or models.Bridge.objects.create(
            **of, **at, **said, made_at=AT, next_look=AT
        )
        return str(made.pk)


PROGRAMS = {"webhook of zmk": webhook, "bridge of zmk": bridge}


def held_letter(cast: Cast) -> str:
    """The key of one that came for kontur's desk, with a file."""
    made = letter()
    made.add_attachment("x", filename="log.txt")
    known = models.IncomingLetter.objects.filter(organisation=cast.partner["kontur"], state="held")
    with transaction.atomic(), as_system("an address of the tests"):
        if (row := known.first()) is None:
            row = models.IncomingLetter.objects.create(
                box="help@kontur.example",
                organisation_id=cast.partner["kontur"],
                digest="0" * 64,
                raw=made.as_bytes(),
                size=1,
                arrived_at=AT,
                state="held",
                why="stranger",
                files=[{"name": "log.txt", "size": 1, "type": "text/plain"}],
            )
        return str(row.pk)


def form_letter(cast: Cast) -> str:
    """The key of one with which arefyev sent a form of contacts to kontur's desk; the form has nobody in it."""
    made = letter("arefyev@zmk.example")
    content = template(OrgKind.CLIENT, "zmk")
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename="contacts-1.xlsx")
    with transaction.atomic(), as_system("an address of the tests"):
        row, _made = models.IncomingLetter.objects.get_or_create(
            box="help@kontur.example",
            digest="1" * 64,
            defaults={
                "organisation_id": cast.partner["kontur"],
                "raw": made.as_bytes(),
                "size": 1,
                "arrived_at": AT,
                "state": "form",
                "person_id": cast.person["arefyev"],
                "form_for_id": cast.organisation["zmk"],
            },
        )
        return str(row.pk)


def own_organisation(login: str, cast: Cast) -> str:
    from tests.cast import PEOPLE as WHO

    return str(cast.organisation.get(WHO[login][1], 0)) if login else "0"


# Two attributes without anything between them: of parts of a template that were laid out anew.
GROWN_TOGETHER = re.compile(rb"""=\"[^\"<>]*\"[a-z]""")


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line.method} /{line.route}")
def test_everybody_gets_what_the_table_says(cast: Cast, line: Line, reach_nothing):
    got = {}
    for login in PEOPLE:
        client, data = Client(), dict(line.data)
        if login:
            cast.sign_in(client, login)
        if line.given.get("organisation") == "own":
            data["organisation"] = own_organisation(login, cast)
        reach_nothing()
        answer = client.generic(line.method, address(line, cast), **form(line.method, data))
        if answer.streaming:
            b"".join(answer.streaming_content)  # a file that is not read stays open
        else:
            assert not GROWN_TOGETHER.search(answer.content), (login, GROWN_TOGETHER.search(answer.content))
            assert endless(answer.content.decode(errors="replace")) == [], (
                login,
                "can be typed into without end",
            )
        got[login] = answer.status_code
    assert got == dict(line.people)


def form(method: str, data: dict[str, str]) -> dict[str, str]:
    from urllib.parse import urlencode

    return (
        {"data": urlencode(data), "content_type": "application/x-www-form-urlencoded"}
        if method == "POST"
        else {}
    )


def test_the_table_knows_its_people():
    from tests.cast import PEOPLE as WHO

    assert [login for login in table.PEOPLE if login and login not in WHO] == []

"""What can be looked up after an attack: who came in or was turned back, from where; and no secret of anybody."""

import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client

from kabinet.pages.entrance import throttle
from tests.cast import PASSWORD, Cast
from tests.some import some


@pytest.fixture
def log(caplog, db):
    cache.clear()
    caplog.set_level(logging.INFO, "kabinet.security")
    return lambda: [each.getMessage() for each in caplog.records if each.name == "kabinet.security"]


def sign_in(client: Client, login: str, password: str = PASSWORD) -> None:
    client.post("/sign-in/", {"login": login, "password": password}, REMOTE_ADDR="10.1.2.3")


def test_coming_in_and_going_out_and_what_fails(cast: Cast, client: Client, log) -> None:
    who = cast.person["saveliev"]
    sign_in(client, "saveliev", "не тот")
    sign_in(client, "nobody-knows")
    sign_in(client, "saveliev")
    client.post("/sign-out/", REMOTE_ADDR="10.1.2.3")
    assert log() == [
        f"wrong password person={who} address=10.1.2.3 POST /sign-in/",
        "wrong password person=nobody address=10.1.2.3 POST /sign-in/",
        f"signed in person={who} address=10.1.2.3 factor=password POST /sign-in/",
        f"signed out person={who} address=10.1.2.3 POST /sign-out/",
    ]


def test_what_was_tried_too_often(cast: Cast, client: Client, log) -> None:
    for _ in range(throttle.PLACES_OF_LOGIN + 1):
        sign_in(client, "orlova", "не тот")
    assert log()[-1] == f"tried too often person={cast.person['orlova']} address=10.1.2.3 POST /sign-in/"


def test_passwords_and_links(cast: Cast, client: Client, log, reach_nothing, settings) -> None:
    cast.sign_in(client, "shulgin")
    other, zmk = cast.person["orlova"], cast.client["zmk"]
    client.post(f"/organisations/{zmk}/people/{other}/link/", headers={"Host": "localhost:99"})
    shown = f"/organisations/{zmk}/people/{other}/link/"
    who = cast.person["shulgin"]
    assert log() == [f"link issued person={who} address=127.0.0.1 of={other} POST {shown}"]
    reach_nothing()
    page = client.get(shown, headers={"Host": "localhost:99"}).content.decode()
    assert ":99" not in page
    assert settings.PUBLIC_URL + "/welcome/?" in page
    address = re.search(r"/welcome/\?[^\"<\s]+", page)
    assert address
    theirs = Client()
    theirs.get(address[0].replace("&amp;", "&"))
    new = "another-good-one-41"
    reach_nothing()
    theirs.post("/welcome/", {"new": new, "again": new})
    reach_nothing()
    sign_in(theirs, "orlova", new)
    reach_nothing()
    theirs.post("/me/password/", {"old": new, "new": new + "2", "again": new + "2"})
    assert log()[1:] == [
        f"password set by a link person={other} address=127.0.0.1 POST /welcome/",
        f"signed in person={other} address=10.1.2.3 factor=password POST /sign-in/",
        f"password changed person={other} address=127.0.0.1 POST /me/password/",
    ]


def test_whoever_is_turned_back(cast: Cast, log, reach_nothing) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.post("/sign-in/", {"login": "saveliev", "password": PASSWORD})
    frolov = Client()
    cast.sign_in(frolov, "frolov")
    frolov.get("/partners/")
    reach_nothing()
    frolov.get("/systems/new/?x=1")
    reach_nothing()
    frolov.get("/nowhere\n2026-01-01T00:00:00Z INFO kabinet.security signed in/?secret=1")
    who = cast.person["frolov"]
    assert log()[:3] == [
        "form refused person=nobody address=127.0.0.1 POST /sign-in/",
        f"turned back person={who} address=127.0.0.1 status=404 reason=closed GET /partners/",
        f"turned back person={who} address=127.0.0.1 status=403 reason=only_systems GET /systems/new/",
    ]
    assert "\n" not in log()[3]
    assert log()[3].startswith(f"turned back person={who} address=127.0.0.1 status=404")


def test_no_secret_is_in_it(cast: Cast, client: Client, log) -> None:
    sign_in(client, PASSWORD, PASSWORD)
    sign_in(client, "saveliev", "wrong-" + PASSWORD)
    client.get("/welcome/?who=1&key=secret-of-a-link")
    client.get("/nowhere/?key=secret-of-a-link")
    for line in some(log()):
        assert PASSWORD not in line
        assert "secret" not in line

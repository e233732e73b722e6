"""What an open tab tells of, and to whom: chosen for one browser, loaded nowhere else, and nothing that can wait."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kabinet.actions.tickets.read import mark_read
from kabinet.actions.tickets.take import take_ticket
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("L6")]
Reader = Callable[[str], Client]
CHOICE, WAITING, PAGE = "/me/devices/tab/", "/notices/waiting/", "/me/devices/"
SCRIPT = "scripts/open_tab.js"


def waiting(client: Client) -> list[dict[str, Any]]:
    answer = client.get(WAITING, headers={"HX-Request": "true"})
    assert answer["Cache-Control"] == "no-store"
    found: list[dict[str, Any]] = answer.json()["waiting"]
    return found


def test_it_is_off_until_its_reader_chooses_it_and_loaded_for_nobody_else(cast: Cast, reader: Reader) -> None:
    client = reader("gordeeva")
    assert SCRIPT not in client.get(PAGE).content.decode()
    assert client.post(CHOICE, {"sound": "on", "contents": "on"}).status_code == 303
    for page in (PAGE, "/queue/"):
        shown = client.get(page).content.decode()
        assert SCRIPT in shown
        assert 'data-how="sound contents"' in shown
    assert client.cookies["open-tab"]["httponly"]
    cast.sign_in(client, "arkhipova")
    assert SCRIPT not in client.get(PAGE).content.decode(), "somebody else at the same browser"
    cast.sign_in(client, "gordeeva")
    client.post(CHOICE, {"contents": "on"})
    assert SCRIPT not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("cookie", ["", "{}", "{}.loud", ".sound", "{}.contents", "sound.{}", "x" * 4000])
def test_a_cookie_that_says_nothing_switches_nothing_on(cast: Cast, reader: Reader, cookie: str) -> None:
    client = reader("gordeeva")
    client.cookies["open-tab"] = cookie.format(cast.person["gordeeva"])
    assert SCRIPT not in client.get(PAGE).content.decode()


def test_what_must_be_acted_on_is_told_while_it_is_new_and_unread(cast: Cast, reader: Reader) -> None:
    client, desk = reader("gordeeva"), Desk(cast)
    assert waiting(client) == []
    desk.register(AT - timedelta(minutes=11))
    ticket = desk.register(AT)
    [told] = waiting(client)
    assert told["url"] == f"/tickets/{ticket.number}/"
    assert (told["title"], told["body"]) == ("Кабинет поддержки", "В Кабинете есть новое уведомление")
    desk.do(mark_read, "saveliev", AT)
    desk.do(take_ticket, "gordeeva", AT, number=ticket.number)
    assert "taken" in desk.told("saveliev", ticket.number)
    assert waiting(reader("saveliev")) == [], "good to know is not told"
    client.post(CHOICE, {"screen": "on", "contents": "on"})
    [told] = waiting(client)
    assert told["title"] == f"{ticket.number} {ticket.subject}"
    desk.do(mark_read, "gordeeva", AT)
    assert waiting(client) == []

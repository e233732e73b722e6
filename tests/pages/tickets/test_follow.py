"""An open ticket and an open list follow what happens: 204 while nothing did, the same fragment when it did."""

import re

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.take import take_ticket
from tests.desk import Desk, later, passed_on

LIVE = re.compile(r'hx-get="([^"]+)" hx-trigger="every (\d+)s"')


@pytest.fixture
def pair(desk: Desk, now) -> tuple[str, str]:
    return passed_on(desk, later(now, hours=-1))


def followed(page: str, name: str) -> str:
    """The address that the region with this id asks."""
    found = LIVE.search(page.split(f'id="{name}"')[1])
    assert found
    assert int(found[2]) <= 5
    return found[1].replace("&amp;", "&")


def test_a_ticket(pair, desk: Desk, reader, now) -> None:
    gordeeva = reader("gordeeva")
    address = followed(gordeeva.get(f"/tickets/{pair[0]}/").content.decode(), "ticket-live")
    assert gordeeva.get(address).status_code == 204
    desk.do(take_ticket, "zhdanov", now, number=pair[0])
    fresh = gordeeva.get(address)
    assert fresh.status_code == 200
    fragment = fresh.content.decode().strip()
    assert re.match(r'<div\s+class="ticket-live"\s+id="ticket-live"', fragment)
    assert 'id="deeds" hx-swap-oob="true"' in fragment
    assert "Взято в работу: Жданов" in fragment
    assert "<textarea" not in fragment, "nothing is written anew under the reader's hands"
    assert gordeeva.get(followed(fragment, "ticket-live")).status_code == 204


def test_the_vendors_answer_reaches_the_partners_open_page(pair, desk: Desk, reader, now) -> None:
    gordeeva = reader("gordeeva")
    address = followed(gordeeva.get(f"/tickets/{pair[0]}/").content.decode(), "ticket-live")
    desk.do(answer_ticket, "titova", now, number=pair[1], text="Сведения получены")
    assert "Сведения получены" in gordeeva.get(address).content.decode()


def test_a_view_goes_on_following_itself(pair, desk: Desk, reader, now) -> None:
    gordeeva = reader("gordeeva")
    address = followed(gordeeva.get(f"/tickets/{pair[0]}/?show=internal").content.decode(), "ticket-live")
    desk.do(write_note, "zhdanov", now, number=pair[0], text="Только нам")
    fragment = gordeeva.get(address).content.decode()
    assert "Только нам" in fragment
    assert "show=internal" in followed(fragment, "ticket-live")


@pytest.mark.clause("L3")
def test_a_client_is_woken_by_a_hidden_note_and_told_nothing(pair, desk: Desk, reader, now) -> None:
    saveliev = reader("saveliev")
    address = followed(saveliev.get(f"/tickets/{pair[0]}/").content.decode(), "ticket-live")
    desk.do(write_note, "gordeeva", now, number=pair[0], text="Только нам")
    assert "Только нам" not in saveliev.get(address).content.decode()


def test_the_list(pair, desk: Desk, reader, now) -> None:
    saveliev = reader("saveliev")
    address = followed(saveliev.get("/tickets/?level=3").content.decode(), "tickets")
    assert saveliev.get(address).status_code == 204
    desk.register(now, "orlova", subject="Ещё одно")
    fragment = saveliev.get(address).content.decode()
    assert "Ещё одно" in fragment
    assert "<h1" not in fragment


def test_nothing_of_a_ticket_that_is_not_there(reader) -> None:
    assert reader("gordeeva").get("/tickets/U-1/live/?seen=x").status_code == 404

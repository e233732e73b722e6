"""What the client says after passing on comes to 1C in one action: what 1C will read is shown first, and only that goes."""

from datetime import datetime
from io import BytesIO

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

pytestmark = [pytest.mark.clause("P5b"), pytest.mark.clause("L3")]
SAID = "Дамп снят в 14:05, версия 8.3.24.1467"
SECRET = "Клиент капризничает"


@pytest.fixture
def said(desk: Desk, now: datetime) -> tuple[str, str, int, str, str]:
    """Client ticket, vendor ticket in which 1C asks, the client's message, its file, and a file of the partner's note."""
    number, vendor = passed_on(desk, later(now, hours=-3))
    at = later(now, hours=-2)
    desk.do(answer_ticket, "titova", at, number=vendor, text="Есть дамп?", kind=Answer.QUESTION)
    dump = desk.do(attach, "saveliev", at, name="дамп.zip", content=BytesIO(b"PK"))
    desk.do(write_reply, "saveliev", later(at, minutes=5), number=number, text=SAID, files=[dump.pk])
    message = desk.messages(number)[-1].pk
    own = desk.do(attach, "gordeeva", at, name="своё.txt", content=BytesIO(b"x"))
    desk.do(write_note, "gordeeva", later(at, minutes=6), number=number, text=SECRET, files=[own.pk])
    return number, vendor, message, str(dump.pk), str(own.pk)


def test_the_way_leads_from_the_clients_message_to_what_the_vendor_will_read(said, see) -> None:
    number, vendor, message, dump, own = said
    address = f"/tickets/{number}/carry/{message}/"
    assert f'"{address}"' in see("gordeeva", f"/tickets/{number}/")
    page = see("gordeeva", address)
    preview = page.split('id="preview"')[1]
    assert SAID in preview
    assert "дамп.zip" in preview
    assert f"Увидят специалисты 1С и ваши коллеги в {vendor}" in page
    assert "ход перейдёт к 1С" in page.lower().replace("1с", "1С")
    assert (f'value="{dump}"' in page, f'value="{own}"' in page) == (True, False)
    assert SECRET not in page


def test_the_preview_is_what_goes_and_sends_nothing_by_itself(desk: Desk, said, send, see, reader) -> None:
    number, vendor, message, dump, _ = said
    address, before = f"/tickets/{number}/carry/{message}/", len(desk.messages(vendor))
    shown = send("gordeeva", address, preview="1", text="Своими словами").content.decode()
    assert "Своими словами" in shown.split('id="preview"')[1]
    assert "дамп.zip" not in shown.split('id="preview"')[1]
    assert len(desk.messages(vendor)) == before
    sent = send("gordeeva", address, text=SAID, carried=[dump])
    assert (sent.status_code, sent["Location"]) == (303, f"/tickets/{vendor}/")
    theirs = see("titova", f"/tickets/{vendor}/")
    assert SAID in theirs
    assert "дамп.zip" in theirs
    assert number not in theirs
    assert (desk.ticket(vendor).status, desk.kinds(vendor)[-1]) == ("in_work", "replied")
    again = see("gordeeva", f"/tickets/{number}/")
    assert "Перенесено в 1С" in again
    assert f'"{address}"' not in again
    assert list(verify()) == []


def test_nothing_of_the_partners_own_goes_even_if_it_is_named(desk: Desk, said, send, status) -> None:
    number, vendor, message, _, own = said
    before = len(desk.messages(vendor))
    assert (
        send("gordeeva", f"/tickets/{number}/carry/{message}/", text="Так", carried=[own]).status_code == 422
    )
    note = desk.messages(number)[-1].pk
    assert status("gordeeva", f"/tickets/{number}/carry/{note}/") == 404
    assert len(desk.messages(vendor)) == before
    for login in ("saveliev", "titova", "stranger"):
        assert status(login, f"/tickets/{number}/carry/{message}/") == 404


def test_what_went_with_the_passing_on_is_known_to_be_there(desk: Desk, now: datetime, see) -> None:
    from kabinet.actions.vendor.pass_on import pass_on_ticket
    from tests.desk import ITEMS

    at = later(now, hours=-3)
    number = desk.register(at).number
    desk.do(write_reply, "saveliev", later(at, minutes=5), number=number, text=SAID)
    message = desk.messages(number)[-1].pk
    given = {"values": ITEMS, "messages": [message]}
    desk.do(pass_on_ticket, "zhdanov", later(at, minutes=30), number=number, **given)
    page = see("gordeeva", f"/tickets/{number}/")
    assert "Перенесено в 1С" in page
    assert f"/tickets/{number}/carry/{message}/" not in page

"""Who sees what of a ticket: every side its own talk, nobody another's."""

from io import BytesIO

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

NOTE, VENDOR_NOTE, VENDOR_SAID, PARTNER_ASKED = "ЗАМЕТКА ПАРТНЁРА", "ЗАМЕТКА 1С", "ОТВЕТ 1С", "ВОПРОС В 1С"
SAID, REPLIED = "ОТВЕТ КЛИЕНТУ", "ПИСЬМО КЛИЕНТА"


@pytest.fixture
def talk(desk: Desk, now) -> tuple[str, str]:
    """A ticket with something of every audience, and its vendor ticket."""
    at = later(now, hours=-3)
    number, vendor = passed_on(desk, at)
    at = later(at, hours=1)
    desk.do(answer_ticket, "gordeeva", at, number=number, text=SAID)
    desk.do(write_reply, "saveliev", at, number=number, text=REPLIED)
    desk.do(write_note, "gordeeva", at, number=number, text=NOTE)
    desk.do(write_note, "titova", at, number=vendor, text=VENDOR_NOTE)
    desk.do(write_reply, "zhdanov", at, number=vendor, text=PARTNER_ASKED)
    desk.do(answer_ticket, "titova", at, number=vendor, text=VENDOR_SAID, kind=Answer.WORKAROUND)
    return number, vendor


READERS = {
    "saveliev": {SAID, REPLIED},
    "orlova": {SAID, REPLIED},
    "frolov": {SAID, REPLIED},
    "gordeeva": {SAID, REPLIED, NOTE, PARTNER_ASKED, VENDOR_SAID},
    "yusupov": {SAID, REPLIED, NOTE, PARTNER_ASKED, VENDOR_SAID},
    "lapteva": {SAID, REPLIED, PARTNER_ASKED, VENDOR_SAID},
}
EVERYTHING = {NOTE, VENDOR_NOTE, VENDOR_SAID, PARTNER_ASKED, SAID, REPLIED}


@pytest.mark.clause("L1", "L3")
def test_the_clients_ticket(talk, see) -> None:
    for login, heard in READERS.items():
        for part in ("", "live/?show=all", "?part=1"):
            page = see(login, f"/tickets/{talk[0]}/{part}")
            assert {words for words in EVERYTHING if words in page} == heard, (login, part)
        for part in ("live/?show=internal", "live/?show=across", "?show=talk"):
            page = see(login, f"/tickets/{talk[0]}/{part}")
            assert {words for words in EVERYTHING if words in page} <= heard, (login, part)


@pytest.mark.clause("L3")
def test_the_vendors_ticket(talk, see) -> None:
    both = {PARTNER_ASKED, VENDOR_SAID}
    for login, heard in {
        "gordeeva": both,
        "titova": both | {VENDOR_NOTE},
        "lapteva": both | {VENDOR_NOTE},
    }.items():
        page = see(login, f"/tickets/{talk[1]}/")
        assert {words for words in EVERYTHING if words in page} == heard, login


@pytest.mark.clause("L1")
def test_another_learns_nothing_of_the_clients_ticket(talk, see) -> None:
    for login in ("stranger", "kim", "dremin", "choi", "titova", "shulgin"):
        for part in ("", "live/", "clocks/", "say/", "level/", "accept/", "call/"):
            assert "rphost" not in see(login, f"/tickets/{talk[0]}/{part}", status=404)


@pytest.mark.clause("L3")
def test_a_client_learns_nothing_of_the_vendors_ticket(talk, see) -> None:
    for login in ("saveliev", "frolov", "stranger", "choi"):
        for part in ("", "live/", "clocks/", "say/", "complete/"):
            assert "rphost" not in see(login, f"/tickets/{talk[1]}/{part}", status=404)


@pytest.mark.clause("L3")
def test_a_client_sees_that_and_when_it_was_passed_on(talk, see) -> None:
    page = see("saveliev", f"/tickets/{talk[0]}/")
    assert "Передано в 1С" in page
    assert talk[1] not in page


def test_each_ticket_leads_to_the_other(talk, see) -> None:
    assert f'href="/tickets/{talk[1]}/"' in see("gordeeva", f"/tickets/{talk[0]}/")
    assert f'href="/tickets/{talk[0]}/"' in see("gordeeva", f"/tickets/{talk[1]}/")
    assert talk[0] not in see("titova", f"/tickets/{talk[1]}/")


@pytest.mark.clause("L3")
def test_search_tells_a_client_nothing_of_others_talk(talk, see) -> None:
    for words in (NOTE, VENDOR_SAID, VENDOR_NOTE):
        assert talk[0] not in see("saveliev", f"/search/?q={words}")
    assert talk[0] in see("saveliev", "/search/?q=ОТВЕТ КЛИЕНТУ")


FILES = {
    "public": {"saveliev": 200, "gordeeva": 200, "lapteva": 200, "titova": 404, "stranger": 404},
    "partner": {"saveliev": 404, "gordeeva": 200, "lapteva": 404, "titova": 404, "stranger": 404},
    "vendor_leg": {"saveliev": 404, "gordeeva": 200, "lapteva": 200, "titova": 200, "stranger": 404},
    "vendor": {"saveliev": 404, "gordeeva": 404, "lapteva": 200, "titova": 200, "stranger": 404},
}


@pytest.mark.clause("L3")
def test_a_file_is_for_its_audience(talk, desk: Desk, status, now) -> None:
    for audience, expected in FILES.items():
        who = "titova" if audience.startswith("vendor") else "gordeeva"
        number = talk[1] if audience.startswith("vendor") else talk[0]
        act = write_note if audience in ("partner", "vendor") else answer_ticket
        file = desk.do(attach, who, now, name="дамп.zip", content=BytesIO(b"PK"))
        desk.do(act, who, now, number=number, text="Файл", files=[file.pk])
        assert {login: status(login, f"/files/{file.pk}/") for login in expected} == expected, audience

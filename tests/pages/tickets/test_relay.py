"""The vendor's answer goes into the client's ticket: what the client will read is shown first, and only that goes (P5c)."""

from io import BytesIO

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

pytestmark = pytest.mark.clause("P5c")
SAID = "Отключите задание «Обновление индекса ППД»"


@pytest.fixture
def said(desk: Desk, now) -> tuple[str, str, int, str]:
    """Client ticket, vendor ticket, the vendor's message and its file."""
    number, vendor = passed_on(desk, later(now, hours=-3))
    file = desk.do(attach, "titova", now, name="патч.zip", content=BytesIO(b"PK"))
    at = later(now, hours=-1)
    desk.do(
        answer_ticket,
        "titova",
        at,
        number=vendor,
        text=SAID,
        kind=Answer.WORKAROUND,
        final=True,
        files=[file.pk],
    )
    return number, vendor, desk.messages(vendor)[-1].pk, str(file.pk)


def test_the_way_leads_from_the_message_to_the_clients_eyes(said, see) -> None:
    number, vendor, message, _ = said
    address = f"/tickets/{vendor}/relay/{message}/"
    assert address in see("gordeeva", f"/tickets/{number}/")
    assert address in see("gordeeva", f"/tickets/{vendor}/")
    page = see("gordeeva", address)
    preview = page.split('id="preview"')[1]
    assert SAID in preview
    assert "патч.zip" in preview
    assert "Увидят все сотрудники АО «ЗМК»" in page
    assert 'value="workaround_final"' in page


def test_the_preview_follows_what_is_typed_and_sends_nothing(desk: Desk, said, send) -> None:
    number, vendor, message, _ = said
    before = len(desk.messages(number))
    shown = send("gordeeva", f"/tickets/{vendor}/relay/{message}/", preview="1", text="**Своими** словами")
    preview = shown.content.decode().split('id="preview"')[1]
    assert shown.status_code == 200
    assert "Своими" in preview
    assert "патч.zip" not in preview
    assert len(desk.messages(number)) == before


def test_one_action(desk: Desk, said, send, see) -> None:
    number, vendor, message, file = said
    fields = {"text": "Отключите задание до исправления", "kind": "workaround_final", "carried": [file]}
    sent = send("gordeeva", f"/tickets/{vendor}/relay/{message}/", **fields)
    assert (sent.status_code, sent["Location"]) == (303, f"/tickets/{number}/")
    assert desk.ticket(number).status == "answered"
    client = see("saveliev", f"/tickets/{number}/")
    assert "Отключите задание до исправления" in client
    assert "патч.zip" in client
    assert SAID not in client
    assert "Ответ 1С" not in client
    partner = see("gordeeva", f"/tickets/{number}/")
    assert "Перенесено клиенту" in partner
    assert "Ответ 1С" in partner


def test_nothing_goes_empty(said, send) -> None:
    _, vendor, message, _ = said
    assert send("gordeeva", f"/tickets/{vendor}/relay/{message}/", text=" ", kind="answer").status_code == 422


def test_twice_is_once(desk: Desk, said, send) -> None:
    number, vendor, message, _ = said
    fields = {"text": "Раз", "kind": "answer", "once": "0"}
    answers = [
        send("gordeeva", f"/tickets/{vendor}/relay/{message}/", **fields).status_code for _ in range(2)
    ]
    assert answers == [303, 303]
    assert desk.kinds(number).count("relayed") == 1


def test_who_may_not(said, see) -> None:
    _, vendor, message, _ = said
    address = f"/tickets/{vendor}/relay/{message}/"
    for login in ("saveliev", "stranger", "choi", "titova", "shulgin"):
        see(login, address, status=404)
    assert "Проверяющий только читает" in see("lapteva", address, status=403)
    see("gordeeva", f"/tickets/{vendor}/relay/{message + 1000}/", status=404)


@pytest.mark.parametrize("login", ["gordeeva", "yusupov"])
def test_the_preview_names_who_will_stand_beside_it(desk: Desk, said, see, send, login: str) -> None:
    """A colleague of the partner's group stands under the name of their own house."""
    number, vendor, message, _ = said
    address = f"/tickets/{vendor}/relay/{message}/"
    preview = see(login, address).split('id="preview"')[1].split("</form>")[0]
    sent = send(
        login, address, text="  Отключите задание  ", kind="answer", version=str(desk.ticket(number).version)
    )
    assert sent.status_code == 303
    stored = desk.messages(number)[-1]
    assert stored.text == "Отключите задание"
    assert stored.author_organisation in preview

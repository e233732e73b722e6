"""A large file goes with every act that takes files, and none of them waits for it (U6c)."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from kabinet.actions.vendor.return_back import return_ticket
from tests import clock
from tests.desk import Desk, later, passed_on
from tests.fixtures_pages import Reader
from tests.house.source import modules
from tests.pages.uploads.sending import begun, key_of, piece

CONTENT = b"0123456789" * 100
Send = Callable[[str, str, dict[str, Any]], None]


@pytest.fixture
def with_large(reader: Reader) -> Send:
    """Sends the form with a file of which a part has come; the page offers that, the message says so, then it comes."""

    def sent(login: str, address: str, fields: dict[str, Any]) -> None:
        client = reader(login)
        form = client.get(address).content.decode()
        assert "data-uploads=" in form
        assert "scripts/uploads" in form
        upload = begun(client, len(CONTENT), "журнал.zip")
        piece(client, upload, CONTENT[:400], 0)
        answer = client.post(address, fields | {"uploads": key_of(upload)})
        assert answer.status_code == 303, answer.content.decode()
        ticket = "/".join(address.split("/")[:3]) + "/"
        assert "журнал.zip" in client.get(ticket).content.decode()
        assert "ещё загружается" in client.get(ticket).content.decode()
        piece(client, upload, CONTENT[400:], 400)
        page = client.get(ticket).content.decode()
        assert f"/files/{key_of(upload)}/" in page
        assert "ещё загружается" not in page

    return sent


def test_a_refusal_its_objection_and_the_answer(desk: Desk, with_large: Send) -> None:
    number = desk.register(later(clock.now(), hours=-1)).number
    # A fact needs evidence: the file that comes is one.
    with_large("gordeeva", f"/tickets/{number}/refuse/", {"reason": "licence_violation"})
    with_large("saveliev", f"/tickets/{number}/object/", {"text": "Лицензия верная"})
    with_large("gordeeva", f"/tickets/{number}/objection/", {"verdict": "upheld", "text": "Вы правы"})


def test_what_the_vendor_asked_for(desk: Desk, with_large: Send) -> None:
    for address in ("complete/diagnostics/", "complete/"):
        _, vendor = passed_on(desk, later(clock.now(), hours=-3))
        at = later(clock.now(), hours=-1)
        desk.do(return_ticket, "titova", at, number=vendor, cases=["diagnostics"], missing=["diagnostics"])
        with_large("gordeeva", f"/tickets/{vendor}/{address}", {"text": "Журнал"})


def test_no_form_with_files_is_left_out() -> None:
    found = {
        module.name.rpartition("/")[2]
        for module in modules("pages")
        if re.search(r"\bFilesField\(", module.text)
    }
    assert found == {"attached.py", "refuse.py", "objection.py", "completion.py", "supply.py"}

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
from tests.pages.pass_on.walk import COMPLETE, opened, post
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


def test_passing_on_goes_ahead_of_its_file_which_a_colleague_sees_coming(desk: Desk, reader: Reader) -> None:
    """The draft is shared, and so is what comes beside it; the client does not see it."""
    number, client, other = (
        desk.register(later(clock.now(), hours=-1)).number,
        reader("gordeeva"),
        reader("zhdanov"),
    )
    page = opened(client, number)[0]
    assert "data-uploads=" in page
    assert "scripts/uploads" in page
    upload = begun(client, len(CONTENT), "дамп.zip")
    piece(client, upload, CONTENT[:400], 0)
    for _again in range(2):
        kept = post(client, number, "draft", uploads=key_of(upload), **COMPLETE)
        assert kept.status_code == 303, "kept by itself every few seconds"
    shown = opened(other, number)[0]
    assert "дамп.zip" in shown
    assert "ещё загружается" in shown
    vendor = post(other, number)["Location"].split("/")[2]
    piece(client, upload, CONTENT[400:], 400)
    assert f"/files/{key_of(upload)}/" in reader("titova").get(f"/tickets/{vendor}/").text
    assert "дамп.zip" not in reader("saveliev").get(f"/tickets/{number}/").text


def test_one_sent_without_a_draft_goes_too_and_nobody_elses_does(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(later(clock.now(), hours=-1)).number, reader("zhdanov")
    theirs = begun(reader("saveliev"), len(CONTENT), "чужой.zip")
    refused = post(client, number, uploads=key_of(theirs), **COMPLETE)
    assert refused.status_code == 422
    assert COMPLETE["changes"] in refused.text
    upload = begun(client, len(CONTENT), "дамп.zip")
    vendor = post(client, number, uploads=key_of(upload), **COMPLETE)["Location"].split("/")[2]
    assert "дамп.zip" in reader("titova").get(f"/tickets/{vendor}/").text


def test_no_form_with_files_is_left_out() -> None:
    found = {
        module.name.rpartition("/")[2]
        for module in modules("pages")
        if re.search(r"\bFilesField\(", module.text)
    }
    assert found == {"attached.py", "refuse.py", "objection.py", "completion.py", "supply.py"}

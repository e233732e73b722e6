"""A large file that comes in pieces: beside a message that does not wait for it, and beside a ticket that is not there yet
(U6c)."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.db import transaction

from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import File
from kabinet.records.security.reach import as_system
from tests import clock
from tests.desk import Desk, later
from tests.fixtures_pages import Reader
from tests.pages.uploads.sending import begun, key_of, piece, stands

CONTENT = b"0123456789" * 100


def file_of(key: str) -> File:
    with transaction.atomic(), as_system("a test looks"):
        return File.objects.get(pk=key)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("login", "audience", "kept"),
    [("gordeeva", "partner", "partner"), ("saveliev", "public", "public")],
    ids=["a note of the desk", "a reply"],
)
def test_a_message_goes_ahead_of_its_file_which_comes_for_its_readers_alone(
    desk: Desk, reader: Reader, status: Callable[[str, str], int], login: str, audience: str, kept: str
) -> None:
    number = desk.register(later(clock.now(), hours=-1)).number
    writer = reader(login)
    address = begun(writer, len(CONTENT), "журнал.zip")
    assert piece(writer, address, CONTENT[:400], 0).status_code == 204
    said = {"text": "Журнал следом.", "audience": audience, "uploads": key_of(address)}
    assert writer.post(f"/tickets/{number}/say/", said).status_code == 303

    shown = {who: page(who, number, reader) for who in ("gordeeva", "saveliev")}
    assert "ещё загружается" in shown["gordeeva"]
    assert ("журнал.zip" in shown["saveliev"]) is (kept == "public")

    answer = piece(writer, address, CONTENT[400:], 400)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "1000")
    whole = file_of(key_of(address))
    assert (whole.audience, whole.sha256, whole.ticket.number) == (kept, sha256(CONTENT).hexdigest(), number)
    assert stored.path_of(whole.pk).read_bytes() == CONTENT
    shown = {who: page(who, number, reader) for who in ("gordeeva", "saveliev")}
    assert "ещё загружается" not in shown["gordeeva"]
    assert f"/files/{whole.pk}/" in shown["gordeeva"]
    assert ("журнал.zip" in shown["saveliev"]) is (kept == "public")
    fact = [row for row in desk.journal(number) if row.kind == "file_came"]
    assert [(row.audience, row.clause, row.data["file"]) for row in fact] == [(kept, "U6c", "журнал.zip")]
    assert ("file_came" in desk.told("saveliev", number)) is (kept == "public")
    assert status("saveliev", f"/files/{whole.pk}/") == (200 if kept == "public" else 404)
    assert stands(writer, address).headers["Upload-Offset"] == "1000"


def page(login: str, number: str, reader: Reader) -> str:
    return reader(login).get(f"/tickets/{number}/").content.decode()

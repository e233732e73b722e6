"""A large file that comes in pieces: beside a message that does not wait for it, and beside a ticket that is not there yet
(U6c)."""

import os
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.uploads import keeping
from kabinet.actions.tickets.uploads.finish import finish_left
from kabinet.records.models import File, Upload
from kabinet.records.security.reach import as_system
from tests import clock
from tests.desk import Desk, later
from tests.fixtures_pages import Reader
from tests.pages.registration.walk import WRITTEN, Walk, text
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


def test_a_file_begun_before_the_ticket_is_there_comes_to_it(walk: Walk) -> None:
    draft = walk.begin()
    key = str(walk.drafts()[0].pk)
    address = begun(walk.client, len(CONTENT), draft=key)
    whole = begun(walk.client, len(CONTENT), "целый.zip", draft=key)
    piece(walk.client, whole, CONTENT, 0)
    piece(walk.client, address, CONTENT[:400], 0)
    shown = text(walk.get(draft))
    assert "журнал.zip 1000 Б, ещё загружается" in shown
    assert "целый.zip 1000 Б" in shown
    discarded = begun(walk.client, 9, "лишний.zip", draft=key)
    assert walk.post(f"{draft}files/{key_of(discarded)}/remove/").status_code == 303
    assert "лишний.zip" not in text(walk.get(draft))
    number = str(walk.post(draft, WRITTEN)["Location"]).strip("/").rpartition("/")[2]
    shown = text(walk.get(f"/tickets/{number}/"))
    assert ("целый.zip 1000 Б" in shown, "журнал.zip 1000 Б, ещё загружается" in shown) == (True, True)
    piece(walk.client, address, CONTENT[400:], 400)
    assert {(file.name, file.audience, file.ticket.number) for file in walk.files()} == {
        ("журнал.zip", "public", number),
        ("целый.zip", "public", number),
    }
    assert [row.kind for row in walk.journal(number)].count("file_came") == 1
    with transaction.atomic(), as_system("a test looks"):
        assert not Upload.objects.exists(), "what was sent takes no room any more"


def test_what_a_killed_server_left_is_finished_or_swept(reader: Reader) -> None:
    client, at = reader("saveliev"), clock.now()
    address, late, sent_late = (begun(client, len(CONTENT)) for _each in range(3))
    for each in (address, late, sent_late):
        piece(client, each, CONTENT[:-1], 0)
    keys = [UUID(key_of(each)) for each in (address, late, sent_late)]
    # Killed after the last byte was written down and before it became a file.
    keeping.put(keys[0], len(CONTENT) - 1, BytesIO(CONTENT[-1:]), 1)
    with transaction.atomic(), as_system("a server is killed"):
        Upload.objects.filter(pk=keys[0]).update(came=len(CONTENT), held_until=later(at, seconds=-1))
        Upload.objects.filter(pk=keys[1]).update(until=at)
    assert finish_left(at=at) == 1
    assert stored.path_of(keys[0]).read_bytes() == CONTENT
    assert file_of(str(keys[0])).sha256 == sha256(CONTENT).hexdigest()
    lost, young = keeping.folder() / uuid4().hex, keeping.folder() / uuid4().hex
    for path, age in ((lost, keeping.LEFT.total_seconds() + 60), (young, 60)):
        path.write_bytes(b"of a crash")
        os.utime(path, times=(at.timestamp() - age,) * 2)
    keeping.sweep(at=at)
    assert [path.exists() for path in (keeping.path_of(keys[1]), keeping.path_of(keys[2]), lost, young)] == [
        *(False, True),
        *(False, True),
    ]
    young.unlink()
    assert (stands(client, late).status_code, stands(client, sent_late).status_code) == (404, 200)

"""What a stranger may say to the door of large files, and what it answers: nothing of it is believed (U6c)."""

import base64
from hashlib import sha1, sha256
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client

from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.uploads import keeping
from kabinet.records.models import Upload
from kabinet.records.security.reach import as_system
from tests import clock
from tests.desk import later
from tests.fixtures_pages import Reader
from tests.pages.uploads.sending import TUS, announced, begun, encoded, key_of, piece, stands
from tests.some import some

GB = 2**30
B64 = base64.b64encode


def row(address: str, **changed: Any) -> Upload:
    with transaction.atomic(), as_system("a test looks"):
        found = Upload.objects.filter(pk=key_of(address))
        if changed:
            found.update(**changed)
        return found.get()


ANNOUNCED = [
    ("a negative length", "-1", {}, 400),
    ("no number", "1e3", {}, 400),
    ("digits of another script", "١٢", {}, 400),
    ("longer than any disk", "9" * 30, {}, 400),
    ("nothing in it", "0", {}, 413),
    ("larger than the largest", str(2 * GB + 1), {}, 413),
    ("no base64", "9", {"HTTP_UPLOAD_METADATA": "filename ***"}, 400),
    ("no UTF-8", "9", {"HTTP_UPLOAD_METADATA": f"filename {B64(bytes([255, 254])).decode()}"}, 400),
    ("a name twice", "9", {"HTTP_UPLOAD_METADATA": "filename YQ==,filename Yg=="}, 400),
    ("metadata without end", "9", {"HTTP_UPLOAD_METADATA": "x " + "A" * 5000}, 400),
    ("a draft that is no number", "9", {"HTTP_UPLOAD_METADATA": f"draft {encoded('1 OR 1=1')}"}, 400),
    ("another's draft", "9", {"HTTP_UPLOAD_METADATA": f"draft {encoded('99999999')}"}, 404),
    ("another protocol", "9", {"HTTP_TUS_RESUMABLE": "0.2.2"}, 412),
]
PIECES = [
    ("behind what came", b"xy", "5", {}, 409),
    ("before what came", b"xy", "3", {}, 409),
    ("no offset", b"xy", "", {}, 400),
    ("a negative offset", b"xy", "-4", {}, 400),
    ("a form", b"xy", "4", {"content_type": "application/x-www-form-urlencoded"}, 415),
    ("longer than said", b"x" * 7, "4", {}, 413),
    ("another content than its checksum", b"xy", "4", {"HTTP_UPLOAD_CHECKSUM": f"sha256 {'A' * 43}="}, 460),
    ("an unknown checksum", b"xy", "4", {"HTTP_UPLOAD_CHECKSUM": "crc32 AAAA"}, 400),
    ("a checksum that is no base64", b"xy", "4", {"HTTP_UPLOAD_CHECKSUM": "sha1 ***"}, 400),
]


def test_what_is_announced_and_sent_is_held_to_what_it_says(reader: Reader) -> None:
    client = reader("saveliev")
    for name, size, more, status in some(ANNOUNCED):
        answer = client.post("/uploads/", **{**TUS, "HTTP_UPLOAD_LENGTH": size, **more})
        assert answer.status_code == status, name
        assert status != 413 or "size" not in name or "U6c" in answer.content.decode(), name
    assert "2 ГБ (U6c)" in announced(client, 2 * GB + 1).content.decode()

    address = begun(client, 10, "../..\\журнал\u202ezip.exe\0")
    assert row(address).name == "журналzip.exe"
    assert piece(client, address, b"abcd", 0).status_code == 204
    for name, content, offset, more, status in some(PIECES):
        answer = piece(client, address, content, offset, **more)
        assert answer.status_code == status, (name, answer.status_code)
        assert stands(client, address).headers["Upload-Offset"] == "4", name
    right = f"sha1 {B64(sha1(b'ef').digest()).decode()}"
    assert piece(client, address, b"ef", 4, HTTP_UPLOAD_CHECKSUM=right).headers["Upload-Offset"] == "6"
    right = f"sha256 {B64(sha256(b'ghij').digest()).decode()}"
    assert piece(client, address, b"ghij", 6, HTTP_UPLOAD_CHECKSUM=right).status_code == 204
    assert row(address).over
    assert piece(client, address, b"k", 10).status_code == 410


def test_an_upload_is_its_senders_alone_held_by_one_at_a_time_and_ends_in_time(
    reader: Reader, django_capture_on_commit_callbacks: Any
) -> None:
    client = reader("saveliev")
    address = begun(client, 10)
    for login in ("orlova", "gordeeva", "choi"):
        other = reader(login)
        asked = (stands(other, address), piece(other, address, b"abcd", 0), other.delete(address, **TUS))
        assert [answer.status_code for answer in asked] == [404, 404, 404], login
    assert Client().head(address, **TUS).status_code == 401
    assert piece(Client(), address, b"abcd", 0).status_code == 401

    row(address, holder="another tab", held_until=later(clock.now(), seconds=30))
    assert piece(client, address, b"abcd", 0).status_code == 423
    row(address, held_until=later(clock.now(), seconds=-1))
    assert piece(client, address, b"abcd", 0).status_code == 204

    keeping.path_of(row(address).pk).write_bytes(b"ab")
    assert stands(client, address).status_code == 410, "what was kept is not there"
    keeping.path_of(row(address).pk).write_bytes(b"abcd" + b"left by a crash")
    assert piece(client, address, b"efghij", 4).status_code == 204
    assert stored.path_of(row(address).pk).read_bytes() == b"abcdefghij"

    late = begun(client, 10)
    piece(client, late, b"abcd", 0)
    row(late, until=clock.now())
    assert (stands(client, late).status_code, piece(client, late, b"e", 4).status_code) == (410, 410)
    gone = begun(client, 10)
    piece(client, gone, b"abcd", 0)
    path = keeping.path_of(row(gone).pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(gone, **TUS).status_code == 204
    assert (stands(client, gone).status_code, path.exists()) == (404, False)


def test_room_is_reckoned_by_what_is_announced_a_person_and_an_organisation(
    reader: Reader, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LARGEST_UPLOAD = 1000
    monkeypatch.setattr("kabinet.actions.tickets.uploads.begin.OF_ORGANISATION", 3)
    client, colleague = reader("saveliev"), reader("orlova")
    begun(client, 1000)
    second = begun(client, 1000)
    answer = announced(client, 1)
    assert (answer.status_code, "отведённое вам (U6c)" in answer.content.decode()) == (413, True)
    begun(colleague, 900)
    answer = announced(colleague, 101)
    assert (answer.status_code, "вашей организации (U6c)" in answer.content.decode()) == (413, True)
    client.delete(second, **TUS)
    begun(colleague, 101)
    monkeypatch.setattr("kabinet.actions.tickets.uploads.keeping.SPARE", 2**60)
    answer = announced(reader("gordeeva"), 10)
    assert (answer.status_code, "нет места" in answer.content.decode()) == (413, True)

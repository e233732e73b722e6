"""Contents go up to a real server of S3, are read from there, and go from there when nobody needs them."""

import asyncio
import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from kabinet.actions.contents import bucket, comparing, door, moving
from kabinet.actions.retention.removing import remove_over
from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.reply import write_reply
from kabinet.config import served
from kabinet.config.doctor.machine import storage
from kabinet.records.models import Content, File
from kabinet.records.security.reach import as_system
from kabinet.web.stored_file import stored_file
from tests import clock
from tests.desk import Desk, later
from tests.fixtures_pages import Reader
from tests.pages.evidence.packs import made, parts

pytestmark = pytest.mark.usefixtures("own_db", "own_files", "in_bucket", "stated_instant")
AT = clock.AT - timedelta(days=100)
LOG = b"12:01.000001-1,EXCP,1,Descr=x\n" * 300_000  # more than one part of an upload


def sent(desk: Desk, content: bytes = LOG) -> tuple[str, File]:
    number = str(desk.register(later(AT, hours=-2)).number)
    file = desk.do(
        attach, "saveliev", later(AT, hours=-1), name="журнал.log", content=BytesIO(content[: 5 << 20])
    )
    desk.do(write_reply, "saveliev", later(AT, hours=-1), number=number, text="Журнал", files=[file.pk])
    return number, file


def moved(file: File) -> UUID:
    """Up, and no longer here."""
    assert moving.move_up(at=AT) == 1
    assert moving.move_up(at=AT) == 0
    name = file.content_key
    assert name is not None
    assert stored.path_of(name).is_file(), "it stays for a day"
    assert moving.free_room(at=later(clock.now(), days=-300)) == 0
    stored.remove([name])
    return name


def test_what_went_up_is_read_as_if_it_lay_here(desk: Desk, reader: Reader, own_files: Path) -> None:
    number, file = sent(desk)
    whole = stored.place_of(file).read_bytes()
    name = moved(file)
    client = reader("gordeeva")
    for said, begin, end in (("bytes=1000-1999", 1000, 2000), ("bytes=-7", len(whole) - 7, len(whole))):
        stored.remove([name])
        answer = client.get(f"/files/{file.pk}/", headers={"Range": said})
        assert (answer.status_code, answer.getvalue()) == (206, whole[begin:end])
    answer = client.get(f"/files/{file.pk}/")
    assert (answer.status_code, answer.getvalue()) == (200, whole)
    stored.remove([name])
    whole_part = stored_file(None, stored.place_of(file), "a", file.sha256, file.size).file_to_stream
    assert asyncio.run(served._is_brought(whole_part)), "the server takes it from the disk by its path"
    assert stored.size_of(name) == file.size
    stored.remove([name])
    assert "12:01.000001-1,EXCP" in client.get(f"/files/{file.pk}/inside/").text
    stored.remove([name])
    pack = parts(made(client, "ticket", number))
    assert whole in pack.values()
    assert [found.weight.name for found in storage()] == ["WELL"]
    assert list(comparing.faults()) == []
    assert not list(own_files.glob("*/*.part"))


def test_a_copy_goes_a_day_later_and_the_content_with_its_last_day(desk: Desk, settings: Any) -> None:
    number, file = sent(desk)
    assert moving.move_up(at=AT) == 1
    name = file.content_key
    assert name is not None
    assert moving.free_room(at=later(clock.now(), days=999)) == 1
    assert stored.size_of(name) is None
    assert bucket.size_of(name) == file.size
    desk.do(withdraw_ticket, "saveliev", AT, number=number)
    settings.KEEP_DAYS = {"diagnostics": 90, "others": 0}
    assert remove_over(at=clock.AT) == 1
    assert bucket.size_of(name) is None


def test_a_crash_leaves_what_the_sweep_finds_and_a_loss_is_told(desk: Desk, own_files: Path) -> None:
    _number, file = sent(desk, b"kept")
    name = moved(file)
    left = uuid4()
    stored.begin(left).write_bytes(b"put, and its row was not kept")
    stored.finish(left)
    bucket.put(left, stored.path_of(left))
    with transaction.atomic(), as_system("killed before it was noted"):
        Content.objects.filter(pk=name).update(moved_at=None)
    door.brought(stored.path_of(name))
    assert moving.move_up(at=AT) == 1
    [(_key, written)] = [each for each in bucket.lying() if each[0] == left]
    assert moving.sweep_bucket(at=later(written, hours=1)) == 0
    assert moving.sweep_bucket(at=later(written, days=2)) == 1
    assert [key for key, _written in bucket.lying()] == [name]
    bucket.remove([name])
    stored.remove([name])
    assert list(comparing.faults()) == [f"content {name}: it is not in the bucket as it went up"]
    with pytest.raises(FileNotFoundError):
        door.brought(stored.path_of(name))


def test_a_bucket_that_is_away_or_says_no_costs_nothing_and_is_not_asked_in_a_transaction(
    desk: Desk, settings: Any, in_bucket: str
) -> None:
    _number, file = sent(desk, b"kept")
    options = settings.STORAGES["default"]["OPTIONS"]
    for other in ({"secret_key": "wrong"}, {"endpoint_url": "http://127.0.0.1:1"}):
        settings.STORAGES = settings.STORAGES | {
            "default": settings.STORAGES["default"] | {"OPTIONS": options | other}
        }
        with pytest.raises(bucket.Away):
            moving.move_up(at=AT)
        [found] = storage()
        assert (found.weight.name, "does not let us in" in found.said) == ("FAULT", True)
        assert "wrong" not in json.dumps(found.said)
        elsewhere = stored_file(None, stored.path_of(uuid4()), "a", "0", 9).file_to_stream
        assert not asyncio.run(served._is_brought(elsewhere)), "the server says 503"
    assert stored.place_of(file).read_bytes() == b"kept"
    with pytest.raises(RuntimeError, match="while a transaction is open"), transaction.atomic():
        bucket.size_of(uuid4())

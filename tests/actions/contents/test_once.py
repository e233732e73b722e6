"""A content lies there once, whoever sent it and however often it is carried, and goes when no file refers to it."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import IntegrityError, transaction

from kabinet.actions.contents import comparing, of_before
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.detach import detach
from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.uploads import begin, finish, keeping
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.config import postgres
from kabinet.config.backup.manifest import read_digests
from kabinet.config.backup.save import back_up
from kabinet.records.models import Content, File, Upload
from kabinet.records.security.reach import as_system
from tests.database import Database
from tests.desk import ITEMS, Desk, later, msk

AT = msk("2024-03-14 10:05")
pytestmark = pytest.mark.usefixtures("own_db", "own_files")
LOG = b"12:01.000001-1,EXCP,1,Descr=x"


def beside_draft(desk: Desk, login: str, content: bytes, name: str = "журнал.log") -> tuple[int, File]:
    draft = desk.do(save_draft, login, AT, kind="new_ticket", content={}).pk
    return draft, desk.do(attach, login, AT, name=name, content=BytesIO(content), draft=draft)


def lying(folder: Path) -> set[UUID]:
    return {UUID(hex=path.stem) for path in folder.glob("[0-9a-f][0-9a-f]/*")}


def contents() -> set[UUID]:
    with transaction.atomic(), as_system("a test looks"):
        return set(Content.objects.values_list("pk", flat=True))


def row(key: UUID) -> File:
    with transaction.atomic(), as_system("a test looks"):
        return File.objects.get(pk=key)


def test_what_two_people_send_lies_there_once_and_goes_with_the_last_of_them(
    desk: Desk, own_files: Path
) -> None:
    (first, mine), (second, theirs) = (beside_draft(desk, who, LOG) for who in ("saveliev", "gordeeva"))
    other = beside_draft(desk, "saveliev", LOG + b"!")[1]
    assert mine.pk != theirs.pk
    assert mine.content_id == theirs.content_id
    assert lying(own_files) == contents() == {mine.content_id, other.content_id}
    assert stored.place_of(row(theirs.pk)).read_bytes() == LOG
    desk.do(detach, "saveliev", AT, draft=first, file=mine.pk)
    assert stored.place_of(row(theirs.pk)).read_bytes() == LOG
    desk.do(detach, "gordeeva", AT, draft=second, file=theirs.pk)
    assert lying(own_files) == contents() == {other.content_id}


def test_what_is_passed_on_and_what_comes_in_pieces_is_no_second_content(desk: Desk, own_files: Path) -> None:
    number = desk.register(later(AT, hours=-2)).number
    log = desk.do(attach, "saveliev", AT, name="a.log", content=BytesIO(LOG))
    desk.do(write_reply, "saveliev", AT, number=number, text="Журнал", files=[log.pk])
    vendor = desk.do(
        pass_on_ticket, "zhdanov", later(AT, hours=1), number=number, values=ITEMS, files=[log.pk]
    )
    upload = desk.do(begin.begin_upload, "zhdanov", AT, name="b.zip", size=len(LOG)).pk
    keeping.put(upload, 0, BytesIO(LOG), len(LOG))
    with transaction.atomic(), as_system("pieces of a test"):
        Upload.objects.filter(pk=upload).update(came=len(LOG))
    assert finish.finish_upload(at=AT, key=upload)
    with transaction.atomic(), as_system("a test looks"):
        [copy] = File.objects.filter(ticket__number=vendor.number)
    assert {copy.content_id, row(upload).content_id, row(log.pk).content_id} == {log.content_id}
    assert lying(own_files) == contents() == {log.content_id}
    assert list(comparing.faults()) == []
    assert comparing.counted() == f"3 files refer to 1 contents of {len(LOG)} bytes"


def test_a_content_that_somebody_is_about_to_refer_to_stays_and_one_that_is_gone_is_not_referred_to(
    own_db: Database, desk: Desk, own_files: Path
) -> None:
    draft, file = beside_draft(desk, "saveliev", LOG)
    name = file.content_id
    assert name is not None
    with psycopg.connect(own_db.server.url(postgres.SUPERUSER, own_db.name)) as other:
        other.execute("SELECT FROM content WHERE id = %s FOR KEY SHARE", [name])
        desk.do(detach, "saveliev", AT, draft=draft, file=file.pk)
        assert lying(own_files) == contents() == {name}
    assert stored.sweep(at=AT) == 1
    assert lying(own_files) == contents() == set()
    other = beside_draft(desk, "saveliev", b"other")[1]
    with pytest.raises(IntegrityError), transaction.atomic(), as_system("a reference to nothing"):
        File.objects.filter(pk=other.pk).update(content=name)


def test_a_crash_at_any_step_leaves_what_the_sweep_finds(desk: Desk, own_files: Path) -> None:
    kept = beside_draft(desk, "saveliev", LOG)[1]
    half, named, unreferred = uuid4(), uuid4(), uuid4()
    stored.begin(half).write_bytes(b"hal")  # while it is written
    stored.begin(named).write_bytes(b"whole")  # before its row is sure
    stored.finish(named)
    stored.begin(unreferred).write_bytes(b"gone")  # after the last file went
    stored.finish(unreferred)
    with transaction.atomic(), as_system("a crash"):
        Content.objects.create(pk=unreferred, sha256="0" * 64, size=4)
        Content.objects.create(sha256="1" * 64, size=4)  # the same, the content itself having gone
    for path in own_files.glob("??/*"):
        os.utime(path, times=((AT - timedelta(days=2)).timestamp(),) * 2)
    assert stored.sweep(at=AT) == 4
    assert lying(own_files) == contents() == {kept.content_id}


def test_a_content_that_the_disk_lost_is_there_again_when_somebody_sends_it(
    desk: Desk, own_files: Path
) -> None:
    first = beside_draft(desk, "saveliev", LOG)[1]
    stored.place_of(first).write_bytes(LOG[:3])
    assert list(comparing.faults()) == [f"file {first.pk}: its content is not there"]
    second = beside_draft(desk, "gordeeva", LOG)[1]
    assert second.content_id == first.content_id
    assert stored.place_of(first).read_bytes() == LOG
    assert list(comparing.faults()) == []
    assert lying(own_files) == {first.content_id}


def of_a_home_before(desk: Desk, content: bytes) -> File:
    """As it was when each file had a content of its own, under its own key."""
    file = beside_draft(desk, "saveliev", content)[1]
    with transaction.atomic(), as_system("a home of before"):
        if file.content_id != file.pk:
            stored.take(stored.path_of(file.content_id), file.pk)
        File.objects.filter(pk=file.pk).update(content=None)
    return row(file.pk)


def test_a_home_of_before_is_read_as_it_is_and_brought_together_at_night(
    own_db: Database, desk: Desk, own_files: Path, tmp_path: Path
) -> None:
    first, second, damaged = (of_a_home_before(desk, content) for content in (LOG, LOG, b"was so"))
    with transaction.atomic(), as_system("a home of before"):
        stored.unreferred().delete()
    stored.place_of(damaged).write_bytes(b"is not")
    assert stored.place_of(second).read_bytes() == LOG
    assert lying(own_files) == {first.pk, second.pk, damaged.pk}
    assert stored.sweep(at=later(AT, days=9)) == 0
    backup = tmp_path / "backup"
    url = own_db.server.url(postgres.BACKUP, own_db.name)
    assert back_up(backup, url, own_files).damaged == [damaged.pk.hex]
    assert set(read_digests(backup)) == {first.pk.hex, second.pk.hex, damaged.pk.hex}

    assert of_before.put_on_record() == 2
    assert row(first.pk).content_id == row(second.pk).content_id
    assert len(contents()) == 1
    assert lying(own_files) == contents() | {damaged.pk}
    assert stored.place_of(row(second.pk)).read_bytes() == LOG
    assert of_before.put_on_record() == 0

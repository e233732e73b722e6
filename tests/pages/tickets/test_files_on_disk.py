"""What is refused, doubled or clashes leaves nothing on the disk; what a crash leaves is swept; what waits is bounded."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.drafts import attach, stored
from kabinet.records.models import File
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later


@pytest.fixture
def number(desk: Desk, now) -> str:
    return desk.register(later(now, hours=-1)).number


def on_disk(files: Path) -> set[UUID]:
    return {UUID(hex=path.stem) for path in files.rglob("*") if path.is_file()}


def rows() -> set[UUID]:
    with as_system("a test"):
        return set(File.objects.values_list("pk", flat=True))


@pytest.fixture
def left_behind(files: Path) -> Callable[[], set[UUID]]:
    """What came to the disk in this test and has no row."""
    before = on_disk(files)
    return lambda: on_disk(files) - before - rows()


def upload(name: str = "a.log", content: bytes = b"lines of a log") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def said(client: Client, number: str, *files: SimpleUploadedFile, **more: Any) -> int:
    form = {"text": "Дамп снят", "audience": "public", "send": "public", "files": list(files), **more}
    return client.post(f"/tickets/{number}/say/", form).status_code


def test_a_refused_message_keeps_its_files_once_in_the_draft(
    desk: Desk, number: str, reader, left_behind
) -> None:
    client = reader("saveliev")
    for _ in range(2):
        assert said(client, number, upload(), upload("b.log", b"other"), text=" ") == 422
        assert left_behind() == set()
    waiting = client.get(f"/tickets/{number}/say/").content.decode()
    assert (waiting.count("a.log"), waiting.count("b.log")) == (1, 1)
    assert said(client, number, upload()) == 303
    page = client.get(f"/tickets/{number}/").content.decode()
    with as_system("a test"):
        assert sorted(File.objects.filter(ticket__number=number).values_list("name", flat=True)) == [
            "a.log",
            "b.log",
        ]
    assert "a.log" in page
    assert left_behind() == set()


def test_sent_twice_it_leaves_one(desk: Desk, number: str, reader, left_behind) -> None:
    client, key = reader("saveliev"), uuid4()
    assert [said(client, number, upload(), sending=str(key)) for _ in range(3)] == [303, 303, 303]
    assert left_behind() == set()
    with as_system("a test"):
        assert File.objects.filter(ticket__number=number).count() == 1


def test_so_do_a_clash_a_late_act_and_too_large_a_file(
    desk: Desk, number: str, reader, left_behind, now
) -> None:
    client = reader("gordeeva")
    answer = {"audience": "public", "kind": "answer", "version": "1"}
    assert said(client, number, upload(content=b"x" * (5 * 2**20 + 1)), **answer) == 422
    assert left_behind() == set()
    desk.do(withdraw_ticket, "saveliev", later(now, minutes=-1), number=number)
    for address, form in (
        (f"/tickets/{number}/say/", {"text": "Исправлено", "send": "public", **answer}),
        (f"/tickets/{number}/refuse/", {"reason": "optimisation", "text": "Нет", "version": "1"}),
    ):
        sent = client.post(address, {**form, "files": [upload()], "attached": [upload()]})
        assert sent.status_code in (403, 409, 422), address
        assert left_behind() == set(), address


def test_a_transaction_that_fails_takes_its_files_with_it(
    desk: Desk, number: str, reader, left_behind, monkeypatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the end")

    monkeypatch.setattr("kabinet.pages.tickets.composer.write.flash_message", broken)
    client = reader("saveliev")
    client.raise_request_exception = False
    assert said(client, number, upload()) == 500
    assert left_behind() == set()


def test_what_a_crash_left_is_swept_after_a_day_and_nothing_else_is(
    desk: Desk, number: str, reader, files: Path, left_behind, now
) -> None:
    assert said(reader("saveliev"), number, upload()) == 303
    old, fresh, half = uuid4(), uuid4(), uuid4()
    for key, suffix in ((old, ""), (fresh, ""), (half, stored.HALF)):
        path = stored.path_of(key).with_suffix(suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        age = timedelta(hours=1) if key == fresh else timedelta(days=2)
        os.utime(path, times=((now - age).timestamp(),) * 2)
    kept = on_disk(files) & rows()
    assert stored.without_row() >= 3
    stored.sweep(at=now)
    assert left_behind() == {fresh}
    assert on_disk(files) >= kept
    stored.path_of(fresh).unlink()


def test_a_file_that_nobody_sent_goes_after_a_week_and_one_of_a_draft_stays(
    desk: Desk, number: str, reader, now
) -> None:
    assert said(reader("saveliev"), number, upload("kept.log"), text=" ") == 422
    loose = desk.do(attach.attach, "saveliev", later(now, days=-6), name="loose.log", content=upload())
    stored.sweep(at=now)
    assert {loose.pk} <= rows()
    stored.sweep(at=later(now, days=2))
    assert not {loose.pk} & rows()
    assert not stored.path_of(loose.pk).exists()
    with as_system("a test"):
        assert File.objects.filter(name="kept.log").count() == 1


def test_what_waits_is_bounded(desk: Desk, number: str, reader, monkeypatch, left_behind) -> None:
    monkeypatch.setattr(attach, "MOST_FILES", 2)
    client = reader("saveliev")
    many = [upload(f"{place}.log", bytes([place + 1])) for place in range(4)]
    assert said(client, number, *many, text=" ") == 422
    with as_system("a test"):
        assert File.objects.filter(draft__ticket__number=number).count() == 2
    monkeypatch.setattr(attach, "MOST_FILES", 50)
    monkeypatch.setattr(attach, "MOST_WAITING", 1)
    assert said(client, number, upload("more.log")) == 422
    assert (
        "Неотправленных файлов"
        in client.post(
            f"/tickets/{number}/say/",
            {"text": "Ещё", "audience": "public", "send": "public", "files": [upload("m.log")]},
        ).content.decode()
    )
    assert left_behind() == set()


def test_verify_counts_them_and_names_rows_without_content(
    desk: Desk, number: str, reader, files: Path
) -> None:
    assert said(reader("saveliev"), number, upload()) == 303
    with as_system("a test"):
        key = File.objects.get(ticket__number=number).pk
    assert key not in set(stored.without_content())
    stored.path_of(key).unlink()
    assert key in set(stored.without_content())


def test_a_disk_that_fills_while_a_file_is_written_costs_no_word_and_leaves_no_half(
    desk: Desk, number: str, reader, left_behind, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a small partition: so many bytes go in, the next do not."""
    client, before = reader("saveliev"), on_disk(files)
    client.raise_request_exception = False
    with monkeypatch.context() as full:
        full.setattr(attach, "_streamed", _filling(attach._streamed, room=10))
        form = {"text": "Дамп снят", "audience": "public", "files": [upload(content=b"0123456789abcdef")]}
        answer = client.post(f"/tickets/{number}/say/", form)
        assert (answer.status_code, answer["Retry-After"]) == (503, "300")
        page = answer.content.decode()
        assert "Файл некуда записать" in page
        assert "Текст без файлов отправить можно" in page
        assert "Дамп снят" in page
        assert on_disk(files) == before
        assert said(client, number) == 303  # words alone need no room for files
    assert said(client, number, upload(content=b"0123456789abcdef"), text="Дамп снят снова") == 303
    with as_system("a test"):
        assert File.objects.filter(ticket__number=number).count() == 1
    assert left_behind() == set()


def _filling(write: Callable[..., Any], room: int) -> Callable[..., Any]:
    """Writes until there is no room, as a disk does."""

    def written(path: Path, content: Any, most: int) -> Any:
        write(path, BytesIO(content.read(room)), most)
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    return written

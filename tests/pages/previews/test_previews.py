"""What a file shows of itself: to whoever may have it and nobody else, made once, gone with the file, nothing of its
sender's that acts."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.db import transaction

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.previews import keeping, making
from kabinet.config.serving import bodies
from kabinet.records.models import File
from kabinet.records.security.reach import as_system
from tests import clock
from tests.desk import Desk, later
from tests.fixtures_pages import Reader
from tests.preview import made

pytestmark = pytest.mark.usefixtures("own_files")
Status = Callable[[str, str], int]
FRAGMENT = {"HTTP_HX_REQUEST": "true"}


def sent(desk: Desk, name: str, content: bytes, act=answer_ticket) -> tuple[str, UUID]:
    """The number of a ticket in which the partner's engineer has sent a file, and its key."""
    at = later(clock.now(), hours=-1)
    number = desk.register(at).number
    file = desk.do(attach, "gordeeva", at, name=name, content=BytesIO(content))
    desk.do(act, "gordeeva", at, number=number, text="Вот", files=[file.pk])
    return number, file.pk


def test_a_picture_is_shown_without_what_the_camera_wrote_and_the_file_stays_as_it_was(
    desk: Desk, reader: Reader
) -> None:
    content = made.photo()
    number, key = sent(desk, "фото.jpg", content)
    page = reader("saveliev").get(f"/tickets/{number}/").text
    for size in ("small", "large"):
        address = f"/files/{key}/picture/{size}/"
        assert address in page
        answer = reader("saveliev").get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer.content[:4] == b"RIFF"
        assert made.PLACE not in answer.content
    whole = reader("saveliev").get(f"/files/{key}/")
    assert b"".join(whole.streaming_content) == content


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("фото.jpg", made.photo(), "picture/small/"),
        ("журнал.log", b"0", "inside/"),
        ("журналы.zip", made.zipped("1"), "inside/"),
    ],
)
def test_whoever_may_not_have_the_file_is_shown_nothing_of_it(
    desk: Desk, status: Status, name: str, content: bytes, way: str
) -> None:
    _number, key = sent(desk, name, content, write_note)
    assert status("gordeeva", f"/files/{key}/{way}") == 200, "and now it is made"
    for login in ("saveliev", "titova"):
        assert status(login, f"/files/{key}/{way}") == 404


def test_it_is_made_once_and_what_cannot_be_made_is_said_and_not_tried_again(
    desk: Desk, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, key = sent(desk, "фото.png", b"MZ")
    assert f"/files/{key}/picture/" in reader("saveliev").get(f"/tickets/{number}/").text
    address = f"/files/{key}/picture/small/"
    assert reader("saveliev").get(address).status_code == 422
    monkeypatch.setattr(making, "_made", lambda *_: pytest.fail("it was tried again"))
    assert reader("saveliev").get(address).status_code == 422
    page = reader("saveliev").get(f"/tickets/{number}/").text
    assert f"/files/{key}/picture/" not in page
    assert "показать не получилось" in page


def test_a_process_that_does_not_end_is_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    _number, key = sent(desk, "фото.jpg", made.photo())
    monkeypatch.setattr(making, "LONGEST", 0.001)
    assert reader("saveliev").get(f"/files/{key}/picture/small/").status_code == 422
    assert not keeping.is_unmade(key), "a machine that is busy says nothing about the file"


def test_nothing_that_the_process_says_is_believed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    for name, way in (("фото.jpg", "picture/small/"), ("a.zip", "inside/")):
        _number, key = sent(desk, name, b"PK")
        monkeypatch.setattr(making, "_made", lambda *_: b"<script>alert(1)</script>")
        answer = reader("saveliev").get(f"/files/{key}/{way}")
        assert "<script>alert" not in answer.text


def test_it_goes_with_its_file_and_what_was_tried_in_vain_is_tried_again_the_next_day(
    desk: Desk, reader: Reader
) -> None:
    _number, stays = sent(desk, "фото.jpg", made.photo())
    _number, fails = sent(desk, "фото.png", b"MZ")
    _number, goes = sent(desk, "a.zip", made.zipped("1"))
    for key, way in ((stays, "picture/small/"), (fails, "picture/small/"), (goes, "inside/")):
        reader("saveliev").get(f"/files/{key}/{way}")
    lying = {stays: "small", fails: "small", goes: "list"}
    assert all(keeping.path_of(key, kind).exists() for key, kind in lying.items())
    assert stored.without_row() == 0
    at = clock.now() + timedelta(days=400)
    with transaction.atomic(), as_system("its days are over"):
        File.objects.filter(pk=goes).update(content=None, removed_at=at)
    stored.release([goes])
    os.utime(keeping.path_of(fails, "small"), (0, 0))
    assert keeping.sweep_previews(at=at) == 2
    assert [keeping.path_of(key, kind).exists() for key, kind in lying.items()] == [True, False, False]


def test_the_beginning_of_a_text_is_told_and_never_run(desk: Desk, reader: Reader) -> None:
    number, key = sent(desk, "журнал.html", "<script>alert(1)</script>\nОшибка".encode("cp1251"))
    assert f'hx-get="/files/{key}/inside/"' in reader("saveliev").get(f"/tickets/{number}/").text
    for more in ({}, FRAGMENT):
        shown = reader("saveliev").get(f"/files/{key}/inside/", **more)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text
        assert "<script>alert" not in shown.text
        assert "&lt;/script&gt;\nОшибка</pre>" in shown.text, "a line of the text is a line of the page"
        assert "windows-1251" in shown.text


def test_an_archive_is_listed(desk: Desk, reader: Reader) -> None:
    _number, key = sent(desk, "a.zip", made.zipped("<b>журнал</b>.log", "../вне.txt"))
    shown = reader("saveliev").get(f"/files/{key}/inside/", **FRAGMENT).text
    assert "&lt;b&gt;журнал&lt;/b&gt;.log" in shown
    assert shown.count("ведёт за пределы папки") == 1
    assert "2024-04-26 17:10" in shown


@pytest.mark.parametrize("way", ["picture/small/", "picture/huge/", "inside/"])
def test_of_a_file_that_shows_nothing_there_is_no_such_page(desk: Desk, status: Status, way: str) -> None:
    _number, key = sent(desk, "файл.exe", b"MZ")
    assert status("saveliev", f"/files/{key}/{way}") == 404


def test_of_one_whose_content_is_gone_neither(desk: Desk, status: Status) -> None:
    for name, way in (("a.zip", "inside/"), ("a.txt", "inside/"), ("a.png", "picture/small/")):
        _number, key = sent(desk, name, b"PK" + name.encode())
        stored.path_of(key).unlink()
        assert status("saveliev", f"/files/{key}/{way}") == 404


def test_nobody_else_waits_while_one_is_made() -> None:
    key = "0" * 8 + "-0000-4000-8000-" + "0" * 12
    assert bodies.is_preview(f"/files/{key}/picture/small/")
    assert bodies.is_preview(f"/files/{key}/inside/")
    assert not bodies.is_preview(f"/files/{key}/")

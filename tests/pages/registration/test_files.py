"""Diagnostics beside the draft: up to 5 MB now, the existence of larger ones said (U6c, U4b)."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.registration.walk import WRITTEN, Walk, text
from tests.preview.made import picture

MB = 2**20


def file(name: str = "logcfg.xml", size: int = 100) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


def on_disk(files: Path) -> int:
    return sum(1 for path in files.rglob("*") if path.is_file())


@pytest.mark.clause("U6c")
def test_files_are_put_beside_the_draft_and_go_with_the_ticket(walk: Walk):
    url = walk.begin()
    answer = walk.fragment(f"{url}files/", {"files": [file(), file("dump.zip", 5 * MB)], "subject": "Печать"})
    assert answer.status_code == 200
    assert "logcfg.xml" in text(answer)
    assert "dump.zip" in text(walk.get(url))
    assert walk.drafts()[0].content["values"]["subject"] == "Печать"
    walk.post(url, WRITTEN)
    ticket = walk.tickets()[0]
    assert {(each.name, each.ticket_id, each.audience) for each in walk.files()} == {
        ("dump.zip", ticket.pk, "public"),
        ("logcfg.xml", ticket.pk, "public"),
    }
    assert set(ticket.sheet.values["diagnostics"].split(", ")) == {"dump.zip", "logcfg.xml"}


def test_a_picture_shows_itself_to_whoever_writes_the_draft(walk: Walk):
    url = walk.begin()
    answer = walk.fragment(f"{url}files/", {"files": [SimpleUploadedFile("экран.png", picture("PNG"))]})
    way = f"/files/{walk.files()[0].pk}/picture/"
    for shown in (answer, walk.get(url)):
        assert f'src="{way}small/"' in shown.content.decode()
    assert 'id="light-box"' in walk.get(url).content.decode()
    assert walk.get(f"{way}small/").content[:4] == b"RIFF"
    walk.cast.sign_in(walk.client, "orlova")
    assert walk.get(f"{way}small/").status_code == 404, "a colleague's draft"


@pytest.mark.clause("U6c")
def test_a_larger_file_is_named_and_the_way_is_said(walk: Walk):
    url = walk.begin()
    answer = walk.fragment(f"{url}files/", {"files": [file("core.zst", 5 * MB + 1), file()]})
    assert "core.zst: Файл больше 5 МБ, приложить его нельзя" in text(answer)
    assert [each.name for each in walk.files()] == ["logcfg.xml"]
    assert "Есть файлы больше 5 МБ" in text(walk.get(url))


@pytest.mark.clause("U6c")
def test_larger_diagnostics_are_stated(walk: Walk):
    walk.register(diagnostics="дамп 40 ГБ и технологический журнал")
    assert walk.tickets()[0].sheet.values["diagnostics"] == "дамп 40 ГБ и технологический журнал"


@pytest.mark.clause("U4a")
def test_files_chosen_with_a_form_that_comes_back_are_kept(walk: Walk):
    url = walk.begin()
    answer = walk.post(url, {"description": "", "files": [file()]})
    assert answer.status_code == 422
    assert "logcfg.xml" in text(answer)
    assert [each.draft_id for each in walk.files()] == [walk.drafts()[0].pk]
    walk.post(url, WRITTEN)
    assert [each.ticket_id for each in walk.files()] == [walk.tickets()[0].pk]


def test_a_file_that_cannot_be_taken_keeps_the_ticket_back(walk: Walk):
    url = walk.begin()
    answer = walk.post(url, WRITTEN | {"files": [file("core.zst", 5 * MB + 1)]})
    assert answer.status_code == 422
    assert "core.zst: Файл больше 5 МБ" in text(answer)
    assert walk.tickets() == []


def test_without_script_files_are_attached_by_a_button(walk: Walk):
    url = walk.begin()
    answer = walk.post(f"{url}files/", {"files": [file(), file("empty.txt", 0)], "subject": "Печать"})
    assert answer["Location"] == f"{url}#diagnostics"
    page = text(walk.get(url))
    assert "logcfg.xml" in page
    assert "empty.txt: Файл пуст" in page


def test_a_file_is_taken_back(walk: Walk, django_capture_on_commit_callbacks, files: Path):
    url = walk.begin()
    before = on_disk(files)
    walk.fragment(f"{url}files/", {"files": [file()]})
    assert on_disk(files) == before + 1
    remove = f"{url}files/{walk.files()[0].pk}/remove/"
    with django_capture_on_commit_callbacks(execute=True):
        assert "logcfg.xml" not in text(walk.fragment(remove))
    assert (walk.files(), on_disk(files)) == ([], before)
    assert walk.post(remove).status_code == 404


def test_nobody_takes_back_what_was_sent_or_is_anothers(walk: Walk):
    from django.test import Client

    url = walk.begin()
    walk.fragment(f"{url}files/", {"files": [file()]})
    key = walk.files()[0].pk
    orlova = Walk(Client(), walk.cast, "orlova")
    assert orlova.post(f"{orlova.begin()}files/{key}/remove/").status_code == 404
    walk.post(url, WRITTEN)
    assert walk.post(f"{walk.begin()}files/{key}/remove/").status_code == 404
    assert len(walk.files()) == 1


def test_throwing_the_draft_away_throws_its_files_away(walk: Walk):
    url = walk.begin()
    walk.fragment(f"{url}files/", {"files": [file()]})
    walk.post(f"{url}discard/")
    assert walk.files() == []

"""A technological log on a ticket: read by the worker, told beside its file, on a page for whoever sees the file and nobody
else; passed on with the ticket."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from threading import Event
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from bench.log_summary.generating import Generator
from kabinet.actions.log_summaries import reading
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.actions.tickets.note import write_note
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.jobs.files import log_process, technological_logs
from kabinet.records.models import File, LogSummary
from kabinet.records.security.reach import as_system
from kabinet.techlog import Bounds
from tests.desk import ITEMS, Desk, later, msk
from tests.fixtures_pages import Reader

pytestmark = pytest.mark.usefixtures("own_files")
AT = msk("2026-03-05 17:40")  # 14:40 by a server in UTC
NAME = "26030514.log"
Status = Callable[[str, str], int]


@pytest.fixture
def number(desk: Desk) -> str:
    return desk.register(AT).number


def body() -> bytes:
    return b"".join(Generator(3).blocks(600_000))


def sent(desk: Desk, number: str, content: bytes = b"", name: str = NAME, act=answer_ticket) -> str:
    """The key of a file that the partner's engineer has sent."""
    made = desk.do(attach, "gordeeva", AT, name=name, content=BytesIO(content or body()))
    desk.do(act, "gordeeva", later(AT, minutes=5), number=number, text="Журнал", files=[made.pk])
    return str(made.pk)


def state(key: str) -> str:
    with transaction.atomic(), as_system("a look from outside"):
        return LogSummary.objects.get(pk=key).state


def read_all(at: datetime = AT + timedelta(hours=1)) -> None:
    for _ in range(5):
        if not technological_logs.read_next(lambda: at):
            return
    raise AssertionError("there is always one more")


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text.split("<main")[1])).split())


def test_a_log_is_read_and_told_beside_its_file(
    desk: Desk, number: str, reader: Reader, status: Status
) -> None:
    key = sent(desk, number)
    link = f"/files/{key}/log/"
    assert link not in reader("saveliev").get(f"/tickets/{number}/").text
    assert status("saveliev", link) == 404
    read_all()
    assert state(key) == "ready"
    for login in ("saveliev", "gordeeva"):
        assert link in reader(login).get(f"/tickets/{number}/").text
    assert (status("titova", link), status("stranger", link)) == (404, 404)
    said = text(reader("saveliev"), link)
    for words in (
        "Совпадает В журнале 8.3.24.1467, в форме то же.",
        "VResourceInfoBaseImpl.cpp(1095)",
        "соединения 4000 и 5000 ОбщийМодуль.ПроведениеСервер.Модуль : 345 : Запрос.Выполнить()",
        "Документ.РеализацияТоваровУслуг.МодульОбъекта : 1203 : Движения.Записать()",
        "WHERE T1._SimpleKey IN (?…)",
        "Process terminated. Any clients finished with error.",
        "Настройки logcfg.xml рядом с журналом нет",
        "нет: не собирали или не случалось",
    ):
        assert words in said
    assert not re.search("Иванов|BUH-PC-17|Secret", said)


CONFIG = b"""<?xml version="1.0"?><config xmlns="http://v8.1c.ru/v8/tech-log"><log location="c:/logs" history="24">
<event><eq property="name" value="EXCP"/></event>
<event><eq property="name" value="TLOCK"/><gt property="durationus" value="1000000"/></event></log></config>"""


def test_settings_without_a_log_say_what_is_collected_and_nothing_of_what_happened(
    desk: Desk, number: str, reader: Reader
) -> None:
    link = f"/files/{sent(desk, number, CONFIG, 'logcfg.xml')}/log/"
    read_all()
    said = text(reader("saveliev"), link)
    assert "Настройка технологического журнала" in said
    for words in ("EXCP собираются", "TLOCK собираются с отбором", "TDEADLOCK не собираются"):
        assert words in said
    for words in ("собирали", "случал", "попало", "скрыты"):
        assert words not in said


def test_whether_it_covers_the_time_depends_on_the_servers_zone(
    desk: Desk, number: str, reader: Reader
) -> None:
    link = f"/files/{sent(desk, number)}/log/"
    read_all()
    saveliev = reader("saveliev")
    # By Moscow's clock the ticket came at 17:40, when the file of 14 to 15 was long over.
    assert "Не охватывает Времени 05.03.2026, 17:40 в журнале нет" in text(saveliev, link)
    covered = text(saveliev, f"{link}?zone=Africa/Abidjan&at=2026-03-05T14:00")
    assert "Охватывает Время 05.03.2026, 14:00 внутри журнала" in covered
    assert re.search(r"Минута События .* 14:00 \d+", covered)
    assert "Час есть, событий нет" in text(saveliev, f"{link}?zone=Africa/Abidjan")
    for nonsense in (
        "zone=Mars/Base",
        "at=yesterday",
        "at=9999-99-99T99:99",
        "at=0001-01-01T00:00",
        "zone=%00",
    ):
        assert "в журнале нет" in text(saveliev, f"{link}?{nonsense}")


def test_it_passes_on_with_its_file_and_is_not_read_again(
    desk: Desk, number: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = sent(desk, number)
    read_all()
    monkeypatch.setattr(technological_logs, "read_in_process", None)
    given = {"number": number, "values": ITEMS, "files": [key]}
    vendor = desk.do(pass_on_ticket, "zhdanov", later(AT, minutes=30), **given).number
    read_all()
    with transaction.atomic(), as_system("a look from outside"):
        copy = File.objects.get(ticket__number=vendor)
    assert f"/files/{copy.pk}/log/" in reader("titova").get(f"/tickets/{vendor}/").text
    assert "соединения 4000 и 5000" in text(reader("titova"), f"/files/{copy.pk}/log/")


def test_of_a_note_within_the_house_the_client_learns_nothing(
    desk: Desk, number: str, status: Status
) -> None:
    link = f"/files/{sent(desk, number, act=write_note)}/log/"
    read_all()
    assert (status("saveliev", link), status("gordeeva", link)) == (404, 200)


def test_what_is_no_log_has_no_summary_and_one_that_cannot_be_read_is_said_to_have_none(
    desk: Desk, number: str, status: Status, reader: Reader
) -> None:
    picture = sent(desk, number, b"\x89PNG\r\n" + bytes(99), "screen.log")
    other = sent(desk, number, b"words", "letter.txt")
    gone = sent(desk, number)
    path_of(UUID(gone)).unlink()
    read_all()
    assert (state(picture), state(gone)) == ("other", "failed")
    with transaction.atomic(), as_system("a look from outside"):
        assert not LogSummary.objects.filter(pk=other).exists()
    assert [status("gordeeva", f"/files/{key}/log/") for key in (picture, other, gone)] == [404] * 3
    said = text(reader("saveliev"), f"/tickets/{number}/")
    # Beside its message, and in the list of files.
    assert said.count("сводку журнала сделать не удалось") == 2


def test_an_archive_of_another_kind_is_said_to_be_one(desk: Desk, number: str, reader: Reader) -> None:
    key = sent(desk, number, b"7z\xbc\xaf\x27\x1c" + bytes(99), "logs.7z")
    read_all()
    assert "Сводку дают файлы .log, zip, tar.gz и gz." in text(reader("gordeeva"), f"/files/{key}/log/")


def test_whoever_is_killed_at_it_leaves_it_to_the_next(desk: Desk, number: str) -> None:
    key, lease = sent(desk, number), reading.LEASE + timedelta(seconds=1)
    taken = reading.take_log(at=AT + timedelta(hours=1))
    assert taken is not None
    assert not technological_logs.read_next(lambda: AT + timedelta(hours=1))
    second = reading.take_log(at=AT + timedelta(hours=1) + lease)
    assert second is not None
    with pytest.raises(reading.Lost):
        reading.note_read(at=AT, taken=taken, state="ready")
    assert reading.take_log(at=AT + timedelta(hours=1) + 2 * lease) is not None
    read_all(AT + timedelta(hours=1) + 3 * lease)
    assert state(key) == "failed"


def test_a_worker_that_ends_or_waits_too_long_ends_the_reader(
    desk: Desk, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, halt = sent(desk, number), Event()
    halt.set()
    at = AT + timedelta(hours=1)
    with pytest.raises(log_process.Stopped):
        technological_logs.read_next(lambda: at, halt)
    assert state(key) == "waiting"
    monkeypatch.setattr(log_process, "LONGEST", -1.0)
    read_all(at + reading.LEASE * 2)
    assert state(key) == "failed"


def test_bounds_of_a_reading_are_those_of_the_docs() -> None:
    assert (Bounds().unpacked, Bounds().depth, Bounds().seconds) == (4 * 2**30, 2, 300.0)

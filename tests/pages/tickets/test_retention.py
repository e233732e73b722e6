"""Contents of closed tickets go when their days are over: the day is shown before, the fact stays, what is held stays."""

import html
import json
import re
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from kabinet.actions.evidence.checking import head_faults
from kabinet.actions.journal.verify import verify
from kabinet.actions.organisations.oversight.violations import register_violation, withdraw_violation
from kabinet.actions.retention.removing import remove_over
from kabinet.actions.retention.terms import DataClass, class_of, of_class
from kabinet.actions.tickets.close import withdraw_ticket
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.reply import write_reply
from kabinet.jobs import exports
from kabinet.records.models import File
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.api_scopes import Scope
from tests import clock
from tests.api.program import program
from tests.cast import Cast
from tests.desk import Desk, later, passed_on
from tests.fixtures_pages import Reader
from tests.pages.evidence.packs import made, order, parts

pytestmark = pytest.mark.usefixtures("own_db", "own_files")
CLOSED = clock.AT - timedelta(days=100)
LOG, PAPER = b"12:01.000001-1,EXCP", b"%PDF-1.7 a paper"


@pytest.fixture(autouse=True)
def days(settings: Any) -> None:
    settings.KEEP_DAYS = {"diagnostics": 90, "others": 120}


def sent(desk: Desk, number: str, at: datetime, name: str, content: bytes, login: str = "saveliev") -> UUID:
    file = desk.do(attach, login, at, name=name, content=BytesIO(content))
    desk.do(write_reply, login, at, number=number, text="Файл", files=[file.pk])
    key: UUID = file.pk
    return key


def closed(desk: Desk, at: datetime = CLOSED) -> tuple[str, UUID, UUID]:
    """A ticket that its client took back at `at`, with a log and a paper."""
    number = str(desk.register(later(at, hours=-2)).number)
    log = sent(desk, number, later(at, hours=-1), "rphost.LOG", LOG)
    paper = sent(desk, number, later(at, hours=-1), "акт.pdf", PAPER)
    desk.do(withdraw_ticket, "saveliev", at, number=number)
    return number, log, paper


def row(key: UUID) -> File:
    with transaction.atomic(), as_system("a test looks"):
        return File.objects.get(pk=key)


def said(reader: Client, address: str) -> str:
    shown = re.sub(r"<[^>]+>", " ", reader.get(address).text.split("<main")[1])
    return " ".join(html.unescape(shown).split())


def test_a_content_goes_on_its_day_and_everything_says_so(
    desk: Desk, cast: Cast, reader: Reader, own_files: Path
) -> None:
    number, log, paper = closed(desk)
    page, name = f"/tickets/{number}/", row(log).content_id
    assert name is not None
    assert "срок хранения истёк 16.11.2026" in said(reader("saveliev"), page)
    assert remove_over(at=CLOSED + timedelta(days=89)) == 0
    assert remove_over(at=clock.AT) == 1
    assert remove_over(at=clock.AT) == 0
    assert not stored.path_of(name).exists()
    assert stored.place_of(row(paper)).read_bytes() == PAPER

    for login in ("saveliev", "gordeeva"):
        shown = said(reader(login), page)
        assert "содержимое удалено по сроку хранения 26.11.2026" in shown
        assert "хранится до 16.12.2026" in shown
        assert "Содержимое файла «rphost.LOG» удалено по сроку хранения: 90 дн. после закрытия" in shown
        for address in (f"/files/{log}/", f"/files/{log}/inside/"):
            assert address not in reader(login).get(page).text
            refused = reader(login).get(address)
            assert (refused.status_code, "удалено по сроку хранения 26.11.2026" in refused.text) == (
                403,
                True,
            )
    assert reader("stranger").get(f"/files/{log}/").status_code == 404
    asking = program(cast, "saveliev", Scope.FILES, Scope.READ)
    with transaction.atomic():
        answer = asking.ask("GET", f"/files/{log}")
        listing = asking.get(f"/tickets/{number}/files")["files"]
    assert (answer.status_code, answer.json()["code"]) == (403, "file_removed")
    told = {each["name"]: each for each in listing}
    assert (told["rphost.LOG"]["removed_on"], told["rphost.LOG"]["kept_until"]) == ("2026-11-26", None)
    assert (told["акт.pdf"]["removed_on"], told["акт.pdf"]["kept_until"]) == (None, "2026-12-16")

    pack = parts(made(reader("gordeeva"), "ticket", number))
    listed = {each["name"]: each for each in json.loads(pack[f"tickets/{number}/files.json"])}
    assert listed["rphost.LOG"]["left_out"] == "removed on 2026-11-26 when its days were over"
    assert [each.rpartition("-")[2] for each in pack if "/files/" in each] == ["акт.pdf"]
    [fact] = [each for each in desk.journal(number) if each.kind == "content_removed"]
    assert fact.data == {"file": "rphost.LOG", "sha256": row(log).sha256, "size": len(LOG), "days": 90}
    assert (fact.actor_id, fact.audience) == (None, "public")
    assert [*verify(tickets=[number]), *head_faults()] == []


def test_a_content_to_which_an_open_ticket_refers_stays_there_for_it(desk: Desk, own_files: Path) -> None:
    _number, log, _paper = closed(desk)
    lives = str(desk.register(later(clock.AT, hours=-3)).number)
    other = sent(desk, lives, later(clock.AT, hours=-2), "тот же.log", LOG)
    assert row(other).content_id == row(log).content_id
    assert remove_over(at=clock.AT) == 1
    assert row(log).content_key is None
    assert stored.place_of(row(other)).read_bytes() == LOG


def test_what_may_be_needed_yet_is_held(desk: Desk, cast: Cast, reader: Reader, settings: Any) -> None:
    """Where it can be opened again, an evidence is ordered, a violation rests on it, the other leg's ticket is open."""
    long_ago = CLOSED - timedelta(days=100)
    number, _log, _paper = closed(desk, long_ago)
    lives, vendor = passed_on(desk, later(CLOSED, days=-1))
    sent(desk, vendor, CLOSED, "дамп.dmp", b"dump", "zhdanov")
    desk.do(withdraw_ticket, "zhdanov", CLOSED, number=vendor)
    settings.KEEP_DAYS = {"diagnostics": 10, "others": 10}
    assert remove_over(at=long_ago + timedelta(days=29)) == 0, "it can be opened again"
    settings.KEEP_DAYS = {"diagnostics": 90, "others": 120}

    order(reader("gordeeva"), "ticket", number)
    assert remove_over(at=clock.AT) == 0
    assert exports.make_next(lambda: clock.AT)
    found = {"partner": cast.partner["kontur"], "clause": "U3.6a", "occurred_on": CLOSED.date()}
    violation = desk.do(register_violation, "lapteva", CLOSED, **found, text="Не ответили", tickets=[number])
    assert remove_over(at=clock.AT) == 0
    desk.do(withdraw_violation, "lapteva", clock.AT, violation=violation.pk, reason="Ответили по телефону")
    assert remove_over(at=clock.AT, most=1) == 1
    assert remove_over(at=clock.AT) == 1
    assert "content_removed" not in desk.kinds(vendor), "its client's ticket is open"
    desk.do(withdraw_ticket, "saveliev", later(clock.AT, hours=-1), number=lives)
    assert remove_over(at=later(clock.AT, days=31)) == 1


def test_whose_content_was_removed_it_stays_so_and_no_reader_removes_one(desk: Desk) -> None:
    _number, log, paper = closed(desk)
    assert remove_over(at=clock.AT) == 1
    with pytest.raises(ProgrammingError, match="stays so"), transaction.atomic(), as_system("a mistake"):
        File.objects.filter(pk=log).update(removed_at=None)
    with transaction.atomic():
        desk.cast.actor("saveliev", clock.AT)
        with pytest.raises(ProgrammingError, match="is not changed"), transaction.atomic():
            File.objects.filter(pk=paper).update(content=None, removed_at=clock.AT)


def test_nothing_goes_where_no_days_are_named(desk: Desk, settings: Any) -> None:
    settings.KEEP_DAYS = {"diagnostics": 0, "others": 0}
    closed(desk)
    assert remove_over(at=later(clock.AT, days=9_999)) == 0


def test_the_class_of_a_name_is_the_same_in_the_database(desk: Desk) -> None:
    names = (
        "a.LOG",
        "b.mdmp",
        "c.tar.gz",
        "logcfg.xml",
        "base.dt",
        "акт.pdf",
        "log",
        "d.log.docx",
        "дамп.DMP",
    )
    keys = {desk.do(attach, "saveliev", clock.AT, name=each, content=BytesIO(b"x")).name for each in names}
    for kind in DataClass:
        with transaction.atomic(), as_system("a test looks"):
            found = set(File.objects.filter(of_class(kind)).values_list("name", flat=True))
        assert found == {each for each in keys if class_of(each) is kind}
        assert found

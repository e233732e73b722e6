"""Files of tickets are looked through by a real clamd: nobody is handed what is infected; what a page says of each."""

import html
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.scans import scanning
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.reply import write_reply
from kabinet.jobs.files import antivirus
from kabinet.jobs.rests import Rests
from kabinet.network.clamd import ping, scan
from kabinet.records.models import File, FileScan
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.api_scopes import Scope
from tests import clock
from tests.api.program import program
from tests.cast import Cast
from tests.desk import Desk, later, passed_on
from tests.fixtures_clamd import EICAR, NAME
from tests.fixtures_pages import Reader
from tests.pages.evidence.packs import made, parts

pytestmark = pytest.mark.usefixtures("own_db", "own_files")
NOWHERE = "127.0.0.1:1"
Status = Callable[[str, str], int]
FOUND = f"В файле «письмо.txt» антивирус нашёл {NAME}: файл никому не выдаётся"


@pytest.fixture
def number(desk: Desk) -> str:
    return str(desk.register(later(clock.AT, hours=-2)).number)


def sent(
    desk: Desk,
    number: str,
    content: bytes,
    name: str = "письмо.txt",
    act: Any = answer_ticket,
    at: datetime = clock.AT - timedelta(hours=1),
) -> UUID:
    """The key of a file that the partner's engineer has sent."""
    made = desk.do(attach, "gordeeva", at, name=name, content=BytesIO(content))
    desk.do(act, "gordeeva", at, number=number, text="Файл", files=[made.pk])
    key: UUID = made.pk
    return key


def scan_all(at: datetime = clock.AT, rests: Rests | None = None) -> int:
    """How many were looked through."""
    rests = rests or Rests()
    for count in range(10):
        if not antivirus.scan_next(lambda: at, rests):
            return count
    raise AssertionError("there is always one more")


def state(key: UUID) -> str:
    with transaction.atomic(), as_system("a look from outside"):
        return FileScan.objects.get(pk=key).state


def said(reader: Client, address: str) -> str:
    return " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", reader.get(address).text.split("<main")[1])).split()
    )


def test_an_infected_file_is_handed_out_to_nobody_and_both_sides_are_told(
    desk: Desk, cast: Cast, number: str, reader: Reader, status: Status, settings: Any, clamd: str
) -> None:
    settings.CLAMD = clamd
    infected, clean = sent(desk, number, b"..." + EICAR), sent(desk, number, b"plain", "журнал.txt")
    page, address = f"/tickets/{number}/", f"/files/{infected}/"
    waits = said(reader("saveliev"), page)
    assert waits.count("проверяется антивирусом") >= 2
    refused = reader("saveliev").get(address)
    assert (refused.status_code, "Антивирус ещё не проверил этот файл" in refused.text) == (403, True)
    assert status("gordeeva", address) == 200, "whoever sent it has it"
    assert status("stranger", address) == 404

    assert scan_all() == 2
    assert (state(infected), state(clean)) == ("infected", "clean")
    for login in ("saveliev", "gordeeva"):
        told = said(reader(login), page)
        assert FOUND in told
        assert f"не выдаётся: {NAME}" in told
        assert f'href="{address}"' not in reader(login).get(page).text
        refused = reader(login).get(address)
        assert status(login, f"{address}inside/") == 403
        assert (refused.status_code, f"Антивирус нашёл в этом файле {NAME}" in refused.text) == (403, True)
        assert "file_infected" in desk.told(login, number)
    assert "проверен" in said(reader("saveliev"), page)
    assert (status("saveliev", f"/files/{clean}/"), status("stranger", address)) == (200, 404)
    with transaction.atomic():
        answer = program(cast, "saveliev", Scope.FILES).ask("GET", f"/files/{infected}")
    assert (answer.status_code, answer.json()["code"]) == (403, "file_infected")
    pack = parts(made(reader("gordeeva"), "ticket", number))
    listed = {each["name"]: each for each in json.loads(pack[f"tickets/{number}/files.json"])}
    assert (listed["письмо.txt"]["left_out"], "left_out" in listed["журнал.txt"]) == (NAME, False)
    assert [name.rpartition("-")[2] for name in pack if "/files/" in name] == ["журнал.txt"]
    assert EICAR not in b"".join(pack.values())
    row = next(each for each in desk.journal(number) if each.kind == "file_infected")
    assert (row.actor_id, row.system, row.audience) == (None, scanning.SCANNING, "public")
    assert row.clause == "", "it is a rule of the cabinet's own"


def test_what_is_known_of_a_content_is_known_of_its_copies(
    desk: Desk, reader: Reader, status: Status, settings: Any, clamd: str
) -> None:
    settings.CLAMD = clamd
    number, vendor = passed_on(desk, later(clock.AT, hours=-3))
    sent(desk, number, EICAR)
    assert scan_all() == 1
    settings.CLAMD = NOWHERE
    again = sent(desk, vendor, EICAR, "ещё раз.doc", write_reply)
    assert status("titova", f"/files/{again}/") == 403
    assert scan_all() == 1
    assert state(again) == "infected"
    assert f"В файле «ещё раз.doc» антивирус нашёл {NAME}" in said(reader("titova"), f"/tickets/{vendor}/")


def test_an_antivirus_that_is_away_holds_a_file_back_for_an_hour(
    desk: Desk, number: str, reader: Reader, status: Status, settings: Any
) -> None:
    settings.CLAMD, rests = NOWHERE, Rests()
    key = sent(desk, number, b"plain")
    address = f"/files/{key}/"
    since = later(clock.AT, hours=-1)
    assert scan_all(since, rests) == 1
    assert (state(key), status("saveliev", address)) == ("waiting", 403)
    assert scan_all(later(since, minutes=59), rests) == 1
    assert state(key) == "waiting"
    assert scan_all(later(since, minutes=70), rests) == 1
    assert (state(key), status("saveliev", address)) == ("unscanned", 200)
    assert "антивирусом не проверен" in said(reader("saveliev"), f"/tickets/{number}/")


def test_what_clamd_may_answer(
    desk: Desk, number: str, settings: Any, stub: Callable[[bytes | None], str]
) -> None:
    for nth, (answer, wanted) in enumerate(
        (
            (b"stream: OK\0", "clean"),
            (b"stream: Win.Test-1 FOUND\0", "infected"),
            (b"stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND\0", "unscanned"),
            (b"INSTREAM size limit exceeded. ERROR\0", "unscanned"),
            (b"stream: \xff\x1b[2J\0", "waiting"),
            (b"", "waiting"),
            (None, "waiting"),
            (b"x" * 100_000, "waiting"),
        )
    ):
        settings.CLAMD = stub(answer)
        key = sent(desk, number, b"content %d" % nth)
        assert antivirus.scan_next(lambda: clock.AT - timedelta(minutes=30), Rests())
        assert state(key) == wanted, answer
        with transaction.atomic(), as_system("a test makes an end of it"):
            FileScan.objects.filter(pk=key, state="waiting").update(
                state="unscanned", next_try=None, scanned_at=clock.AT
            )


def test_a_file_over_which_clamd_hangs_up_holds_up_no_other_and_is_given_up(
    desk: Desk, number: str, settings: Any, clamd: str, stub: Callable[[bytes | None], str]
) -> None:
    settings.CLAMD, rests, at = clamd, Rests(), later(clock.AT, minutes=-50)
    bad = sent(desk, number, b"bad")
    for _ in range(scanning.TRIES):
        assert state(bad) == "waiting"
        settings.CLAMD = stub(None)
        assert scan_all(at, rests) == 1
        other = sent(desk, number, str(at).encode())
        settings.CLAMD = clamd
        assert scan_all(at, rests) == 1, "it waits for its turn, the other for nothing"
        assert state(other) == "clean"
        at = later(at, minutes=1)
    assert state(bad) == "unscanned"


def test_what_no_worker_looks_through_is_given_after_an_hour_and_said_to_be_unscanned(
    desk: Desk, reader: Reader, status: Status, settings: Any
) -> None:
    settings.CLAMD = NOWHERE
    for hours, words, given in ((0.9, "проверяется антивирусом", 403), (1.1, "антивирусом не проверен", 200)):
        number = str(desk.register(later(clock.AT, hours=-3)).number)
        key = sent(desk, number, b"plain", at=later(clock.AT, hours=-hours))
        assert words in said(reader("saveliev"), f"/tickets/{number}/")
        assert status("saveliev", f"/files/{key}/") == given


def test_a_file_larger_than_it_takes_is_said_to_be_unscanned(
    desk: Desk, number: str, settings: Any, clamd: str
) -> None:
    settings.CLAMD = clamd
    key = sent(desk, number, b"x" * 3_000_000)
    assert scan_all() == 1
    assert state(key) == "unscanned"


def test_a_worker_that_is_killed_leaves_its_file_to_the_next_and_none_is_tried_for_ever(
    desk: Desk, number: str, settings: Any, clamd: str
) -> None:
    settings.CLAMD = clamd
    key, at = sent(desk, number, b"plain"), clock.AT
    first = scanning.take_file(at=at)
    assert first is not None
    assert scanning.take_file(at=at) is None
    at += scanning.LEASE
    second = scanning.take_file(at=at)
    assert second is not None
    assert not scanning.settle(at=at, taken=first, state="clean"), "it was somebody else's by then"
    assert state(key) == "waiting"
    scanning.take_file(at=at + scanning.LEASE)
    assert scan_all(at + 2 * scanning.LEASE) == 1
    assert state(key) == "unscanned"


def test_nothing_is_asked_while_a_transaction_is_open_or_where_no_antivirus_is_named(
    desk: Desk, number: str, status: Status, settings: Any, clamd: str
) -> None:
    key = sent(desk, number, EICAR)
    with transaction.atomic(), as_system("a look from outside"):
        assert not FileScan.objects.filter(pk=key).exists()
        assert File.objects.filter(pk=key).exists()
    assert status("saveliev", f"/files/{key}/") == 200
    with transaction.atomic(), pytest.raises(RuntimeError):
        scan(clamd, settings.FILES)
    assert ping(clamd)
    assert not ping(NOWHERE)

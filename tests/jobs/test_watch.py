"""The watchdog sees the cabinet go and come back, keeps it whatever happens to itself, declares it once (U3.4a, P4.4)."""

import json
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, transaction

from kabinet.config import command
from kabinet.jobs import watch
from kabinet.jobs.watch_notes import Held, NoteFile, Notes, Unreadable, held
from kabinet.records.models import Notice, Outage
from kabinet.records.security.reach import as_system
from tests import processes
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.database import Database
from tests.desk import msk
from tests.some import some

AT = msk("2026-11-26 14:00")
LOOK = timedelta(seconds=20)
EVERY = watch.Watching(seconds=20, failures=3)
# Answered or not, look by look: two failures are nothing, four are a time of eighty seconds.
LOOKS = (True, False, False, True, False, False, False, False, True, True)
# The ninth thing that is written says that it was told.
TOLD = 9
AWAY = (AT + 4 * LOOK, AT + 8 * LOOK)


def outages() -> list[tuple[datetime, datetime | None]]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(Outage.objects.order_by("began_at").values_list("began_at", "ends_at"))


def told() -> int:
    with transaction.atomic(), as_system("a look from outside"):
        return Notice.objects.filter(kind="outage_declared").count()


def seen(notes: Notes, looks: tuple[bool, ...], every: timedelta = LOOK, first: int = 0) -> Notes:
    for place, answered in enumerate(looks):
        at = AT + (first + place) * every
        notes = notes.looked(answered=answered, at=at, failures=EVERY.failures, gap=EVERY.gap)
    return notes


def test_some_looks_in_a_row_are_an_outage_and_fewer_are_none() -> None:
    [one] = seen(Notes(), LOOKS).untold
    assert (one.began_at, one.ends_at) == AWAY
    assert seen(Notes(), (True, False, False, True)).untold == ()


def test_where_nobody_looked_it_ends_with_the_last_look_that_was_made() -> None:
    there = seen(Notes(), (False, False, False, False))
    [one] = there.looked(answered=True, at=AT + timedelta(hours=9), failures=3, gap=EVERY.gap).untold
    assert (one.began_at, one.ends_at) == (AT, AT + 3 * LOOK)


class Crash(Exception):
    """The process is gone at this point."""


class Frail(NoteFile):
    """Dies before or after the nth time that something is written."""

    left = 0
    after = False

    def keep(self, notes: Notes) -> None:
        type(self).left -= 1
        if self.left == 0 and not self.after:
            raise Crash
        super().keep(notes)
        if self.left == 0:
            raise Crash


def lived_through(path: Path, file: type[NoteFile], crashes: list[int]) -> None:
    """Every look of LOOKS, begun anew from the file at whatever look it died."""
    place = 0
    while place < len(LOOKS):
        holding = file(path)
        try:
            notes = holding.read()
            while place < len(LOOKS):
                at = AT + place * LOOK
                notes = watch.one_look(holding, notes, EVERY, lambda: LOOKS[place], lambda: at)  # noqa: B023
                place += 1
        except Crash:
            crashes.append(place)
            place += 1
        finally:
            holding.close()


@pytest.mark.clause("U3.4a", "P4.4")
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("point", range(1, 10))
def test_killed_at_any_writing_it_neither_loses_nor_doubles(
    cast: Cast, tmp_path: Path, point: int, after: bool
) -> None:
    died = type("Dies", (Frail,), {"left": point, "after": after})
    crashes: list[int] = []
    lived_through(tmp_path / "notes", died, crashes)
    assert len(crashes) == 1, "it did not die"
    # A look that was not written down is a look that was not made.
    assert outages() == [as_seen(without=None if after or point == TOLD else crashes[0])]
    assert told() == len(set(some(list(cast.person))) - {"newcomer", "leaver", "loner"})


def as_seen(*, without: int | None) -> tuple[datetime, datetime]:
    notes = Notes()
    for place, answered in enumerate(LOOKS):
        if place != without:
            at = AT + place * LOOK
            notes = notes.looked(answered=answered, at=at, failures=EVERY.failures, gap=EVERY.gap)
    [one] = notes.untold
    return one.began_at, one.ends_at


def test_the_database_away_it_waits_and_tells_then(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(**_: object) -> int:
        raise OperationalError

    with held(tmp_path / "notes") as file:
        with monkeypatch.context() as away:
            away.setattr(watch, "declare_watched", gone)
            away.setattr(watch, "close_old_connections", lambda: None)  # a test has one connection
            file.keep(watch._told(file, seen(Notes(), LOOKS), lambda: AT))
        assert len(file.read().untold) == 1
        watch._told(file, file.read(), lambda: AT + timedelta(hours=1))
        assert file.read().untold == ()
    assert outages() == [AWAY]


def test_a_file_is_one_watchdogs_and_no_other_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    with held(path), pytest.raises(Held):
        NoteFile(path)
    path.write_text(json.dumps({"failures": "x"}))
    with held(path) as file, pytest.raises(Unreadable):
        file.read()


def test_without_a_database_named_it_does_not_begin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert command.main(["watch", str(tmp_path / "notes")]) == 2
    assert "DATABASE_URL is not set" in capsys.readouterr().err


CABINET = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == '/health' else 404); self.end_headers(); self.wfile.write(b'ok')
    def log_message(self, *_): pass
HTTPServer(('127.0.0.1', int(sys.argv[1])), Answer).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def listening(port: int) -> Callable[[], bool]:
    def tried() -> bool:
        with socket.socket() as there:
            return there.connect_ex(("127.0.0.1", port)) == 0

    return tried


@contextmanager
def cabinet(port: int) -> Iterator[None]:
    """Something that answers as a cabinet does, on a port of its own."""
    with processes.started([sys.executable, "-c", CABINET, str(port)], {}) as process:
        until(listening(port), lambda: process.poll() is None)
        yield


@pytest.mark.slow
@pytest.mark.clause("U3.4a", "P4.4")
def test_a_real_cabinet_goes_and_comes_back_while_the_watchdog_is_killed_again_and_again(
    own_db: Database, cast: Cast, tmp_path: Path
) -> None:
    port, path = free_port(), tmp_path / "notes"
    environment = own_db.environment | {
        "KABINET_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "KABINET_WATCH_SECONDS": "1",
        "KABINET_WATCH_FAILURES": "2",
    }

    def failures() -> int:
        return int(json.loads(path.read_text())["failures"]) if path.exists() else 0

    def killed_after(seen: Callable[[], object]) -> None:
        with processes.started(processes.kabinet("watch", str(path)), environment) as watchdog:
            until(seen, lambda: watchdog.poll() is None)
            watchdog.send_signal(signal.SIGKILL)
            watchdog.wait(PATIENCE)

    with cabinet(port), processes.started(processes.kabinet("watch", str(path)), environment) as watchdog:
        until(lambda: path.with_name("notes.lock").exists(), lambda: watchdog.poll() is None)
    for least in (1, 2, 4):
        killed_after(lambda: failures() >= least)  # noqa: B023
    with cabinet(port):
        killed_after(lambda: failures() == 0)
        with processes.started(processes.kabinet("watch", str(path)), environment) as watchdog:
            until(lambda: declared(own_db) == 1, lambda: watchdog.poll() is None)
            until(lambda: not json.loads(path.read_text())["untold"], lambda: watchdog.poll() is None)
            watchdog.send_signal(signal.SIGTERM)
            assert watchdog.wait(PATIENCE) == 0
    assert declared(own_db) == 1


def declared(database: Database) -> int:
    with psycopg.connect(database.url) as connection, connection.transaction():
        connection.execute("SELECT set_config('kabinet.side', 'system', true)")
        [count] = connection.execute("SELECT count(*) FROM outage").fetchone() or [0]
        return int(count)

"""The embedded PostgreSQL: made from nothing, shared by whoever needs it, stopped by the last."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from kabinet.config import postgres
from tests import processes
from tests.clock import until


def test_from_nothing_to_three_roles_that_may_nothing_too_much(tmp_path: Path) -> None:
    with postgres.running(tmp_path) as server:
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("SELECT current_user, current_database()").fetchone() == (
                "kabinet_app",
                "kabinet",
            )
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE anything (id int)")
        with psycopg.connect(server.url(postgres.OWNER)) as connection:
            connection.execute("CREATE TABLE anything (id int)")
            rights = connection.execute(
                "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname LIKE 'kabinet%'"
                " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
            )
            assert rights.fetchall() == [("kabinet_backup", False)]
        with psycopg.connect(server.url(postgres.BACKUP), autocommit=True) as connection:
            assert connection.execute("SELECT count(*) FROM anything").fetchone() == (0,)
            connection.execute("SET default_transaction_read_only = off")
            for forbidden in (
                "INSERT INTO anything VALUES (1)",
                "DROP TABLE anything",
                "CREATE TABLE more (id int)",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(forbidden)
    assert not runs(tmp_path)


def test_russian_words_are_understood(server: postgres.Server) -> None:
    with psycopg.connect(server.url()) as connection:
        words = connection.execute("SELECT to_tsvector('russian', 'ОБРАЩЕНИЯ')::text, lower('ЁЖ')").fetchone()
    assert words == ("'обращен':1", "ёж")


def test_the_last_to_leave_stops_it(tmp_path: Path) -> None:
    with postgres.running(tmp_path):
        with postgres.running(tmp_path) as second:
            psycopg.connect(second.url()).close()
        assert runs(tmp_path)
    assert not runs(tmp_path)


def test_a_user_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from kabinet.config import postgres
from tests import processes
from tests.clock import until
with postgres.running(Path({str(tmp_path)!r})):
    print("runs", flush=True)
    input()
"""
    words, pipe = [sys.executable, "-c", code], subprocess.PIPE
    with processes.started(words, os.environ, stdin=pipe, stdout=pipe) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == b"runs\n"
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    with postgres.running(tmp_path) as server:
        psycopg.connect(server.url()).close()
    assert not runs(tmp_path)


def test_a_server_that_died_is_started_again(tmp_path: Path) -> None:
    lock = tmp_path / "data" / "postmaster.pid"
    with postgres.running(tmp_path) as server:
        [former, *_] = lock.read_text().split()
        os.kill(int(former), signal.SIGKILL)
        until(lambda: lock.exists() and lock.read_text().split()[:1] not in ([], [former]))
        until(lambda: answers(server))
    assert not runs(tmp_path)


def answers(server: postgres.Server) -> bool:
    with suppress(psycopg.OperationalError), psycopg.connect(server.url()):
        return True
    return False


def test_data_half_made_are_made_anew(tmp_path: Path) -> None:
    (tmp_path / "data.half").mkdir()
    (tmp_path / "data.half" / "rubbish").write_text("an interrupted start")
    with postgres.running(tmp_path) as server:
        psycopg.connect(server.url()).close()


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 20)
    with postgres.running(home) as server:
        assert len(os.fsencode(server.socket)) < 90
        psycopg.connect(server.url()).close()


def runs(home: Path) -> bool:
    return (home / "data" / "postmaster.pid").exists()

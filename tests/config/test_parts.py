"""`kabinet serve` and `kabinet run` as processes: they answer, and end when they are told."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import processes
from tests.browser import Live, free_port, wait_for_answer
from tests.clock import PATIENCE
from tests.database import Database
from tests.processes import Process


@contextmanager
def part(word: str, environment: dict[str, str], log: Path, **more: str) -> Iterator[Process]:
    """A command that serves, as a process that answers already."""
    port = free_port()
    said = {
        "KABINET_PORT": str(port),
        "KABINET_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "KABINET_WEB_WORKERS": "1",
    }
    words = processes.kabinet(*word.split())
    with (
        log.open("w") as lines,
        processes.started(words, environment | said | more, stdout=lines, stderr=lines) as process,
    ):
        wait_for_answer(process, f"http://127.0.0.1:{port}", str(log))
        yield process


def served_at(process: Process) -> str:
    """The address of such a command."""
    said = Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0")
    return next(each for each in said if each.startswith(b"KABINET_PUBLIC_URL=")).decode().partition("=")[2]


def end(process: Process, told: signal.Signals) -> int:
    process.send_signal(told)
    return process.wait(PATIENCE)


def test_a_live_server_answers_for_its_test_alone(live: Live) -> None:
    host, port = live.url.removeprefix("http://").split(":")
    connection = HTTPConnection(host, int(port))
    connection.request("GET", "/health")
    answer = connection.getresponse()
    assert (answer.status, answer.read().split(b"\n")[0]) == (200, b"ok")
    assert answer.headers["Content-Security-Policy"]
    connection.close()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_when_told(own_db: Database, tmp_path: Path, told: signal.Signals) -> None:
    with part("serve", own_db.environment, tmp_path / "log") as process:
        assert end(process, told) == 0


def test_serve_ends_while_it_is_still_starting(own_db: Database, tmp_path: Path) -> None:
    """The worker that answers no signals yet holds nobody up; a lost one would be waited for 20 seconds."""
    with part("serve", own_db.environment, tmp_path / "log", KABINET_WEB_WORKERS="4") as process:
        assert end(process, signal.SIGTERM) == 0
    assert "Killing worker" not in (tmp_path / "log").read_text()


@pytest.mark.slow
def test_run_from_nothing_and_again(tmp_path: Path) -> None:
    """The database and the secret stay; PostgreSQL ends with the rest. Nobody has named Django's settings beforehand, and
    the second time the assets are there already."""
    ours = ("KABINET_", "DATABASE_", "DJANGO_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = plain | {"KABINET_HOME": str(tmp_path / "home")}
    secrets = set()
    for told in (signal.SIGTERM, signal.SIGINT):
        with part("run --empty", environment, tmp_path / "log") as process:
            assert end(process, told) == 0
        assert not (tmp_path / "home/postgres/data/postmaster.pid").exists()
        secrets.add((tmp_path / "home/secret").read_text())
    assert len(secrets) == 1

"""A run of the tests leaves no process behind: when a test fails, when it is told to end, when it is killed."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest

from tests import processes
from tests.clock import PATIENCE, until
from tests.database import ROOT
from tests.processes import Process

pytestmark = pytest.mark.slow
WITH_ALL = """
def test_inner(live, visit):
    visit().goto("/sign-in/")
    say_and_{}()
"""
WITH_POSTGRES = """
def test_inner(server):
    say_and_{}()
"""
SAYING = """
import os, threading
from tests.config.test_left_behind import family

def say_and_fail():
    print("STARTED", *family(os.getpid()), flush=True)
    assert False

def say_and_wait():
    print("STARTED", *family(os.getpid()), flush=True)
    threading.Event().wait()
"""
KILLS = [signal.SIGTERM, signal.SIGKILL]


def family(root: int) -> list[int]:
    """The process's children, and theirs, to the last."""
    above = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            above[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found, look = [], [root]
    while look:
        look = [child for child, parent in above.items() if parent in look]
        found += look
    return found


def alive(process: int) -> bool:
    """Whether it does anything still; who has ended and was not asked for yet does not."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


@contextmanager
def inner(text: str, folder: Path, home: Path | None = None) -> Iterator[tuple[Process, list[int]]]:
    """A run of this one test in a process of its own, and every process that it has started by now."""
    file = folder / "test_inner.py"
    file.write_text(SAYING + text)
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-qs",
        "-p",
        "tests.conftest",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    words += ["--rootdir", str(folder), "--basetemp", str(folder / "temporary"), f"{file}"]
    environment = os.environ | ({"KABINET_TESTS": str(home)} if home else {})
    with processes.started(words, environment, stdout=PIPE, stderr=STDOUT, cwd=ROOT) as run:
        assert run.stdout is not None
        lines = []
        for line in run.stdout:
            lines.append(line.decode())
            if "STARTED" in lines[-1]:
                yield run, [int(each) for each in lines[-1].partition("STARTED")[2].split()]
                return
        pytest.fail("".join(lines))


def names(family: list[int]) -> str:
    return " ".join(Path(f"/proc/{each}/cmdline").read_text().replace("\0", " ") for each in family)


def test_a_test_that_fails_ends_what_it_started(tmp_path: Path, server: object) -> None:
    with inner(WITH_ALL.format("fail"), tmp_path) as (run, started):
        assert run.stdout is not None
        said = run.stdout.read().decode()
        assert run.wait(PATIENCE) == 1, said
        assert "2 failed" in said, said  # on a desktop and on a phone
        until(lambda: not any(map(alive, started)))


@pytest.mark.parametrize("kill", KILLS)
def test_a_run_that_is_killed_leaves_neither_server_nor_browser(
    tmp_path: Path, server: object, kill: signal.Signals
) -> None:
    with inner(WITH_ALL.format("wait"), tmp_path) as (run, started):
        assert "chromium" in names(started)
        assert names(started).count("kabinet.config.command serve") >= 2
        run.send_signal(kill)
        run.wait(PATIENCE)
        until(lambda: not any(map(alive, started)))


@pytest.mark.parametrize("kill", KILLS)
def test_nor_its_postgresql(tmp_path: Path, kill: signal.Signals) -> None:
    lock = tmp_path / "home" / "postgres" / "data" / "postmaster.pid"
    with inner(WITH_POSTGRES.format("wait"), tmp_path, tmp_path / "home") as (run, _):
        [postmaster, *_] = lock.read_text().split()
        assert alive(int(postmaster))
        run.send_signal(kill)
        run.wait(PATIENCE)
        until(lambda: not alive(int(postmaster)))
    assert not lock.exists()

"""A home of its own, `kabinet run` in it, people who work and somebody who kills; and what came of it."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from random import Random
from threading import Event, Thread

from bench.faults.judgement import faults, kept_unacknowledged
from bench.faults.killing import WEIGHTS, Killer, answers, processes_of
from bench.faults.ledger import Ledger
from bench.faults.person import GaveUp, Person
from bench.faults.walk import CLIENT, PEOPLE, Walk
from kabinet.config import orphans, postgres

PASSWORD = "kabinet-demo"  # everybody's in a demonstration
SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_TO_BE_GONE = 300.0, 60.0, 30.0
OURS = ("KABINET_", "DATABASE_", "DJANGO_")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`wrong` are sentences, none when all is well; `verified` what `kabinet verify` printed."""

    kills: Counter[str]
    ledger: Ledger
    wrong: list[str]
    verified: str
    unacknowledged: int
    seconds: float


def drill(home: Path, port: int, *, kills: int, parallel: int, seed: int, longest: float = inf) -> Outcome:
    """`home` may hold a demonstration already; `parallel` walks go at the same time, each ticket by four people. After
    `longest` seconds nobody is killed any more, but each part once."""
    random, ledger, stop = Random(seed), Ledger(), Event()
    environment = surroundings(home, port)
    prepare(home, environment)
    began = time.monotonic()
    with postgres.running(home / "postgres") as server, running(home, environment, port) as run:
        walks = [
            Walk({login: Person(port, ledger, login, PASSWORD) for login in PEOPLE}, ledger, Random(seed + n))
            for n in range(1, parallel + 1)
        ]
        walks[0].go()  # undisturbed: what all the others are compared with
        people = [Thread(target=_work, args=(walk, stop)) for walk in walks]
        for person in people:
            person.start()
        killer = Killer(run.pid, home, port, random, ledger.acknowledged)
        try:
            for done in range(kills):
                if time.monotonic() - began > longest and done >= len(WEIGHTS):
                    break
                killer.kill()
        finally:
            stop.set()
            for person in people:
                person.join()
        killer.wait()
        read_again(walks[0], ledger)
        for walk in walks:
            walk.leave()
        wrong, verified = _judged(ledger, server.url(postgres.BACKUP), home, environment)
        unknown = kept_unacknowledged(ledger, server.url(postgres.BACKUP))
    wrong += [f"{words} is left behind" for words in left_behind(home)]
    return Outcome(Counter(killer.done), ledger, wrong, verified, unknown, time.monotonic() - began)


def _judged(ledger: Ledger, url: str, home: Path, environment: Mapping[str, str]) -> tuple[list[str], str]:
    """What is wrong, and what `kabinet verify` said at its end."""
    verified = subprocess.run(
        _kabinet("verify"), env=environment, capture_output=True, text=True, check=False
    )
    wrong = [*faults(ledger, url, home / "files"), *verified.stdout.splitlines()]
    if verified.returncode and not verified.stdout:
        wrong.append(f"kabinet verify ended with {verified.returncode}: {verified.stderr}")
    return wrong, verified.stderr


def left_behind(home: Path) -> list[str]:
    """The command of every process of this home that is still there when each has had its time to end."""
    end = time.monotonic() + SECONDS_TO_BE_GONE
    while (found := processes_of(home)) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def surroundings(home: Path, port: int) -> Mapping[str, str]:
    """The environment of an operator who says where, and nothing else."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return (
        plain
        | orphans.told()
        | {
            "KABINET_HOME": str(home),
            "KABINET_PORT": str(port),
            "KABINET_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "KABINET_LOG_LEVEL": "WARNING",
        }
    )


def read_again(walk: Walk, ledger: Ledger) -> None:
    """The client reads each ticket that was gone through: what they said and were told stands on its page."""
    for number in ledger.through:
        page = walk.people[CLIENT].read(f"/tickets/{number}/")
        said = [mark for mark in ledger.read[number] if mark not in page]
        ledger.refused += [f"{number}: the page does not have {mark}" for mark in said]


def _work(walk: Walk, stop: Event) -> None:
    while not stop.is_set():
        try:
            walk.go()
        except (GaveUp, LookupError, AssertionError, ValueError) as ended:
            if not isinstance(ended, GaveUp):
                walk.ledger.refused.append(f"{type(ended).__name__}: {ended}")


def prepare(home: Path, environment: Mapping[str, str]) -> None:
    """A small demonstration, unless there is one already."""
    subprocess.run(_kabinet("migrate", "--quiet"), env=environment, check=True)
    subprocess.run(_kabinet("demo", "--tickets", "1"), env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(home: Path, environment: Mapping[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`kabinet run` that answers; told to end afterwards, and only then made to."""
    with (home / "run.log").open("w") as log:
        run = subprocess.Popen(_kabinet("run", "--empty"), env=environment, stdout=log, stderr=log)
        try:
            end = time.monotonic() + SECONDS_TO_START
            while not answers(port):
                if run.poll() is not None or time.monotonic() > end:
                    said = (home / "run.log").read_text()[-4000:]
                    raise RuntimeError(f"kabinet run did not come up ({run.poll()}):\n{said}")
                time.sleep(0.2)
            yield run
        finally:
            run.send_signal(signal.SIGTERM)
            try:
                run.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()


def _kabinet(*words: str) -> list[str]:
    return [sys.executable, "-m", "kabinet.config.command", *words]

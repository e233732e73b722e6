"""Several commands of Kabinet side by side under one parent, which starts again whatever ends by itself.

None outlives the parent, however that ends (orphans.py).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from kabinet.config import orphans

# Within these a part finishes what is under way, or is made to end; all of it within five, PostgreSQL included.
SECONDS_TO_FINISH = 4.0
# Before a part is started again: twice as long each time, up to the last; one that has run for so long begins anew.
FIRST_PAUSE, LAST_PAUSE, WELL = 0.5, 30.0, 60.0
LOOK = 0.2
# A wrong call or environment: the same start would end in the same way.
MISCONFIGURED = 2
Child = subprocess.Popen[bytes]


class Stopped(KeyboardInterrupt):
    """SIGTERM or SIGINT came. What the database was being asked is called off there before this goes on, as psycopg does for
    an interrupt from the keyboard: the connection can still be told to roll back."""


@dataclass(slots=True)
class Part:
    """One command: its process, or when it is started again (seconds of the monotonic clock)."""

    name: str
    process: Child
    started: float
    pause: float = FIRST_PAUSE
    again: float | None = None


def command(*words: str) -> list[str]:
    """What starts another `kabinet` with this Python."""
    return [sys.executable, "-m", "kabinet.config.command", *words]


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, the first SIGTERM or SIGINT raises `Stopped`, and any further one is no news. Whatever else fails after it
    came is its consequence: it comes at any line, also inside somebody's own clearing up."""
    told = False

    def stop(*_: object) -> NoReturn:
        nonlocal told
        told = True
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    former = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except Exception as failed:
        if told:
            raise Stopped from failed
        raise
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def children(names: Sequence[str]) -> Iterator[list[Part]]:
    """Started now; at the end each is asked to finish (SIGTERM), waited for, and only then made to."""
    running: list[Part] = []
    try:
        for name in names:
            # One by one, so that those already started are finished when the next does not start.
            running.append(Part(name, _started(name), time.monotonic()))  # noqa: PERF401
        yield running
    finally:
        _finish([part.process for part in running])


def keep_running(parts: Sequence[Part], tell: Callable[[str], None], meanwhile: Callable[[], None]) -> int:
    """Starts again whatever ends, until one cannot: its exit status. `tell` gets a sentence for each end, and
    `meanwhile` is done between two looks."""
    while True:
        for part in parts:
            status = part.process.poll()
            if status == MISCONFIGURED:
                return MISCONFIGURED
            if status is not None:
                _begin_again(part, status, tell)
        meanwhile()
        time.sleep(LOOK)


def _begin_again(part: Part, status: int, tell: Callable[[str], None]) -> None:
    now = time.monotonic()
    if part.again is None:
        if now - part.started > WELL:
            part.pause = FIRST_PAUSE
        part.again = now + part.pause
        tell(f"kabinet: {part.name} has ended ({status}); it is started again in {part.pause:g} s.")
        part.pause = min(part.pause * 2, LAST_PAUSE)
    elif now >= part.again:
        part.process, part.started, part.again = _started(part.name), now, None


def _started(name: str) -> Child:
    # A process group of its own: Ctrl-C reaches the parent alone, and the parent says it once.
    return subprocess.Popen(command(name), process_group=0, env=os.environ | orphans.told())


def _finish(running: Sequence[Child]) -> None:
    for child in running:
        child.terminate()
    end = time.monotonic() + SECONDS_TO_FINISH
    for child in running:
        try:
            child.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

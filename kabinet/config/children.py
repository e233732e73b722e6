"""Several commands of Kabinet side by side under one parent: all run, or none."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

SECONDS_TO_FINISH = 30
Child = subprocess.Popen[bytes]


class Stopped(BaseException):
    """SIGTERM or SIGINT came."""


def command(*words: str) -> list[str]:
    """What starts another `kabinet` with this Python."""
    return [sys.executable, "-m", "kabinet.config.command", *words]


@contextmanager
def stoppable() -> Iterator[None]:
    """Inside, the first SIGTERM or SIGINT raises `Stopped`, and any further one is no news."""

    def stop(*_: object) -> NoReturn:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    former = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def children(names: Sequence[str]) -> Iterator[list[Child]]:
    """Started now; at the end each is asked to finish (SIGTERM), waited for, and only then made to."""
    running: list[Child] = []
    try:
        for name in names:
            # One by one, so that those already started are finished when the next does not start.
            # A process group of its own: Ctrl-C reaches the parent alone, and the parent says it once.
            running.append(subprocess.Popen(command(name), process_group=0))  # noqa: PERF401
        yield running
    finally:
        _finish(running)


def all_run(running: Sequence[Child]) -> bool:
    """Whether none has ended."""
    return all(child.poll() is None for child in running)


def wait_for_any(running: Sequence[Child]) -> None:
    """Until one has ended."""
    while all_run(running):
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)


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

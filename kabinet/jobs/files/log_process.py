"""One log read in a process of its own: no settings, no database, memory and time set by the process itself before the first
byte (kabinet/techlog/__main__.py); whatever becomes of it, it is ended."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import Any, Final

import kabinet
from kabinet.techlog import Summary

LONGEST: Final = 900.0  # seconds altogether, on a machine that has other things to do
LARGEST: Final = 2**20
LOOK: Final = 0.2


class Unread(Exception):
    """It was ended at a bound, or has ended by itself without a summary."""


class Stopped(Exception):
    """The worker was told to end."""


def read_in_process(path: Path, name: str, beat: Callable[[float], bool]) -> dict[str, Any]:
    """A summary as data. `beat` waits some seconds and is True when there is to be an end."""
    command = (sys.executable, "-P", "-m", "kabinet.techlog", name)
    place = {
        "PYTHONPATH": str(Path(kabinet.__path__[0]).parent),
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with path.open("rb") as content, TemporaryFile() as into:
        reader = subprocess.Popen(  # noqa: S603
            command,
            stdin=content,
            stdout=into,
            stderr=subprocess.DEVNULL,
            env=place,
            cwd=os.sep,
            start_new_session=True,
        )
        try:
            _wait(reader, beat)
        finally:
            if reader.poll() is None:
                reader.kill()
                reader.wait()
        if reader.returncode != 0:
            raise Unread(f"the reader has ended with {reader.returncode}")
        into.seek(0)
        return _checked(into.read(LARGEST + 1))


def _wait(reader: subprocess.Popen[bytes], beat: Callable[[float], bool]) -> None:
    until = monotonic() + LONGEST
    while reader.poll() is None:
        if beat(LOOK):
            raise Stopped
        if monotonic() > until:
            raise Unread("the reader took too long")


def _checked(said: bytes) -> dict[str, Any]:
    """What a process says that has read what somebody else made is believed only in the form of a summary."""
    if len(said) > LARGEST:
        raise Unread("the summary is too long")
    try:
        return Summary.of_data(json.loads(said)).as_data()
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise Unread("that is no summary") from wrong

"""clamd, asked about the content of one file (INSTREAM): bounded in time, never while a transaction is open.

    where ──"zINSTREAM"──> pieces, each with its length ──> nothing more ──> one line: OK, NAME FOUND, or why not

What it says of its own limits is no finding: a file that it did not look through is not called clean, nor infected.
"""

import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.db import connection

PIECE: Final = 256 * 1024
LONGEST_ANSWER: Final = 4096
LONGEST_NAME: Final = 200
SECONDS_TO_CONNECT: Final = 5.0
SILENCE: Final = 10.0  # seconds between two beats, and of one piece
WHOLE: Final = 1800.0  # seconds of one file; clamd's own bound of a scan is two minutes (MaxScanTime)
# What `AlertExceedsMax yes` says of a file that it stopped looking into.
LIMITS: Final = "Heuristics.Limits.Exceeded"


@dataclass(frozen=True, slots=True)
class Scanned:
    """`found`: the name of what is in it, empty for nothing. `reason`: why it was not looked through, for a log."""

    found: str = ""
    reason: str = ""


class Away(Exception):
    """Nobody takes the file; the text is for a log."""


class Failed(Exception):
    """Somebody took the file and did not answer as clamd does: that may be the file's doing. The text is for a log."""


def scan(where: str, path: Path, beat: Callable[[], object] = lambda: None) -> Scanned:
    """The content of `path`, by the clamd at `where` (host:port, or the path of its socket). `beat` is called often while it
    takes its time. Raises Away, Failed; FileNotFoundError where there is no content; RuntimeError inside a transaction."""
    if connection.in_atomic_block:
        raise RuntimeError("nobody else is asked while a transaction is open")
    with path.open("rb") as content:
        try:
            talk = _connected(where)
        except OSError as failed:
            raise Away(_said(failed)) from None
        with talk:
            try:
                end = time.monotonic() + WHOLE
                _tell(talk, content.read, end, beat)
                return _understood(_answer(talk, end, beat))
            except OSError as failed:
                raise Failed(_said(failed)) from None


def ping(where: str) -> bool:
    """Whether a clamd answers there."""
    try:
        with _connected(where) as talk:
            talk.sendall(b"zPING\0")
            return _answer(talk, time.monotonic() + SECONDS_TO_CONNECT, lambda: None) == "PONG"
    except (OSError, Failed):
        return False


def _said(failed: OSError) -> str:
    return str(failed) or type(failed).__name__


def _connected(where: str) -> socket.socket:
    if not where.startswith("/"):
        host, _, port = where.rpartition(":")
        talk = socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS_TO_CONNECT)
        talk.settimeout(SILENCE)
        return talk
    talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        talk.settimeout(SILENCE)
        talk.connect(where)
    except BaseException:
        talk.close()
        raise
    return talk


def _tell(talk: socket.socket, read: Callable[[int], bytes], end: float, beat: Callable[[], object]) -> None:
    """All pieces; fewer where it hangs up, for then it has said why."""
    try:
        talk.sendall(b"zINSTREAM\0")
        while piece := read(PIECE):
            _require_time(end)
            talk.sendall(struct.pack("!I", len(piece)) + piece)
            beat()
        talk.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _answer(talk: socket.socket, end: float, beat: Callable[[], object]) -> str:
    said = b""
    while not said.endswith((b"\0", b"\n")) and len(said) < LONGEST_ANSWER:
        _require_time(end)
        try:
            more = talk.recv(LONGEST_ANSWER)
        except TimeoutError:  # it is looking
            beat()
            continue
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _require_time(end: float) -> None:
    if time.monotonic() > end:
        raise Failed("it takes too long")


def _understood(said: str) -> Scanned:
    if said == "stream: OK":
        return Scanned()
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        name = said.removeprefix("stream: ").removesuffix(" FOUND")
        return Scanned(reason=name) if name.startswith(LIMITS) else Scanned(found=_plain(name))
    if said.endswith("ERROR"):
        return Scanned(reason=_plain(said))
    raise Failed(f"it answers {_plain(said)!r}" if said else "it hung up")


def _plain(said: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in said)[:LONGEST_NAME] or "?"

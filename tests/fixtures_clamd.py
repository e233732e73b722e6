"""A real clamd on loopback that knows one signature, and one that answers what a test says."""

import shutil
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from threading import Thread
from typing import Final

import pytest

from tests import processes
from tests.browser import free_port
from tests.clock import until

# Said in two halves, so that no antivirus takes this file for what it is about.
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME: Final = "Eicar-Test.UNOFFICIAL"
SETTINGS = """Foreground yes
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}
StreamMaxLength 1M
AlertExceedsMax yes
"""


def answers(where: str) -> bool:
    """Whether somebody listens there."""
    host, _, port = where.rpartition(":")
    with suppress(OSError), closing(socket.create_connection((host, int(port)), timeout=1)):
        return True
    return False


@pytest.fixture(scope="session")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a clamd that takes a megabyte."""
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    folder, port = tmp_path_factory.mktemp("clamd"), free_port()
    folder.chmod(0o755)
    (folder / "kabinet.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(SETTINGS.format(port=port, folder=folder))
    where = f"127.0.0.1:{port}"
    log = folder / "log"
    with (
        log.open("w") as lines,
        processes.started(
            [program, "-c", str(folder / "clamd.conf")], {}, stdout=lines, stderr=lines
        ) as process,
    ):
        until(lambda: answers(where), lambda: process.poll() is None)
        yield where


@pytest.fixture
def stub() -> Iterator[Callable[[bytes | None], str]]:
    """`stub(answer)`: where somebody takes all of a file and answers that; None hangs up at its first piece."""
    open_: list[socket.socket] = []

    def begun(answer: bytes | None) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        open_.append(listening)
        Thread(target=_serve, args=(listening, answer), daemon=True).start()
        return f"127.0.0.1:{listening.getsockname()[1]}"

    yield begun
    for each in open_:
        each.close()


def _serve(listening: socket.socket, answer: bytes | None) -> None:
    with suppress(OSError):
        while True:
            talk, _ = listening.accept()
            with closing(talk):
                _talk(talk, answer)


def _talk(talk: socket.socket, answer: bytes | None) -> None:
    assert _taken(talk, 10) == b"zINSTREAM\0"
    while size := struct.unpack("!I", _taken(talk, 4))[0]:
        if answer is None:
            return
        _taken(talk, size)
    talk.sendall(answer or b"")


def _taken(talk: socket.socket, size: int) -> bytes:
    taken = b""
    while len(taken) < size:
        taken += talk.recv(size - len(taken))
    return taken

"""The parts of Kabinet as children of the bench, started as in production and ended by their own ids."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from bench.pages.home import HOME, ROOT

SECONDS_TO_START = 60


@contextmanager
def part(name: str, **said: str) -> Iterator[subprocess.Popen[bytes]]:
    """`kabinet serve` or `kabinet work` under the bench's settings, on the database that the environment names."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | said
    with (HOME / f"{name}.log").open("w") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "kabinet.config.command", name], env=environment, stdout=log, stderr=log
        )
        try:
            yield child
        finally:
            child.terminate()
            child.wait(SECONDS_TO_START)


@contextmanager
def web() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The web as it comes (two web workers of four threads), answering on the port."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with part("serve", KABINET_PORT=str(port), KABINET_PUBLIC_URL=address) as child:
        _wait(child, port)
        yield child, port


def memory(*children: subprocess.Popen[bytes]) -> float:
    """Megabytes of these processes and all below them; what they share counts once (PSS)."""
    return sum(_pss(process) for child in children for process in _family(child.pid)) / 1024


def _family(process: int) -> list[int]:
    found = [process]
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _family(int(child))
    return found


def _pss(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(child: subprocess.Popen[bytes], port: int) -> None:
    """Until every web worker answers: each new connection may meet another of them."""
    end = time.monotonic() + SECONDS_TO_START
    answered = 0
    while answered < 20:
        if child.poll() is not None or time.monotonic() > end:
            raise SystemExit(f"bench/pages/run: the web did not start, see {HOME / 'serve.log'}")
        try:
            answered += status(port, "/health") == 200
        except OSError:
            time.sleep(0.1)


def status(port: int, path: str, headers: Sequence[tuple[str, str]] = ()) -> int:
    """The answer to one request on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=dict(headers))
    found = connection.getresponse().status
    connection.close()
    return found

"""Processes of one command that are killed and started again, and how much memory any of them had."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_STOP = 60.0
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Parts:
    """`count` processes of `kabinet WORD`; `kill` ends them all at once, as when a machine loses its power."""

    def __init__(self, word: str, count: int, environment: Mapping[str, str], log: Path) -> None:
        self._words = [sys.executable, "-m", "kabinet.config.command", word]
        self._environment, self._log, self._count = environment, log, count
        self._running: list[subprocess.Popen[bytes]] = []
        self.memory = 0

    def start(self) -> None:
        """All of them."""
        with self._log.open("ab") as log:
            self._running = [
                subprocess.Popen(self._words, env=self._environment, stdout=log, stderr=log)
                for _ in range(self._count)
            ]

    def kill(self) -> None:
        """By force; they are gone afterwards."""
        self._look()
        for each in self._running:
            each.send_signal(signal.SIGKILL)
        for each in self._running:
            each.wait()

    def stop(self) -> None:
        """They are told to end, and made to when they do not."""
        self._look()
        for each in self._running:
            each.send_signal(signal.SIGTERM)
        for each in self._running:
            try:
                each.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()

    def require_alive(self) -> None:
        """RuntimeError with what they said, when one has ended by itself."""
        if any(each.poll() is not None for each in self._running):
            raise RuntimeError(f"a part has ended:\n{self._log.read_text()[-4000:]}")

    def _look(self) -> None:
        self.memory = max([self.memory, *_peaks(self._running)])


def _peaks(running: Sequence[subprocess.Popen[bytes]]) -> Iterator[int]:
    """The most memory that each has had, in MB."""
    for each in running:
        try:
            found = PEAK.search(Path(f"/proc/{each.pid}/status").read_text())
        except OSError:
            continue
        if found:
            yield int(found[1]) // 1024


@contextmanager
def running(parts: Parts) -> Iterator[Parts]:
    """They run inside the block, and not after it."""
    parts.start()
    try:
        yield parts
    finally:
        parts.stop()

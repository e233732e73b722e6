"""Who is killed, and how a `kabinet run` is looked after meanwhile."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random

SECONDS_TO_RECOVER = 240.0
# Between two kills so many acts at most are let through, in so many seconds at most; and a part of the next act.
MOST_ACTS, LONGEST_PEACE, PART_OF_AN_ACT = 6, 15.0, 0.5
# Which part, and how often of 30. A parent of the web is started again ever more seldom, so it is killed seldom.
WEIGHTS = {
    "web worker": 10,
    "database connection": 7,
    "database": 5,
    "worker": 5,
    "web": 2,
    "web worker and database": 1,
}


class Killer:
    """`kill` ends one part by force, at a moment that nobody chose."""

    def __init__(
        self, run: int, home: Path, port: int, random: Random, acknowledged: Callable[[], int]
    ) -> None:
        self.run, self.home, self.port, self.random = run, home, port, random
        self.acknowledged = acknowledged
        self.done: list[str] = []
        # Each of them once in any order, and then as WEIGHTS say.
        self.first = random.sample([*WEIGHTS], len(WEIGHTS))

    def kill(self) -> None:
        """Waits until the web answers and some acts were acknowledged; then one of WEIGHTS is no more. RuntimeError when it
        never answers."""
        self.wait()
        self._let_work()
        [drawn] = self.random.choices([*WEIGHTS], [*WEIGHTS.values()])
        what = self.first.pop() if self.first else drawn
        for part in what.split(" and "):
            if found := FOUND[part](self):
                _kill(self.random.choice(found))
        self.done.append(what)

    def wait(self) -> None:
        """Until /health says that pages can be answered."""
        end = time.monotonic() + SECONDS_TO_RECOVER
        while not answers(self.port):
            if time.monotonic() > end:
                raise RuntimeError(f"after {self.done[-1:]} the web did not answer any more")
            time.sleep(0.1)

    def _let_work(self) -> None:
        end, wanted = (
            time.monotonic() + LONGEST_PEACE,
            self.acknowledged() + self.random.randint(0, MOST_ACTS),
        )
        while self.acknowledged() < wanted and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(self.random.uniform(0, PART_OF_AN_ACT))

    def of_family(self, word: str) -> list[int]:
        """Kabinet's processes of this command, parents first."""
        return [each for each in family(self.run) if _words(each).endswith(f" {word}")]

    def postmaster(self) -> list[int]:
        with suppress(OSError, ValueError, IndexError):
            return [int((self.home / "postgres/data/postmaster.pid").read_text().split()[0])]
        return []


def answers(port: int) -> bool:
    """Whether the web is well."""
    with (
        suppress(OSError, HTTPException),
        closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection,
    ):
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    return False


def family(root: int) -> list[int]:
    """Whoever descends from it, parents first."""
    above = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            above[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    found, look = [], [root]
    while look:
        look = [child for child, parent in above.items() if parent in look]
        found += look
    return found


def processes_of(home: Path) -> list[str]:
    """All processes that were started with this home, whoever their parents are by now: command, and what each is doing."""
    mark, found = f"KABINET_HOME={home}".encode(), []
    for process in (int(path.name) for path in Path("/proc").glob("[0-9]*")):
        with suppress(OSError):
            if mark in Path(f"/proc/{process}/environ").read_bytes().split(b"\0"):
                found.append(f"{_words(process)} ({_state(process)})")
    return found


def _connections(killer: Killer) -> list[int]:
    """Processes of the database that serve Kabinet."""
    servers = [each for root in killer.postmaster() for each in family(root)]
    return [each for each in servers if "kabinet_app" in _words(each)]


def _words(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ").strip()
    return ""


def _state(process: int) -> str:
    """What the kernel tells of it: whose child, what it waits in, which signals wait for it."""
    told = Path(f"/proc/{process}/status").read_text().splitlines()
    wanted = ("State", "PPid", "Threads", "SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt")
    lines = [line.replace("\t", " ") for line in told if line.partition(":")[0] in wanted]
    waits = [path.read_text() for path in sorted(Path(f"/proc/{process}/task").glob("*/wchan"))]
    return ", ".join([*lines, f"waits in {waits}"])


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


FOUND: dict[str, Callable[[Killer], Sequence[int]]] = {
    "web worker": lambda killer: killer.of_family("serve")[1:],
    "web": lambda killer: killer.of_family("serve")[:1],
    "worker": lambda killer: killer.of_family("work"),
    "database": Killer.postmaster,
    "database connection": _connections,
}

"""Another checkout's pages, served at the same time and asked in turns with these: both meet the same machine."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.pages.measure import Measured, Missing, in_turns
from bench.pages.tasks import Samples, Task

SECONDS_TO_END = 120


@dataclass(frozen=True, slots=True)
class Pair:
    """One page of both trees."""

    here: Measured
    there: Measured


@contextmanager
def served(tree: str, tickets: int, open_tickets: int | None) -> Iterator[tuple[int, Samples]]:
    """`tree`'s own bench makes (or keeps) as many tickets, and serves them while this lasts: its port, its tickets."""
    command = [str(Path(tree).resolve() / "bench/pages/run"), "--serve", "--keep", "--tickets", str(tickets)]
    command += ["--open", str(open_tickets)] if open_tickets is not None else []
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tree)
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        said = child.stdout.readline()
        if not said:
            raise SystemExit(f"bench/pages/run: {tree} did not start")
        yield heard(said)
    finally:
        child.stdin.close()
        child.wait(SECONDS_TO_END)


def announced(port: int, known: Samples) -> str:
    """What a serving bench says of itself, as one line."""
    return json.dumps({"port": port, "samples": asdict(known)})


def heard(line: str) -> tuple[int, Samples]:
    """What `announced` said."""
    told = json.loads(line)
    return told["port"], Samples(**told["samples"])


def compared(here: Sequence[Task], there: Sequence[Task]) -> list[Pair]:
    """Every task that both have, in turns; a page that only one has is left out."""
    others = {task.name: task for task in there}
    pairs = []
    for task in here:
        if task.name in others:
            try:
                pairs.append(Pair(*in_turns(task, others[task.name])))
            except Missing:
                print(f"bench/pages/run: only one has the page: {task.name}")
    return pairs

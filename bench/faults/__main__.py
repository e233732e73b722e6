"""The arguments of bench/faults/run, and its figures."""

import signal
import sys
from argparse import ArgumentParser
from math import inf
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory

from bench.faults.drill import Outcome, drill
from bench.faults.floods import floods, table


def main() -> int:
    """1 when anything acknowledged is lost or doubled, or anything else is wrong."""
    parser = ArgumentParser(prog="bench/faults/run", description="Kills while people work.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--parallel", type=int, default=3, help="walks at the same time")
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--minutes", type=float, default=inf, help="so long, and then no more kills")
    parser.add_argument("--floods", action="store_true", help="measure floods instead; nobody is killed")
    parser.add_argument("--home", type=Path, help="kept afterwards; a temporary folder by default")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended on the way out
    print(f"seed {asked.seed}", flush=True)
    with TemporaryDirectory(prefix="kabinet-faults-") as folder:
        home = asked.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        if asked.floods:
            print(table(floods(home.resolve(), free_port())))
            return 0
        outcome = drill(
            home.resolve(),
            free_port(),
            kills=asked.kills,
            parallel=asked.parallel,
            seed=asked.seed,
            longest=60 * asked.minutes,
        )
    print(figures(outcome))
    return 1 if outcome.wrong else 0


def free_port() -> int:
    """One that nobody listens on now."""
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def figures(outcome: Outcome) -> str:
    """As they stand in docs/figures.md."""
    ledger = outcome.ledger
    acknowledged = [act for act in ledger.acts if act.acknowledged]
    rows = {
        f"kill -9 ({', '.join(f'{part} {count}' for part, count in outcome.kills.most_common())})": (
            outcome.kills.total()
        ),
        "acts acknowledged": len(acknowledged),
        "of them sent more than once": sum(act.times > 1 for act in acknowledged),
        "tickets from registration to acceptance": len(ledger.through),
        "files acknowledged, compared by SHA-256": len([*ledger.of("file")]),
        "connections cut, answers 500, answers 503": ", ".join(
            str(ledger.answers[status]) for status in (0, 500, 503)
        ),
        "kept though nobody was told": outcome.unacknowledged,
        "lost, doubled, or otherwise wrong": len(outcome.wrong),
        "minutes": round(outcome.seconds / 60, 1),
    }
    lines = ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())]
    return "\n".join([*lines, "", *outcome.wrong, outcome.verified.strip()])


if __name__ == "__main__":
    sys.exit(main())

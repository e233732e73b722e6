"""The arguments of bench/letters/run, and its figures."""

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.letters.both import Figures, letters


def main() -> int:
    """1 when a letter is lost or doubled, or anything else is wrong."""
    parser = ArgumentParser(
        prog="bench/letters/run", description="Letters out and in, and kill -9 meanwhile."
    )
    parser.add_argument("--letters", type=int, default=10_000, help="in each direction")
    parser.add_argument("--kills", type=int, default=20, help="in each direction")
    parser.add_argument("--senders", type=int, default=2, help="processes that send")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended on the way out
    with TemporaryDirectory(prefix="kabinet-letters-") as home:
        found = letters(Path(home).resolve(), count=asked.letters, kills=asked.kills, senders=asked.senders)
    print(text(found))
    return 1 if any(each.wrong for each in found) else 0


def text(found: tuple[Figures, ...]) -> str:
    """As it stands in docs/figures.md."""
    head = [
        "| | letters | kill -9 | a second | peak memory of a process | twice under one Message-ID | otherwise wrong |"
    ]
    rule = ["|---|---:|---:|---:|---:|---:|---:|"]
    rows = [
        f"| {each.name} | {each.count:,} | {each.kills} | {each.count / each.seconds:.0f} | {each.memory} MB"
        f" | {each.doubled} | {len(each.wrong)} |"
        for each in found
    ]
    return "\n".join([*head, *rule, *rows, *(words for each in found for words in each.wrong[:20])])


if __name__ == "__main__":
    sys.exit(main())

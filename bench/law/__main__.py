"""Measures and prints the table. Run by bench/law/run."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from bench.law import ours, table, walk
from bench.law.table import Row

LINES = 100_000


def rows() -> list[Row]:
    """Every way to reach a deadline, ours first."""
    found = [*ours.rows(), walk.row()]
    if find_spec("businesstimedelta") and find_spec("pandas"):
        from bench.law import peers

        found += peers.rows()
    return found


def command() -> str:
    """How long `kabinet deadline --input` takes for many lines, the start of the program included."""
    first = datetime(2023, 1, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lines.jsonl")
        path.write_text("".join(_line(n, first + timedelta(seconds=n * 1500)) for n in range(LINES)), "utf-8")
        call = [sys.executable, "-m", "kabinet.config.command", "deadline", "--input", str(path)]
        took = table.took(lambda: subprocess.run(call, check=True, stdout=subprocess.DEVNULL))
    return f"kabinet deadline --input, {LINES:,} lines with both deadlines: {took:.1f} s"


def _line(number: int, at: datetime) -> str:
    asked = {"id": number, "leg": "client", "level": number % 4 + 1, "registered": at.isoformat()}
    return json.dumps(asked | {"first_contact": (at + timedelta(hours=1)).isoformat()}) + "\n"


def machine() -> str:
    """What it was measured on."""
    return f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"


if __name__ == "__main__":
    print(
        f"{machine()}; 4 working hours unless said, 09:30-18:00 Europe/Moscow, random instants of 2023-2027,"
    )
    print(f"best of {table.TIMES}; wrong: differs from a walk over the days of the `holidays` package\n")
    print(table.text(rows()))
    print(f"\n{ours.cold()}\n{command()}")

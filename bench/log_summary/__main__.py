"""Each form of a log in a process of its own; what it took is what the system says of that process."""

import gzip
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.log_summary.generating import NAME, Generator

LINES = "import sys\nfor line in sys.stdin.buffer: pass"


def main() -> None:
    """Prints one table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=400)
    size = parser.parse_args().megabytes * 10**6
    print("| log | MB | MB a second of one core | most memory, MB |\n|---|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        mixed = Path(folder, "mixed.log")
        _write(mixed, Generator(1).blocks(size))
        _line("plain pass over its lines", mixed, size, [sys.executable, "-c", LINES])
        reader = [sys.executable, "-m", "kabinet.techlog"]
        _line("summary, typical mix", mixed, size, [*reader, NAME])
        packed = Path(folder, "mixed.log.gz")
        with gzip.open(packed, "wb", compresslevel=1) as into, mixed.open("rb") as content:
            while block := content.read(2**20):
                into.write(block)
        _line("summary, gzipped", packed, size, [*reader, f"{NAME}.gz"])
        flood = Path(folder, "flood.log")
        _write(flood, (line for line in [_exceptions()] * (size // 10**7)))
        _line("summary, exceptions alone", flood, flood.stat().st_size, [*reader, NAME])


def _write(path: Path, blocks: Iterable[bytes]) -> None:
    with path.open("wb") as into:
        for block in blocks:
            into.write(block)


def _exceptions() -> bytes:
    """A megabyte of them: the kind that is read whole."""
    lines = [line for block in Generator(2).blocks(12 * 10**6) for line in block.split(b"\r\n")]
    chosen = [first + b"\r\n" + second for first, second in pairwise(lines) if b",EXCP," in first]
    return b"\r\n".join(chosen)[: 10**6] + b"'\r\n"


def _line(what: str, path: Path, size: int, command: list[str]) -> None:
    with path.open("rb") as content:
        started = subprocess.Popen(command, stdin=content, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"{what}: ended with {started.returncode}")
    seconds = used.ru_utime + used.ru_stime
    print(
        f"| {what} | {size / 1e6:,.0f} | {size / 1e6 / seconds:,.0f} | {used.ru_maxrss / 1024:,.0f} |",
        flush=True,
    )


main()

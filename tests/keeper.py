"""Outlives a run of the tests by a moment and stops what PostgreSQL the run left: `python -m tests.keeper FOLDER …`.

A run that ends by itself stops its servers itself. One that is killed cannot, and a server is nobody's child. The keeper's
standard input is a pipe from the run; when that closes, the run is over, and servers that nobody else uses are stopped.
"""

import sys
from pathlib import Path


def main(folders: list[str]) -> None:
    sys.stdin.read()
    homes = {path.parent.parent for folder in folders for path in Path(folder).rglob("data/postmaster.pid")}
    for home in sorted(homes):
        stop(home)


def stop(home: Path) -> None:
    """Whoever leaves it last stops it: come, and go."""
    from kabinet.config import postgres

    with postgres.running(home):
        pass


if __name__ == "__main__":
    main(sys.argv[1:])

"""`python -m kabinet.techlog NAME < file > summary.json`: in a process of its own that has neither the settings nor the
database, with what it may use set before the first byte is read. 3: more memory would have been needed."""

import json
import os
import resource
import sys
from typing import Final

from kabinet.techlog import Bounds, read_log

MEMORY: Final = 300 * 2**20
LARGEST: Final = 2**20  # bytes of a summary
OUT_OF_MEMORY: Final = 3


def main() -> int:
    """Reads standard input, which is a file."""
    bounds = Bounds()
    cpu = int(bounds.seconds) + 60
    for limit, most in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        resource.setrlimit(limit, (most, most))
    os.nice(10)
    try:
        with open(0, "rb", closefd=False) as file:
            found = json.dumps(read_log(file, sys.argv[1], bounds).as_data(), ensure_ascii=False)
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(found.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

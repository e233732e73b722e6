"""`python -m kabinet.preview small|large|list NAME < file > made`: in a process of its own that has neither the settings nor
the database, with what it may use set before the first byte is read. 3: it cannot be made, and never will be."""

import json
import os
import resource
import sys
from typing import Final

MEMORY: Final = 512 * 2**20
SECONDS: Final = 8  # of the processor
LARGEST: Final = 4 * 2**20  # bytes of what is made
UNMADE: Final = 3


def main() -> int:
    """Reads standard input, which is a file."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (most, most))
    os.nice(10)
    what, name = sys.argv[1:]
    try:
        _make(what, name)
    except MemoryError:
        return UNMADE
    return 0


def _make(what: str, name: str) -> None:
    with open(0, "rb", closefd=False) as file, open(1, "wb", closefd=False) as into:
        if what == "list":
            from kabinet.preview.archive import listing_of

            into.write(json.dumps(listing_of(file, name).as_data()).encode())
            return
        from kabinet.preview.picture import Undrawable, made_anew

        try:
            made_anew(file, what, into)
        except Undrawable:
            raise SystemExit(UNMADE) from None


if __name__ == "__main__":
    raise SystemExit(main())

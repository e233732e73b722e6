"""Tells every ticket anew from its journal and prints whatever the database keeps otherwise; exit status 1 if anything.

What is compared: clocks and their runs, deadlines, status, whose turn it is, counts, and what the law did by itself.
"""

import sys
from argparse import ArgumentParser, Namespace

from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--ticket",
        action="append",
        metavar="NUMBER",
        help="only this one, U-48217 or V-10352; may be repeated",
    )


def run(args: Namespace) -> int:
    with opened():
        return _run(args.ticket)


def _run(numbers: list[str] | None) -> int:
    from kabinet.actions.verify import verify

    found = 0
    for difference in verify(tickets=[number.strip().upper() for number in numbers] if numbers else None):
        print(difference, flush=True)
        found += 1
    print(f"kabinet: {found or 'no'} difference{'' if found == 1 else 's'}.", file=sys.stderr)
    return 1 if found else 0

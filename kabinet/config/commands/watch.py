"""Looks at the cabinet from outside and declares the outages that it saw, until SIGTERM or SIGINT.

Best on another machine, on the side of the people: what it cannot reach, they cannot either.
"""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kabinet.config import environment, orphans
from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "notes", type=Path, metavar="FILE", help="where it keeps what it saw until the database takes it"
    )


def run(args: Namespace) -> int:
    os.environ["KABINET_PART"] = "work"
    environment.text("DATABASE_URL")  # nothing is started here: what is watched is elsewhere
    environment.other_program("KABINET_PUBLIC_URL")
    orphans.end_with_parent()
    with opened():
        from kabinet.jobs import watch
        from kabinet.jobs.watch_notes import Held, Unreadable

        try:
            watch.main(args.notes.resolve())
        except Held:
            raise environment.Misconfigured(f"Another watchdog has {args.notes} open.") from None
        except Unreadable:
            raise environment.Misconfigured(f"{args.notes} is no file of a watchdog.") from None
    return 0

"""Lets people sign in by their passwords for some hours when local sign-in is closed and nobody can get in otherwise.

For whoever works on this machine. It stands in the vendor's journal and in the security log, all its administrators are
told, and it closes by itself.
"""

import logging
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--hours", type=int, required=True, metavar="N", help="1 to 72")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; administrators read it")


def run(args: Namespace) -> int:
    with opened():
        from kabinet.actions.factors.local_sign_in import open_door_here
        from kabinet.actions.unit.mistakes import Mistaken
        from kabinet.records.agreed_time import AgreedTime

        at = AgreedTime(every=60).instant(datetime.now(UTC)).replace(microsecond=0)
        try:
            open_door_here(at=at, hours=args.hours, reason=args.reason.strip())
        except Mistaken as mistaken:
            print(f"kabinet: {mistaken.verdict.reason.en}.", file=sys.stderr)
            return 2
        log = logging.getLogger("kabinet.security")
        log.info("emergency door opened person=nobody address=- hours=%d", args.hours)
    print(f"kabinet: passwords let in for {args.hours} hours from {at:%Y-%m-%dT%H:%M:%SZ}.", file=sys.stderr)
    return 0

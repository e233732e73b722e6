"""Tells every ticket anew from its journal and prints whatever the database keeps otherwise; exit status 1 if anything.

What is compared: clocks and their runs, deadlines, status, whose turn it is, counts, what the law did by itself, and the
contact named: whose person it is, and whether they were told of what others of their side were told. Every row of the
journal stands in its ticket's chain as it was written, every chain in the heads of its days. Every row of a file
must have its content; contents without a row are counted, and swept at night. A delivery goes to whom its notice tells;
letters that were given up are counted. Whoever has recovery codes has a second factor; accounts at an organisation's own
provider are of its people; what is sealed opens, secrets of webhooks too; what a webhook is told is of its fact's ticket;
what providers said is over in its time; sessions are of somebody who may have one, and end with the provider's.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

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
    from kabinet.actions.alerts import device_checks
    from kabinet.actions.evidence.checking import head_faults
    from kabinet.actions.factors import orphaned, sign_in_faults
    from kabinet.actions.journal.verify import verify
    from kabinet.actions.letters import checking
    from kabinet.actions.tickets.drafts import stored
    from kabinet.actions.tickets.uploads import keeping
    from kabinet.actions.webhooks import checking as webhooks

    asked = [number.strip().upper() for number in numbers] if numbers else None
    if unknown := _unknown(asked or []):
        print(f"kabinet: there is no ticket {', '.join(unknown)}.", file=sys.stderr)
        return 2
    found = 0
    for difference in verify(tickets=asked):
        print(difference, flush=True)
        found += 1
    if asked is None:
        for key in stored.without_content():
            print(f"file {key}: its content is not there", flush=True)
            found += 1
        for fault in (*checking.misdirected(), *checking.left_behind(), *device_checks.misdirected()):
            print(fault, flush=True)
            found += 1
        for fault in head_faults():
            print(fault, flush=True)
            found += 1
        for fault in (*orphaned.without_factor(), *sign_in_faults.faults(at=datetime.now(UTC))):
            print(fault, flush=True)
            found += 1
        for fault in webhooks.faults(at=datetime.now(UTC)):
            print(fault, flush=True)
            found += 1
        if orphans := stored.without_row() + keeping.without_row():
            print(f"kabinet: {orphans} contents of files without a row.", file=sys.stderr)
        if stuck := checking.given_up():
            print(f"kabinet: {stuck} letters are given up, see /letters/.", file=sys.stderr)
    print(f"kabinet: {found or 'no'} difference{'' if found == 1 else 's'}.", file=sys.stderr)
    return 1 if found else 0


def _unknown(numbers: list[str]) -> list[str]:
    """Those that no ticket has: a typing mistake must not look like a true record."""
    from django.db import transaction

    from kabinet.records.models import Ticket
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("which tickets are to be verified"):
        known = set(Ticket.objects.filter(number__in=numbers).values_list("number", flat=True))
    return [number for number in numbers if number not in known]

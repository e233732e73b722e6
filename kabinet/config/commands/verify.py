"""Tells every ticket anew from its journal and prints whatever the database keeps otherwise; exit status 1 if anything.

What is compared: clocks and their runs, deadlines, status, whose turn it is, counts, what the law did by itself, and the
contact named: whose person it is, and whether they were told of what others of their side were told. Every row of the
journal stands in its ticket's chain as it was written, every chain in the heads of its days. Every row of a file
must have its content, which is the one that its row tells of; contents are counted, those without a row too, and swept at
night. A delivery goes to whom its notice tells; letters that were given up are counted. Whoever has recovery codes has a
second factor; accounts at an organisation's own provider are of its people; what is sealed opens, secrets of webhooks and
bridges too; what a webhook is told is of its fact's ticket; what providers said is over in its time; sessions are of
somebody who may have one, and end with the provider's. What was imported is what was taken.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain

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
    from kabinet.actions.journal.verify import verify

    asked = [number.strip().upper() for number in numbers] if numbers else None
    if unknown := _unknown(asked or []):
        print(f"kabinet: there is no ticket {', '.join(unknown)}.", file=sys.stderr)
        return 2
    found = 0
    for difference in chain(verify(tickets=asked), _beside_tickets() if asked is None else ()):
        print(difference, flush=True)
        found += 1
    if asked is None:
        _tell_what_waits()
    print(f"kabinet: {found or 'no'} difference{'' if found == 1 else 's'}.", file=sys.stderr)
    return 1 if found else 0


def _beside_tickets() -> Iterator[object]:
    """What is wrong with files, letters, devices, evidence, sign-in, webhooks and bridges, one after another."""
    from kabinet.actions.alerts import device_checks
    from kabinet.actions.bridges.checking import sealed_away
    from kabinet.actions.contents import comparing
    from kabinet.actions.evidence.checking import head_faults
    from kabinet.actions.factors import orphaned, sign_in_faults
    from kabinet.actions.imports.checking import changed_since_import
    from kabinet.actions.letters import checking
    from kabinet.actions.webhooks.checking import faults

    yield from comparing.faults()
    yield from checking.misdirected()
    yield from checking.left_behind()
    yield from device_checks.misdirected()
    yield from head_faults()
    yield from orphaned.without_factor()
    yield from sign_in_faults.faults(at=datetime.now(UTC))
    yield from faults(at=datetime.now(UTC))
    yield from sealed_away()
    yield from changed_since_import()


def _tell_what_waits() -> None:
    """No difference, but somebody may want to know."""
    from kabinet.actions.contents import comparing
    from kabinet.actions.letters import checking
    from kabinet.actions.tickets.drafts import stored
    from kabinet.actions.tickets.uploads import keeping

    print(f"kabinet: {comparing.counted()}.", file=sys.stderr)
    if orphans := stored.without_row() + keeping.without_row():
        print(f"kabinet: {orphans} contents of files without a row.", file=sys.stderr)
    if stuck := checking.given_up():
        print(f"kabinet: {stuck} letters are given up, see /letters/.", file=sys.stderr)


def _unknown(numbers: list[str]) -> list[str]:
    """Those that no ticket has: a typing mistake must not look like a true record."""
    from django.db import transaction

    from kabinet.records.models import Ticket
    from kabinet.records.security.reach import as_system

    with transaction.atomic(), as_system("which tickets are to be verified"):
        known = set(Ticket.objects.filter(number__in=numbers).values_list("number", flat=True))
    return [number for number in numbers if number not in known]

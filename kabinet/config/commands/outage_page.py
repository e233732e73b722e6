"""Writes the page that the front server shows while Kabinet does not answer.

One file without script, in both languages; telephone and address are the vendor's own, out of the database. Make it
beforehand, and again when they change or an outage gets its end (docs/serving.md).
"""

import os
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kabinet.config.environment import Misconfigured
from kabinet.config.opened import opened

if TYPE_CHECKING:
    from kabinet.pages.outages.front import Reached


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--until", metavar="TIME", help="when the cabinet is to be back, 2026-11-30T15:00, the vendor's time"
    )
    parser.add_argument(
        "--phone", help="instead of the vendor's telephone; with --email the database is not asked"
    )
    parser.add_argument("--email", help="instead of the vendor's address")
    parser.add_argument("file", type=Path, metavar="FILE")


def run(args: Namespace) -> int:
    with opened():
        from kabinet.pages.outages.front import front_page
        from kabinet.records.versions.vendor_names import regulation

        until = _instant(args.until)
        if until is not None and until.tzinfo is None:
            until = until.replace(tzinfo=regulation().zone)
        _write(args.file, front_page(_reached(args.phone, args.email), until))
    print(f"kabinet: {args.file} is written.")
    return 0


def _instant(said: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(said) if said else None
    except ValueError:
        raise Misconfigured(f"--until must be a time as in 2026-11-30T15:00, not {said!r}.") from None


def _reached(phone: str | None, email: str | None) -> "Reached":
    from django.db import OperationalError, transaction

    from kabinet.pages.outages.front import Reached
    from kabinet.records.doors import vendor_reached

    if phone is not None and email is not None:
        return Reached(phone, email)
    try:
        with transaction.atomic():
            known = vendor_reached()
    except OperationalError:
        raise Misconfigured("The database does not answer: say --phone and --email.") from None
    return Reached(*(known[place] if said is None else said for place, said in enumerate((phone, email))))


def _write(path: Path, text: str) -> None:
    """The former file or the new one, never half of it: the front server reads it at any instant."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.chmod(0o644)
        os.replace(beside, path)
    except OSError as wrong:
        raise Misconfigured(f"{path} cannot be written: {wrong.strerror}.") from None

"""Writes tickets, people, organisations and papers as JSON lines into a folder, with the contents of files beside them.

For another program, or another Kabinet (`kabinet import`); what each line says is in docs/import.md. Whoever has the folder
has everything that was said here: it is their own user's alone, and no password or key is in it. For a restart of this very
desk make a `kabinet backup`.
"""

import logging
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from kabinet.config.environment import Misconfigured
from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="new or empty")
    parser.add_argument(
        "--partner", default="", metavar="INN", help="only this partner's tickets and clients"
    )
    parser.add_argument(
        "--since", metavar="DAY", help="only tickets with something new since 2026-01-31 (UTC)"
    )


def run(args: Namespace) -> int:
    since = _day(args.since)
    with opened():
        return _run(args.folder.resolve(), args.partner, since)


def _run(folder: Path, partner: str, since: datetime | None) -> int:
    from kabinet.actions.data_export.running import NotExported, export_data

    try:
        done = export_data(folder, datetime.now(UTC).replace(microsecond=0), partner, since)
    except NotExported as failed:
        print(f"kabinet: {failed}.", file=sys.stderr)
        return 1
    log = logging.getLogger("kabinet.security")
    log.info(
        "data exported person=nobody address=- tickets=%d files=%d",
        done.lines.get("tickets.jsonl", 0),
        done.files,
    )
    for key in done.lost:
        print(f"file {key}: its content is not there", flush=True)
    counted = ", ".join(f"{count} lines of {name}" for name, count in done.lines.items())
    print(f"kabinet: {folder} has {counted or 'nothing'} and {done.files} files.", file=sys.stderr)
    return 1 if done.lost else 0


def _day(said: str | None) -> datetime | None:
    try:
        return datetime.strptime(said, "%Y-%m-%d").replace(tzinfo=UTC) if said else None
    except ValueError:
        raise Misconfigured(f"--since must be a day as in 2026-01-31, not {said!r}.") from None

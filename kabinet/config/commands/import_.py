"""Brings in closed tickets of another desk as they were: OTRS, OTOBO, Znuny, RT, Zammad, GLPI, plain CSV, another Kabinet.

A mapping (TOML) says whose they are and what that desk's words mean: docs/import.md. All of it comes or nothing; what is
here already stays as it is. Begin with --dry-run: it says what would come and what stands in its way, and writes nothing.
With --records it brings in organisations, people and papers instead, by which an installation begins.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from kabinet.config.environment import Misconfigured
from kabinet.config.opened import opened

if TYPE_CHECKING:
    from kabinet.actions.imports.report import Report


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", type=Path, metavar="DIR_OR_FILE", help="what that desk exported")
    parser.add_argument("--mapping", type=Path, metavar="FILE.toml")
    parser.add_argument(
        "--records",
        action="store_true",
        help="a folder with organisations, people, papers (.jsonl, .csv, .xlsx)",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come, write nothing")
    parser.add_argument("--take-back", type=UUID, metavar="RUN", help="remove what this run brought in")


def run(args: Namespace) -> int:
    if args.take_back:
        return _take_back(args.take_back)
    if args.source is None or bool(args.mapping) is args.records:
        raise Misconfigured("say what to import, and --mapping FILE.toml or --records")
    if not args.source.exists():
        raise Misconfigured(f"{args.source} is not there")
    with opened():
        if args.records:
            return _bring_in(args.source, datetime.now(UTC).replace(microsecond=0), dry=args.dry_run)
        return _run(args.source, args.mapping, args.dry_run)


def _run(source: Path, mapping: Path, dry: bool) -> int:
    from django.db import IntegrityError

    from kabinet.actions.imports import running
    from kabinet.actions.imports.mapping import BadMapping, read_mapping

    at = datetime.now(UTC).replace(microsecond=0)
    try:
        told = read_mapping(mapping)
        if dry:
            return _say(running.judge_source(source, told, at), "would be brought in")
        done = running.run_import(source, told, at)
    except BadMapping as wrong:
        raise Misconfigured(f"{wrong}.") from None
    except IntegrityError:
        print(
            "kabinet: another import brought some of them in meanwhile; nothing was written.", file=sys.stderr
        )
        return 1
    code = _say(done.report, "were brought in" if done.key else "could be brought in, nothing was written")
    if done.key:
        print(f"kabinet: this was run {done.key}.", file=sys.stderr)
    return code


def _bring_in(folder: Path, at: datetime, *, dry: bool) -> int:
    from kabinet.actions.imports.master_data.running import bring_in
    from kabinet.actions.imports.old_ticket import Faulty

    try:
        done = bring_in(folder, at, dry=dry)
    except Faulty as fault:
        raise Misconfigured(f"{fault}.") from None
    did = (
        "would be brought in"
        if dry
        else "were brought in"
        if done.key
        else "could be brought in, nothing was written"
    )
    for line in done.outcome.lines(did):
        print(line)
    if done.key:
        print(f"kabinet: this was run {done.key}.", file=sys.stderr)
    return 1 if done.outcome.faults else 0


def _say(report: "Report", did: str) -> int:
    for line in report.lines(did):
        print(line)
    return 1 if report.faults else 0


def _take_back(run: UUID) -> int:
    with opened():
        from kabinet.actions.imports.taking_back import take_back

        gone = take_back(run, datetime.now(UTC).replace(microsecond=0))
    print(f"kabinet: {gone} imported tickets are gone.", file=sys.stderr)
    return 0 if gone else 1

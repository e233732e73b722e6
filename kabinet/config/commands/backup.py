"""Writes everything of this desk into a folder of its own, while people work: rows of one moment, then their files.

DATABASE_BACKUP_URL names a role from which row-level security hides nothing; the embedded server has one by itself.
Exit status 1 when there is no backup, or one in which a file is not what was uploaded.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from kabinet.config import environment
from kabinet.config.home import at_home


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="new or empty")


def run(args: Namespace) -> int:
    from kabinet.config.backup.manifest import BackupFailed
    from kabinet.config.backup.save import back_up, damage

    with at_home():
        from kabinet.config import settings

        url = environment.text("DATABASE_BACKUP_URL")
        try:
            made = back_up(args.folder.resolve(), url, settings.FILES)
        except BackupFailed as failed:
            print(f"kabinet: {failed}.", file=sys.stderr)
            return 1
    for sentence in damage(made):
        print(sentence, flush=True)
    tables = f"{len(made.tables)} tables with {made.rows} rows, {made.files} files of {made.bytes} bytes"
    print(f"kabinet: {args.folder} has {tables}, as of {made.taken_at}.", file=sys.stderr)
    return 1 if made.damaged else 0

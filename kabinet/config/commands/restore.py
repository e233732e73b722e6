"""Puts a backup into an empty database and an empty folder of files, brings it to this version, and verifies it.

Digests are compared before anything is written, rows are counted afterwards. Everybody signs in again. Exit status 1 when
nothing was restored, or something differs.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from kabinet.config import environment
from kabinet.config.commands import migrate, verify
from kabinet.config.home import alone_at_home
from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="what `kabinet backup` has made")


def run(args: Namespace) -> int:
    with _alone(), opened():
        from kabinet.config.backup.manifest import BackupFailed
        from kabinet.records.security.raising import NotRaised

        try:
            return _restored(args.folder.resolve())
        except (BackupFailed, NotRaised) as failed:
            print(f"kabinet: {failed}.", file=sys.stderr)
            return 1


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody begins to work at this home meanwhile; a database of the operator's own is the operator's to keep free."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with alone_at_home():
        yield


def _restored(folder: Path) -> int:
    from django.conf import settings

    from kabinet.actions.tickets.drafts import stored
    from kabinet.config.backup.load import restore

    owner, seeing = environment.text("DATABASE_OWNER_URL"), environment.text("DATABASE_BACKUP_URL")
    said = restore(folder, owner, seeing, settings.FILES)
    migrate.bring_up()
    stored.forget(map(UUID, said.taken_back))
    print(
        f"kabinet: {said.rows} rows and {said.files} files are back, as of {said.taken_at}.", file=sys.stderr
    )
    return verify.run(Namespace(ticket=None))

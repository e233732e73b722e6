"""A file has come to a ticket: where an antivirus is named, it is to look through it before the other side gets it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from kabinet.actions.log_summaries.awaiting import Come
from kabinet.records.models import FileScan
from kabinet.records.security.reach import as_system

AWAITED = "files are to be looked through"


def await_scans(*, at: datetime, files: Iterable[Come]) -> None:
    """Whatever gives a file its ticket calls it, in its transaction."""
    if not settings.CLAMD:
        return
    rows = [FileScan(file_id=file.key, digest=file.sha256, since=at, next_try=at) for file in files]
    if rows:
        with as_system(AWAITED):
            FileScan.objects.bulk_create(rows, ignore_conflicts=True)

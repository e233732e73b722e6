"""A file has come to a ticket: if its name is that of a log, somebody is to read it."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from kabinet.records.models import LogSummary
from kabinet.records.security.reach import as_system
from kabinet.techlog import looks_like_log


class Come(NamedTuple):
    """A file as it came."""

    key: UUID
    name: str
    sha256: str


def await_summaries(*, at: datetime, files: Iterable[Come]) -> None:
    """Of those among the files that may be logs. Whatever gives a file its ticket calls it, in its transaction."""
    rows = [
        LogSummary(
            file_id=file.key, next_try=at, digest=sha256(f"{file.sha256}\0{file.name}".encode()).hexdigest()
        )
        for file in files
        if looks_like_log(file.name)
    ]
    if rows:
        with as_system("summaries of logs are awaited"):
            LogSummary.objects.bulk_create(rows, ignore_conflicts=True)

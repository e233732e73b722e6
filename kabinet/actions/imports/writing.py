"""Rows and contents of a run are written, some hundred tickets at a time, inside the one transaction of the run.

No row that a page changes is locked by it. Contents that were written for a run that failed are removed again.
"""

import os
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from types import TracebackType
from typing import Any, Final
from uuid import UUID

from kabinet.actions.contents import referring
from kabinet.actions.imports.judging import Judged
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Faulty, OldFile
from kabinet.actions.journal import organisation_entries
from kabinet.actions.tickets.drafts import stored
from kabinet.records.models import ImportedFile, ImportedMessage, ImportedTicket
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data.organisations import TicketsImported

ON_THE_MACHINE: Final = Actor(0, "", None, 0, system="kabinet import")
MOST_TICKETS, MOST_ROWS = 500, 2_000  # that wait to be written


@dataclass
class Told:
    """Of the tickets between two parties: how many, and the sum over their digests in their order."""

    client: int
    partner: int
    count: int = 0
    digest: Any = field(default_factory=sha256)


class Writing:
    """A context around the transaction: left by an exception, it takes the contents away again."""

    def __init__(self, run: UUID, mapping: ImportMapping, at: datetime) -> None:
        self._run, self._mapping, self._at = run, mapping, at
        self._waiting: list[Judged] = []
        self._rows = 0
        self._keys: list[UUID] = []
        self._told: dict[tuple[int, int], Told] = {}
        self._done = False

    def __enter__(self) -> "Writing":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failed: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._done or kind is not None:
            stored.remove(self._keys)

    def add(self, judged: Judged) -> None:
        """One more; its contents at once, for they may be large."""
        for _place, row, old in judged.files:
            row.content_id = referring.find(row.sha256) or self._keep(old, row)
        judged.files = [(place, row, OldFile(row.name)) for place, row, _old in judged.files]
        self._waiting.append(judged)
        self._rows += len(judged.messages)
        if len(self._waiting) >= MOST_TICKETS or self._rows >= MOST_ROWS:
            self._write()

    def _keep(self, old: OldFile, row: ImportedFile) -> UUID:
        self._keys.append(row.pk)
        _copy(old, row)
        return referring.keep(row.pk, row.sha256, row.size)

    def finish(self) -> None:
        """What waits, and one row in the journal of each client: how much of which desk was brought in, with its sum."""
        self._write()
        for told in self._told.values():
            data = TicketsImported(
                desk=self._mapping.name,
                count=told.count,
                source=self._mapping.source,
                run=str(self._run),
                digest=told.digest.hexdigest(),
            )
            organisation_entries.write(
                told.client, "tickets_imported", data, actor=ON_THE_MACHINE, at=self._at, partner=told.partner
            )
        self._done = True

    def _write(self) -> None:
        ImportedTicket.objects.bulk_create([each.ticket for each in self._waiting])
        messages = [message for each in self._waiting for message in _of(each)]
        ImportedMessage.objects.bulk_create(messages)
        files = [file for each in self._waiting for file in _with_message(each)]
        ImportedFile.objects.bulk_create(files)
        for each in self._waiting:
            parties = (each.ticket.client_id, each.ticket.partner_id)
            told = self._told.setdefault(parties, Told(*parties))
            told.count += 1
            told.digest.update(bytes.fromhex(each.ticket.digest))
        self._waiting, self._rows = [], 0


def _of(judged: Judged) -> list[ImportedMessage]:
    for message in judged.messages:
        message.ticket = judged.ticket
    return judged.messages


def _with_message(judged: Judged) -> list[ImportedFile]:
    for place, file, _old in judged.files:
        file.ticket, file.message = judged.ticket, judged.messages[place]
    return [file for _place, file, _old in judged.files]


def _copy(old: OldFile, row: ImportedFile) -> None:
    """The content, whole and on the disk; Faulty for one that is not what was judged."""
    half, hashed = stored.begin(row.pk), sha256()
    source = BytesIO(old.content) if old.content is not None else _opened(old)
    with source, half.open("wb") as kept:
        shutil.copyfileobj(source, kept)
        kept.flush()
        os.fsync(kept.fileno())
    with half.open("rb") as kept:
        while chunk := kept.read(2**20):
            hashed.update(chunk)
    if hashed.hexdigest() != row.sha256:
        raise Faulty(f"the file {row.name!r} changed while it was read")
    stored.finish(row.pk)


def _opened(old: OldFile) -> Any:
    if old.path is None:
        raise Faulty(f"the content of the file {old.name[:80]!r} is not there")
    return old.path.open("rb")

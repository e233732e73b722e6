"""What lies with the messages of a ticket: files, those that are still coming, and which of them were read."""

from datetime import date
from functools import cached_property
from uuid import UUID

from django.conf import settings

from kabinet.actions.retention import terms
from kabinet.records import doors
from kabinet.records.doors.record_types import FileRecord, FileScanRecord, TicketRecord
from kabinet.regulation.access import Actor, Audience

SHARED = frozenset({Audience.PUBLIC, Audience.VENDOR_LEG, Audience.JOINT})


class Enclosed:
    """The part of a ticket's view that its files are; asked of the doors once."""

    actor: Actor
    ticket: TicketRecord

    @property
    def shown(self) -> list[TicketRecord]:
        """The tickets whose messages are read together."""
        raise NotImplementedError

    @property
    def files(self) -> list[FileRecord]:
        """The ticket's files, those of `beside` among them."""
        return [file for file in self.enclosed if file.sha256]

    @cached_property
    def enclosed(self) -> list[FileRecord]:
        """The same, and those that are still coming: without a SHA-256, `uploaded_at` is until when they are awaited."""
        here, found = self.ticket.pk, doors.enclosed_and_coming(self.actor, *self.shown)
        return [file for file in found if file.ticket_id == here or file.audience in SHARED]

    def kept_until(self, file: FileRecord) -> date | None:
        """The last day on which its content is kept; None where it is gone, its ticket is open, or nothing is removed."""
        closed = {ticket.pk: ticket.closed_at for ticket in self.shown}
        return None if file.removed_at else terms.kept_until(file.name, closed.get(file.ticket_id or 0))

    @cached_property
    def scans(self) -> dict[UUID, FileScanRecord]:
        """What the antivirus says of these files, by their keys; nothing is asked where none is named."""
        return doors.contents.scans(self.actor, self.files) if settings.CLAMD and self.files else {}

    @cached_property
    def logs_read(self) -> dict[UUID, bool]:
        """Of these files the technological logs that were looked at, and whether a summary came of it."""
        return doors.contents.logs_read(self.actor, self.files)

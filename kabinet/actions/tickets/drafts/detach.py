"""A file taken back before it was sent."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.regulation.access import Actor


def detach(*, actor: Actor, at: datetime, draft: int, file: UUID) -> None:
    """Takes a file away from the draft with which it waits; Closed when it is not there or was sent."""
    with transaction.atomic():
        found = doors.draft_files(actor, doors.draft(actor, draft)).filter(pk=file).first()
        if found is None:
            raise Closed
        found.delete()
        transaction.on_commit(lambda: path_of(file).unlink(missing_ok=True))

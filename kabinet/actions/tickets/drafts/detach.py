"""A file taken back before it was sent."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.tickets.drafts.stored import release_afterwards
from kabinet.actions.tickets.uploads import take_in
from kabinet.records import doors
from kabinet.regulation.access import Actor


def detach(*, actor: Actor, at: datetime, draft: int, file: UUID) -> None:
    """Takes a file away from its draft, whole or still coming; Closed when it is not there or was sent."""
    with transaction.atomic():
        kept_with = doors.draft(actor, draft)
        found = doors.draft_files(actor, kept_with).filter(pk=file).first()
        if found is None:
            take_in.cancel_upload(actor=actor, at=at, key=file)
            return
        name = found.content_key
        found.delete()
        release_afterwards([name or file])

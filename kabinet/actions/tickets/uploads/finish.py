"""All bytes are there: the upload becomes a file, beside its draft or with the message that went ahead of it.

Its content gets a second name under the file's key before the row is sure, as every file's does (drafts/stored.py), unless
the same content lies there already; the pieces go when it is.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kabinet.actions.contents import referring
from kabinet.actions.journal import by_program
from kabinet.actions.log_summaries.awaiting import Come, await_summaries
from kabinet.actions.scans.awaiting import await_scans
from kabinet.actions.tickets.drafts import attach, stored
from kabinet.actions.tickets.uploads import keeping
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import finish, take_up_by_program
from kabinet.records.models import Upload
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.tickets import FileCame
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode

FINISHING: Final = "upload"
CLAUSE: Final = "U6c"


def finish_upload(*, at: datetime, key: UUID) -> bool:
    """Makes it a file; False when it is not whole, or one already. Opens its own transactions, and none while it reads
    what came."""
    with transaction.atomic(), as_system(FINISHING):
        found = Upload.objects.filter(pk=key, over=False, came=F("size")).first()
    if found is None:
        return False
    digest = keeping.closed(key, found.size)
    # Meanwhile it may have been sent with a message: then its ticket is locked first.
    for _again in range(2):
        with stored.settled(), transaction.atomic(), as_system(FINISHING):
            done = _finished(whole(at), key, _number_of(key), digest)
        if done is not None:
            keeping.remove(key)
            return done
    return False


def finish_left(*, at: datetime) -> int:
    """Those that are whole and that nobody made a file of, a server that was killed at it; how many."""
    with transaction.atomic(), as_system(FINISHING):
        left = Upload.objects.filter(over=False, came=F("size")).exclude(held_until__gt=at)
        keys = list(left.values_list("pk", flat=True))
    return sum(finish_upload(at=at, key=key) for key in keys)


def _number_of(key: UUID) -> str:
    found = Upload.objects.filter(pk=key).values_list("ticket__number", flat=True).first()
    return found or ""


def _finished(at: datetime, key: UUID, number: str, digest: str) -> bool | None:
    """None when it was sent with a message after its ticket was asked for."""
    work = take_up_by_program(FINISHING, at, number) if number else None
    upload = Upload.objects.select_for_update().filter(pk=key).first()
    if upload is None or upload.over:
        return False
    if (upload.ticket_id is not None) is not (work is not None):
        return None
    _become_file(upload, at, digest)
    if work is not None:
        data = _told(upload)
        by_program.write(work, Kind.FILE_CAME, data, audience=Audience(upload.audience), clause=CLAUSE)
        finish(work)
    return True


def _told(upload: Upload) -> FileCame:
    """Who sent it to a place nobody knows; it was given to the side that asks."""
    if upload.place_id is None or upload.ticket is None:
        return FileCame(file=upload.name, name=upload.uploaded_by.name)
    ticket = upload.ticket
    given_to = ticket.client_name if ticket.leg == LegCode.CLIENT else ticket.partner_name
    return FileCame(file=upload.name, name=given_to, place=True)


def _become_file(upload: Upload, at: datetime, digest: str) -> None:
    if (content := referring.find(digest)) is None:
        stored.take(keeping.path_of(upload.pk), upload.pk)
        content = referring.keep(upload.pk, digest, upload.size)
    columns = ("ticket_id", "leg", "client_id", "partner_id", "message_id", "draft_id", "audience")
    file = attach.record_file(
        upload.pk,
        upload.name,
        upload.size,
        digest,
        content_id=content,
        uploaded_by_id=upload.uploaded_by_id,
        uploaded_at=at,
        **{name: getattr(upload, name) for name in columns},
    )
    if upload.ticket_id is not None:
        come = [Come(file.pk, file.name, file.sha256)]
        await_summaries(at=at, files=come)
        await_scans(at=at, files=come)
        upload.delete()
    else:
        upload.over, upload.held_until, upload.until = True, None, at + stored.LOOSE
        upload.save(update_fields=["over", "held_until", "until"])

"""A file to download, for those who may see what it came with."""

from datetime import datetime
from uuid import UUID

from django.http import FileResponse, HttpRequest

from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.web.saved_file import saved_file


@page(TICKET)
def file(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> FileResponse:
    """Always saved, never opened in place: a file is what somebody sent us."""
    found = doors.file(actor, key)
    try:
        content = path_of(found.pk).open("rb")
    except FileNotFoundError:
        raise doors.Closed from None
    return saved_file(content, found.name)

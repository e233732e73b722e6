"""A file to download, for those who may see what it came with."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from kabinet.actions.tickets.drafts.stored import place_of
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.queries.handing_out import require_handed_out
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.web.stored_file import stored_file


@page(TICKET)
def file(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponseBase:
    """Always saved, never opened in place: a file is what somebody sent us. From any byte on."""
    found = doors.file(actor, key)
    require_handed_out(actor, found, at)
    try:
        return stored_file(request, place_of(found), found.name, found.sha256, found.size)
    except FileNotFoundError:
        raise doors.Closed from None

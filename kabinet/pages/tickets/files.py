"""A file to download, for those who may see what it came with."""

from datetime import datetime
from uuid import UUID

from django.http import FileResponse, HttpRequest

from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.records import doors
from kabinet.regulation.access import Actor

# Nothing of a file runs or is drawn in the cabinet's own name, whatever its author made of it.
POLICY = "default-src 'none'; sandbox"


@page(TICKET)
def file(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> FileResponse:
    """Always saved, never opened in place: a file is what somebody sent us."""
    found = doors.file(actor, key)
    try:
        content = path_of(found.pk).open("rb")
    except FileNotFoundError:
        raise doors.Closed from None
    response = FileResponse(
        content, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Compressing on the way would hide the length, and most of what is sent is packed already.
    response.headers["Content-Encoding"] = "identity"
    return response

"""Files: one is sent first and named by its key in what is written then; those of a ticket are read as its readers may."""

from http import HTTPStatus
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase

from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.stored import place_of
from kabinet.api import shapes, taken
from kabinet.api.operation import Call, Reply
from kabinet.api.problems import stop
from kabinet.queries.handing_out import require_handed_out
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.doors.record_types import FileRecord
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.web.stored_file import stored_file


def send_file(call: Call) -> Reply:
    """Waits a week for the act that names it; nobody but its sender can name it, and nobody reads it until then."""
    named = call.asked(taken.FileNamed)
    found = attach(actor=call.actor, at=call.at, name=named.name, content=BytesIO(call.content))
    return Reply(shapes.FileSent(found.pk, found.name, found.size, found.sha256))


def list_files(call: Call, number: str) -> Reply:
    """Their names, sizes and digests."""
    return Reply(shapes.Files(files_of(view_ticket(call.actor, call.at, call.zone, number, guest=True))))


def read_file(call: Call, key: UUID) -> HttpResponseBase:
    """Its content, as it came, or one range of it. A file that waits with a draft is no ticket's yet."""
    found = doors.file(call.actor, key)
    if found.ticket_id is None:
        raise doors.Closed
    require_handed_out(call.actor, found, call.at)
    try:
        response = stored_file(call.request, place_of(found), found.name, found.sha256, found.size)
    except FileNotFoundError:
        raise doors.Closed from None
    if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        raise stop(416, content_range=response.headers["Content-Range"])
    response.headers["Cache-Control"] = "private, no-store"
    return response


def files_of(view: TicketView) -> list[shapes.File]:
    """Those that the ticket's reader may have."""
    return [_file(view, each) for each in view.files]


def _file(view: TicketView, each: FileRecord) -> shapes.File:
    return shapes.File(
        key=each.pk,
        name=each.name,
        size=each.size,
        sha256=each.sha256,
        audience=each.audience,
        uploaded_at=each.uploaded_at,
        message=each.message_id,
        kept_until=view.kept_until(each),
        removed_on=vendor_day(each.removed_at) if each.removed_at else None,
        address=f"{settings.PUBLIC_URL}/api/v1/files/{each.pk}",
    )

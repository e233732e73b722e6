"""Asked for by whoever may have the file, and made with no transaction open. Nothing here sends a byte of the file itself
but as text that a page shows."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.actions.contents.door import brought
from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.actions.tickets.previews import keeping, making
from kabinet.pages.gate import Steps, stepwise
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.preview import READ, Listing, Shown, Start, shown_of, start_of
from kabinet.queries.handing_out import require_handed_out
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.web.rule import mark
from kabinet.web.saved_file import POLICY


class Seen(NamedTuple):
    """A file that the reader may have, and where its `content` lies; `number` of its ticket, empty while it waits with a
    draft."""

    key: UUID
    content: UUID
    name: str
    size: int
    number: str
    shown: Shown

    @property
    def url(self) -> str:
        """Where it is saved from."""
        return reverse("file", args=[self.key])


@stepwise(TICKET, slow=())
def picture(request: HttpRequest, step: Steps, at: datetime, key: UUID, size: str) -> HttpResponse:
    """Made anew, in one of two sizes: no EXIF, and nothing that its sender wrote; 422 where it cannot be made."""
    found = _seen(step, key, at)
    if found.shown is not Shown.PICTURE or size not in (keeping.SMALL, keeping.LARGE):
        raise Closed
    try:
        content = making.picture_of(found.content, found.name, size)
    except FileNotFoundError:
        raise Closed from None
    if not content:
        words = _("Предпросмотр не получился: это не картинка, она повреждена или слишком велика.")
        answer = HttpResponse(words, status=UNPROCESSABLE, content_type="text/plain; charset=utf-8")
    else:
        answer = HttpResponse(content, content_type="image/webp")
    answer.headers["Content-Disposition"] = 'inline; filename="preview.webp"'
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@stepwise(TICKET, slow=())
def inside(request: HttpRequest, step: Steps, at: datetime, key: UUID) -> HttpResponse:
    """The beginning of a text, or the names in an archive: a fragment under the file, or a page of its own."""
    found = _seen(step, key, at)
    context: dict[str, object] = {"file": found}
    try:
        if found.shown is Shown.TEXT:
            context["start"] = _start(found)
        elif found.shown is Shown.ARCHIVE:
            context["listing"] = _listing(found)
        else:
            raise Closed
    except FileNotFoundError:
        raise Closed from None
    if request.headers.get("HX-Request"):
        return render(request, "previews/inside.html", context)
    with step() as actor:
        return show(request, actor, at, "previews/page.html", context)


# They have a thread of their own: while one is made, no page waits.
for _view in (picture, inside):
    mark(_view, preview=True)


def _seen(step: Steps, key: UUID, at: datetime) -> Seen:
    with step() as actor:
        found = doors.file(actor, key)
        require_handed_out(actor, found, at)
        number = found.ticket.number if found.ticket is not None else ""
        if (content := found.content_key) is None:
            raise Closed
        return Seen(found.pk, content, found.name, found.size, number, shown_of(found.name, found.size))


def _start(file: Seen) -> Start | None:
    with brought(path_of(file.content)).open("rb") as content:
        return start_of(content.read(READ), file.size)


def _listing(file: Seen) -> Listing | None:
    return making.listing_of(file.content, file.name)

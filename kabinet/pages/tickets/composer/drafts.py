"""What is being written in a ticket is kept while it is written."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.tickets.drafts.draft import discard_draft, save_draft
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell.surroundings import facts
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.tickets.composer import readers
from kabinet.pages.tickets.composer.write import Typed
from kabinet.queries.ticket_view import view_ticket
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(TICKET, "POST")
def draft(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Keeps the text with its audience; an empty one, or `discard`, throws the draft away. 422 where it is unclear for whom
    the text is: a draft must not come back with wider readers."""
    text = request.POST.get("text", "")
    if text.strip() and "discard" not in request.POST:
        found = view_ticket(actor, at, facts(actor, at).zone, number, guest=True)
        to = readers.kept(found, request.POST)
        if to.fault:
            return HttpResponse(to.fault, status=UNPROCESSABLE, content_type="text/plain")
        said = Typed(text, to.audience, request.POST.get("kind", ""))
        save_draft(actor=actor, at=at, kind="reply", content=said.content(), ticket=number)
        return HttpResponse(status=204)
    kept = doors.draft_of(actor, doors.ticket(actor, number), "reply")
    if kept is not None:
        discard_draft(actor=actor, at=at, draft=kept.pk)
    if "discard" in request.POST:
        return SeeOther(reverse("ticket", args=[number]))
    return HttpResponse(status=204)

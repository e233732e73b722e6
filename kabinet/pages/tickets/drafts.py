"""What is being written in a ticket is kept while it is written."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.drafts import discard_draft, save_draft
from kabinet.pages.gate import page
from kabinet.pages.gate_answers import SeeOther
from kabinet.pages.gate_rules import TICKET
from kabinet.pages.tickets.say import typed
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(TICKET, "POST")
def draft(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Keeps the text with its audience; an empty one, or `discard`, throws the draft away."""
    said = typed(request)
    if said.text.strip() and "discard" not in request.POST:
        save_draft(actor=actor, at=at, kind="reply", content=said.content(), ticket=number)
        return HttpResponse(status=204)
    kept = doors.draft_of(actor, doors.ticket(actor, number), "reply")
    if kept is not None:
        discard_draft(actor=actor, at=at, draft=kept.pk)
    if "discard" in request.POST:
        return SeeOther(reverse("ticket", args=[number]))
    return HttpResponse(status=204)

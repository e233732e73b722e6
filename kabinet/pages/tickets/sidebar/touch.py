"""What one tap does: watching, a tag put on or taken off."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.desk.tag import tag_ticket, untag_ticket
from kabinet.actions.desk.watch import unwatch_ticket, watch_ticket
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import flash_message
from kabinet.pages.ui.act_page import reason_and_remedy
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(TICKET, "POST")
def watch(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The reader is told what happens here."""
    ticket = watch_ticket(actor=actor, at=at, number=number)
    flash_message(request, _("Вы будете узнавать, что происходит с %(number)s.") % {"number": ticket.number})
    return _back(ticket.number)


@page(TICKET, "POST")
def unwatch(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """And no more."""
    ticket = unwatch_ticket(actor=actor, at=at, number=number)
    flash_message(request, _("Вы больше не наблюдаете за %(number)s.") % {"number": ticket.number})
    return _back(ticket.number)


@page(TICKET, "POST")
def tag(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """A word of the reader's own side is put on; one that cannot be is said over the page."""
    try:
        ticket = tag_ticket(actor=actor, at=at, number=number, name=request.POST.get("name", ""))
    except Invalid as invalid:  # by hand: there is no page of a tag, so the next one says it
        flash_message(request, reason_and_remedy(invalid.verdict), bad=True)
        return _back(doors.ticket(actor, number).number, "tags")
    return _back(ticket.number, "tags")


@page(TICKET, "POST")
def untag(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """And taken off."""
    try:
        ticket = untag_ticket(actor=actor, at=at, number=number, name=request.POST.get("name", ""))
    except Invalid:  # by hand: a tag that cannot be is not there either
        ticket = doors.ticket(actor, number)
    return _back(ticket.number, "tags")


@page(TICKET)
def tag_words(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Words that the side uses, for a list of suggestions."""
    ticket = doors.ticket(actor, number)
    return render(request, "tickets/sidebar/tag_words.html", {"words": doors.tags_used(actor, ticket.leg)})


def _back(number: str, part: str = "") -> SeeOther:
    return SeeOther(reverse("ticket", args=[number]) + (f"#{part}" if part else ""))

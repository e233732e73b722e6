"""Taking a ticket out of the queue on oneself."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.tickets.take import take_ticket
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.lists.queue.parameters import asked
from kabinet.pages.lists.queue.showing import QUEUE, leg_of
from kabinet.pages.shell import flash_message
from kabinet.regulation.access import Actor

LONGEST = 10  # digits of a version


@page(SUPPORT, "POST")
def taking(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The reader becomes the assignee, and is back where they were in the queue."""
    ticket = take_ticket(actor=actor, at=at, number=number, version=_version(request.POST.get("version", "")))
    flash_message(request, _("%(number)s теперь ведёте вы.") % {"number": ticket.number})
    wanted = asked(QueryDict(request.POST.get("back", "")), leg_of(QUEUE, actor))
    query = wanted.query.urlencode()
    return SeeOther(reverse("queue") + (f"?{query}" if query else ""))


def _version(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST else None

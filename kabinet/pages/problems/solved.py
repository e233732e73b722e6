"""Ways out of a new ticket's form that keep its draft: to what is like it, and to what solved it already (P2.3)."""

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.shell import flash_message
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord
from kabinet.regulation.access import Actor

PROBLEM, TICKET = re.compile(r"K-\d{1,9}"), re.compile(r"[UV]-\d{1,10}")


def away(request: HttpRequest, actor: Actor, draft: DraftRecord) -> HttpResponse | None:
    """After the draft was kept; None when the form asked for nothing of the kind."""
    then, by = request.GET.get("then", ""), request.GET.get("by", "")
    if then == "similar":
        return SeeOther(f"{reverse('new_ticket_draft', args=[draft.pk])}?similar=yes#similar")
    if then != "solved":
        return None
    address = _known(actor, by)
    flash_message(
        request,
        _("Черновик сохранён. Если это не поможет, продолжите его: он среди ваших обращений."),
    )
    return SeeOther(address)


def _known(actor: Actor, number: str) -> str:
    """The page of a problem or a ticket that the reader may see, or Closed."""
    if PROBLEM.fullmatch(number):
        return reverse("problem", args=[doors.problem(actor, number).number])
    if TICKET.fullmatch(number):
        return reverse("ticket", args=[doors.ticket(actor, number).number])
    raise doors.Closed

"""The tickets behind a count of refusals by one reason (U2b, L17a)."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import parameters
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import moments
from kabinet.pages.ui.keyset import place, written
from kabinet.records.lists import compliance
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.legs import LegCode


@page(SUPPORT)
def refused(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Refused for the reason, and refused still."""
    partner, span = parameters.partner(actor, key), parameters.asked_span(request, at)
    if not parameters.opens(actor, LegCode.CLIENT):
        parameters.allowed(actor, Act.AUDIT)
    code = request.GET.get("reason", "").replace("\0", "")[:60]
    found, after = compliance.refused(
        actor, partner.pk, code, span.period, place(request.GET.get("after", ""))
    )
    facts, reason = surroundings.facts(actor, at), law_of(actor).leg(LegCode.CLIENT).reason(code)
    query = request.GET.copy()
    query["after"] = written(*after) if after else ""
    context = {
        "partner": partner,
        "span": span,
        "reason": reason.name.say(get_language() or "ru") if reason else code,
        "clause": reason.clause if reason else "",
        "lines": [
            {
                "number": row.number,
                "url": reverse("ticket", args=[row.number]),
                "client": row.client_name,
                "subject": row.subject,
                "when": moments.full(row.closed_at, facts.zone) if row.closed_at else "",
            }
            for row in found
        ],
        "next": query.urlencode() if after else "",
        "back": f"{reverse('compliance_record', args=[partner.pk])}?period={span.code}",
    }
    return show(request, actor, at, "oversight/refusals.html", context, here="compliance", facts=facts)

"""A pack before it is ordered: what will be in it, who signs it, and by what its key is known."""

from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.evidence import signing
from kabinet.actions.exports.making import PACK
from kabinet.actions.exports.ordering import TooManyWait, Wish, order_export
from kabinet.pages.evidence.subjects import MOST, subject_of
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Elsewhere, SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.pages.ui.vendor_words import language
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.web import security_log

LISTING = "evidence"


@page(MEMBER)
def evidence(request: HttpRequest, actor: Actor, at: datetime, kind: str, of: str) -> HttpResponse:
    """Asked before anything is made."""
    found = subject_of(actor, at, kind, of)
    heads = doors.proof.heads(actor)
    context = {
        "subject": found,
        "count": len(found.tickets),
        "too_many": len(found.tickets) > MOST,
        "most": MOST,
        "mark": signing.mark(),
        "authority": urlsplit(settings.TSA_URL).hostname or "",
        "head": heads[0] if heads else None,
        "head_digest": bytes(heads[0].head).hex() if heads else "",
        "order_url": reverse("evidence_order", args=[found.kind, found.of]),
    }
    return show(request, actor, at, "evidence/evidence.html", context, here="exports")


@page(MEMBER, "POST")
def order(request: HttpRequest, actor: Actor, at: datetime, kind: str, of: str) -> HttpResponse:
    """It is made in the background; the same order twice waits once."""
    found = subject_of(actor, at, kind, of)
    if len(found.tickets) > MOST:
        return Elsewhere(reverse("evidence", args=[found.kind, found.of]))
    given = urlencode({"kind": found.kind, "of": found.of})
    try:
        order_export(actor=actor, at=at, wish=Wish(LISTING, given, found.title, PACK), language=language())
    except TooManyWait:
        flash_message(
            request, _("Столько выгрузок сразу не готовится: дождитесь одной из прежних."), bad=True
        )
        return SeeOther(reverse("exports"))
    security_log.tell(request, "evidence ordered", kind=found.kind, of=found.of, tickets=len(found.tickets))
    flash_message(request, _("Пакет готовится. Когда он будет готов, придёт уведомление."))
    return SeeOther(reverse("exports"))

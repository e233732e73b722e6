"""A form of contacts that came by letter: shown as the uploaded one is, and handed in only then (U5d, P6.2b, P6.3)."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.inbox.form_handing import Sent, hand_in_sent, preview_sent, sent_form
from kabinet.actions.organisations.contacts import clauses
from kabinet.actions.organisations.contacts.filled_form import Summary
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import REGISTERS
from kabinet.pages.organisations.people.form_pages import summed
from kabinet.pages.organisations.people.page_context import Place, place
from kabinet.pages.organisations.people.uploading import Upload, faults_by_cell, tried
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import spoken
from kabinet.regulation.access import Actor


@page(REGISTERS, "GET", "POST")
def letter_form(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """What it would do; sent, it does that."""
    sent = sent_form(actor, key)
    where = place(actor, at, sent.home.pk)
    where.demand(where.sending)
    upload = _upload(sent)
    if not sent.waits:
        return _page(request, where, sent, upload, CONFLICT if request.method == "POST" else 200)
    tried(upload, sent.kind, lambda _read: preview_sent(actor=actor, at=at, sent=sent))
    if request.method != "POST" or not upload.ready:
        return _page(request, where, sent, upload, UNPROCESSABLE if request.method == "POST" else 200)
    try:
        done = hand_in_sent(actor=actor, at=at, sent=sent)
    except Invalid:  # by hand: somebody was first since the preview, with this letter or another form
        return _page(request, where, sent_form(actor, key), upload, CONFLICT)
    flash_message(request, _said(done))
    return SeeOther(reverse("clients") if sent.company else where.people_url)


def _said(done: Summary) -> str:
    return _("Всё это уже записано: ничего не изменилось.") if done.empty else summed(done.counts())


def _upload(sent: Sent) -> Upload:
    if sent.read is None:
        return Upload(whole=spoken(sent.whole) if sent.whole else "")
    return Upload(sent.read, list(sent.read.faults))


def _page(request: HttpRequest, where: Place, sent: Sent, upload: Upload, status: int = 200) -> HttpResponse:
    context = {
        "where": where,
        "sent": sent,
        "letter": sent.letter,
        "upload": upload,
        "company": sent.read.company if sent.read else None,
        "faults": faults_by_cell(upload.faults),
        "counted": amounts.counted(len(upload.lines), "человек", "человека", "человек"),
        "clause": "P6.3" if sent.company else clauses.of(clauses.CHANGED, where.kind),
    }
    return show(
        request,
        where.actor,
        where.at,
        "organisations/people/letter_form.html",
        context,
        here=where.here,
        status=status,
    )

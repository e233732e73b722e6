"""Passing on: the page, the look at what the vendor will see, the shared draft, and the sending."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.actions.unit.errors import Conflict, Incomplete, Invalid, Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.actions.vendor.third_party_desk import open_foreign
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import Elsewhere, SeeOther
from kabinet.pages.gate.rules import PARTNER
from kabinet.pages.pass_on import foreign, keeping, showing
from kabinet.pages.pass_on.consulted import with_added
from kabinet.pages.pass_on.prepared import Prepared, desk_draft, parcel, prepared
from kabinet.pages.pass_on.typed import of_form
from kabinet.pages.problems.similar import Where, alike, box
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.status_codes import CONFLICT, FORBIDDEN, UNPROCESSABLE
from kabinet.pages.tickets.acts.attached import in_pieces
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors.record_types import TicketRecord
from kabinet.records.versions.regulations import is_known, law, law_of
from kabinet.regulation.access import Act, Actor, may
from kabinet.regulation.legs import LegCode

PASSED = "already_passed"


@page(PARTNER)
def preparing(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The nine items with what is known, and the document beside them."""
    if made := foreign.made(actor, number):
        return made
    shown = prepared(actor, at, number)
    return _passed(shown) or _page(request, shown, tried=False)


@page(PARTNER, "POST", files=True)
def preview(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """What the vendor would see of what is typed now; without script the whole page anew."""
    if made := foreign.made(actor, number):
        return made
    shown = _typed(request, actor, at, number)
    if passed := _passed(shown):
        return passed
    if not request.headers.get("HX-Request"):
        return _page(request, shown, tried=True, more="more" in request.POST)
    zone = surroundings.facts(actor, at).zone
    context = showing.preview(shown, zone) | showing.follows(request, shown)
    return render(request, "pass_on/preview_now.html", context)


@page(PARTNER, "POST", files=True)
def keep(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The draft for everybody who serves the client."""
    if made := foreign.made(actor, number, alone=True):
        return made
    shown = _alone(request, actor, at, number)
    if passed := _passed(shown):
        return passed
    if keeping.overtaken(request, shown):
        return _page(request, shown, tried=True, overtaken=True, status=CONFLICT)
    try:
        keeping.keep(request, actor, at, shown)
    except Invalid as fault:  # by hand: the page is drawn from the passing on, no form of Django's
        return _page(request, shown, tried=True, fault=showing.refusal(fault.verdict), status=UNPROCESSABLE)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    flash_message(request, _("Черновик сохранён: его видят все, кто ведёт этого клиента."))
    return SeeOther(reverse("pass_on", args=[shown.number]))


@page(PARTNER, "POST", files=True)
def send(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Opens the vendor ticket; sent a second time it leads to the same one."""
    if made := foreign.made(actor, number, alone=True):
        return made
    shown = _alone(request, actor, at, number)
    if passed := _passed(shown):
        return passed
    if keeping.overtaken(request, shown):
        return _page(request, shown, tried=True, overtaken=True, status=CONFLICT)
    if not shown.can_be_sent:
        refused = bool(shown.found.verdicts) and not shown.faults
        return _page(request, shown, tried=True, status=FORBIDDEN if refused else UNPROCESSABLE)
    return _sent(request, shown)


def _sent(request: HttpRequest, shown: Prepared) -> HttpResponse:
    try:
        with transaction.atomic():
            vendor = _opened(request, shown)
    except Conflict as conflict:
        return _kept(request, shown, meanwhile=showing.meanwhile(conflict), status=CONFLICT)
    except Invalid as fault:  # by hand: the page is drawn from the passing on, no form of Django's
        return _page(request, shown, tried=True, fault=showing.refusal(fault.verdict), status=UNPROCESSABLE)
    except (Incomplete, Refused):  # by hand: what was typed is kept in the draft
        again = prepared(shown.actor, shown.at, shown.number, shown.typed)
        return _passed(again) or _kept(request, again, status=FORBIDDEN)
    said = (
        _("Передано в %(vendor_name_acc)s: %(number)s. Клиент видит, что и когда передано.")
        if shown.foreign is None
        else _("Передано в %(vendor_name_acc)s: %(number)s. Сообщите номер клиенту в его системе.")
    )
    flash_message(request, said % {"number": vendor.number})
    return SeeOther(reverse("ticket", args=[vendor.number]))


def _opened(request: HttpRequest, shown: Prepared) -> TicketRecord:
    """The vendor ticket. New files go by way of the draft, which is done with then."""
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None
    if keeping.uploads(request) or in_pieces(request.POST):
        keeping.keep(request, shown.actor, shown.at, shown)
    given = parcel(shown.typed, shown.known)
    if shown.foreign is not None and shown.draft is not None:
        return open_foreign(actor=shown.actor, at=shown.at, draft=shown.draft.pk, **given)
    return pass_on_ticket(actor=shown.actor, at=shown.at, number=shown.number, version=seen, **given)


def _kept(request: HttpRequest, shown: Prepared, **also: Any) -> HttpResponse:
    """It could not be sent, and nothing is lost."""
    keeping.keep(request, shown.actor, shown.at, shown)
    return _page(request, prepared(shown.actor, shown.at, shown.number, shown.typed), tried=True, **also)


def _typed(request: HttpRequest, actor: Actor, at: datetime, number: str) -> Prepared:
    scripted = "HX-Request" in request.headers
    code = request.POST.get("regulation", "")
    shown_by = law(code) if is_known(code) else law_of(actor)  # the seller's may be another than the actor's
    typed = of_form(request.POST, shown_by.leg(LegCode.VENDOR), scripted=scripted)
    return prepared(actor, at, number, with_added(actor, typed, request.POST.get("add", "")))


def _alone(request: HttpRequest, actor: Actor, at: datetime, number: str) -> Prepared:
    """The same, one after another: whoever comes second finds what the first one did."""
    if desk_draft(number) is None:
        doors.ticket(actor, number, for_update=True)
    return _typed(request, actor, at, number)


def _passed(shown: Prepared) -> HttpResponse | None:
    """To the vendor ticket when there is one already. Refused when this person could not even prepare it."""
    if shown.foreign is not None:
        foreign.may_prepare(shown)
        return None
    verdict = may(shown.actor, Act.DRAFT_PASS_ON, shown.found.case, doors.pack_of(shown.found.ticket))
    if verdict.allowed:
        return None
    vendor = doors.linked(shown.actor, shown.found.ticket) if shown.found.case.ticket.child_open else None
    if vendor is None:
        raise Refused(verdict)
    return Elsewhere(reverse("ticket", args=[vendor.number]))


def _page(
    request: HttpRequest, shown: Prepared, *, tried: bool, status: int = 200, **also: Any
) -> HttpResponse:
    facts = surroundings.facts(shown.actor, shown.at)
    context = showing.whole(shown, facts.zone, tried=tried, more=bool(also.pop("more", False))) | also
    context |= _similar(request, shown)
    return show(
        request,
        shown.actor,
        shown.at,
        "pass_on/pass_on.html",
        context,
        here="queue",
        status=status,
        facts=facts,
    )


def _similar(request: HttpRequest, shown: Prepared) -> dict[str, Any]:
    """What is like the subject: found while it is typed, or when asked for without script (P2.3)."""
    where, words = Where(pass_on=shown.number), shown.found.values
    asked = None
    if "similar" in request.POST or "add" in request.POST:
        asked = alike(shown.actor, shown.at, where, words.get("subject", ""), words.get("description", ""))
    ask_url = f"{reverse('pass_on_preview', args=[shown.number])}#head-sources"
    return {**box(where, asked), "ask_url": ask_url, "ask_name": "similar"}

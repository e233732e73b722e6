"""Drafts on the way: kept by the form itself every few seconds, and thrown away."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.tickets.drafts.draft import discard_draft
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import CLIENT, REGISTERS
from kabinet.pages.problems import solved
from kabinet.pages.registration import drafts, parsing
from kabinet.pages.registration.form import contact
from kabinet.pages.registration.refusal import home
from kabinet.pages.registration.typed import Typed
from kabinet.pages.shell import flash_message, show
from kabinet.records import doors
from kabinet.regulation.access import Actor

NEXT = {"level": "new_ticket_again"}


@page(CLIENT, "POST")
def save_start(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Keeps a form that has no draft yet, in the one that its mark made."""
    mark = parsing.mark(request.POST.get("mark", ""))
    row = drafts.marked(actor, mark)
    before = Typed.of(row.content) if row else parsing.begun(request.POST)
    drafts.keep(actor, at, _read(request, actor, before, mark), row)
    return HttpResponse(status=204)


@page(REGISTERS, "POST", files=True)
def save(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """Keeps either step of a draft; `then=level` goes back to the first one."""
    row = drafts.draft_of(actor, draft, for_update=True)
    if row is None:
        raise doors.Closed
    drafts.keep(actor, at, _read(request, actor, Typed.of(row.content)), row)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    if leads := solved.away(request, actor, row):
        return leads
    then = NEXT.get(request.GET.get("then", ""))
    if then is None:
        flash_message(request, _("Черновик сохранён."))
    return SeeOther(reverse(then or "new_ticket_draft", args=[row.pk]))


@page(REGISTERS, "GET", "POST")
def discard(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """Asks, then throws the draft away with its files."""
    row = drafts.draft_of(actor, draft)
    if row is None:
        raise doors.Closed
    if request.method != "POST":
        return show(
            request,
            actor,
            at,
            "registration/discard.html",
            {"draft": row, "typed": Typed.of(row.content)},
            here="new",
        )
    discard_draft(actor=actor, at=at, draft=row.pk)
    flash_message(request, _("Черновик удалён."))
    return SeeOther(home(actor))


def _read(request: HttpRequest, actor: Actor, before: Typed, mark: str = "") -> Typed:
    """Either step may be sent here: the first one is known by its mark."""
    if "mark" not in request.POST:
        return contact.read(actor, request.POST, before, scripted="HX-Request" in request.headers)
    return parsing.level_read(request.POST, before.leg, replace(before, mark=mark or before.mark))

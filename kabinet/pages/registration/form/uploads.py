"""Files beside a draft: put there one by one while the form is filled in, and taken back (U6c)."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.actions.tickets.drafts.attach import largest
from kabinet.actions.tickets.drafts.detach import detach
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import REGISTERS
from kabinet.pages.registration import draft_status, drafts
from kabinet.pages.registration.form import contact
from kabinet.pages.registration.form.details import rail, reader
from kabinet.pages.registration.sending import attach_all
from kabinet.pages.registration.typed import Typed
from kabinet.pages.shell import flash_message
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord
from kabinet.regulation.access import Actor


@page(REGISTERS, "POST", files=True)
def attached(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """Takes the chosen files; what is typed is kept with them."""
    row, typed = _kept(request, actor, at, draft)
    faults = attach_all(actor, at, row.pk, request.FILES.getlist("files"))
    return _answer(request, actor, at, row, typed, faults)


@page(REGISTERS, "POST")
def detached(request: HttpRequest, actor: Actor, at: datetime, draft: int, file: UUID) -> HttpResponse:
    """Takes one file back."""
    row, typed = _kept(request, actor, at, draft)
    detach(actor=actor, at=at, draft=row.pk, file=file)
    return _answer(request, actor, at, row, typed, [])


def _kept(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> tuple[DraftRecord, Typed]:
    row = drafts.draft_of(actor, draft, for_update=True)
    if row is None:
        raise doors.Closed
    scripted = "HX-Request" in request.headers
    typed = contact.read(actor, request.POST, Typed.of(row.content), scripted=scripted)
    drafts.keep(actor, at, typed, row)
    return row, typed


def _answer(
    request: HttpRequest, actor: Actor, at: datetime, row: DraftRecord, typed: Typed, faults: list[str]
) -> HttpResponse:
    """The list of files and the rail for the script, else the form again."""
    if not request.headers.get("HX-Request"):
        for fault in faults:
            flash_message(request, fault, bad=True)
        return SeeOther(reverse("new_ticket_draft", args=[row.pk]) + "#diagnostics")
    found = draft_status.stands(actor, at, row, typed)
    if found.level is None:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    files = {"draft": row, "uploads": draft_status.uploads(actor, row), "file_faults": faults}
    context = {**rail(found, "tried" in request.POST), **reader(actor, at), **files, "small": largest(actor)}
    return render(request, "registration/form/uploads_now.html", context)

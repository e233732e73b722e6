"""A client that is not in the cabinet yet: its partner enters it by the form (P6.3)."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.organisations.contact_sheet.reading import Filled
from kabinet.actions.organisations.contacts.filled_form import Form
from kabinet.actions.organisations.contacts.new_client import Company, enter_client, preview_client
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import PARTNER
from kabinet.pages.organisations.people import template_sheet
from kabinet.pages.organisations.people.template_sheet import answer
from kabinet.pages.organisations.people.uploading import Upload, came, faults_by_cell, tried
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.pages.ui import amounts
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records.versions.regulations import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind

NEW = 0


@page(PARTNER)
def template(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The empty form, with a sheet for the organisation."""
    _may(actor, at)
    return answer(
        "new-client.xlsx", template_sheet.template(OrgKind.CLIENT, _("Контактные лица клиента"), company=True)
    )


@page(PARTNER, "GET", "POST", files=True)
def new_client(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """First the file, then what it would do, then the doing."""
    _may(actor, at)
    if request.method != "POST":
        return _page(request, actor, at, Upload())
    upload = came(request, OrgKind.CLIENT, NEW, company=True)

    def given(read: Filled) -> dict[str, Any]:
        return {"actor": actor, "at": at, "company": read.company or Company(), "form": Form(read.lines)}

    tried(upload, OrgKind.CLIENT, lambda read: preview_client(**given(read)))
    if not upload.ready or "sure" not in request.POST or upload.read is None:
        return _page(request, actor, at, upload, 200 if upload.ready else UNPROCESSABLE)
    try:
        entered = enter_client(**given(upload.read))
    except Mistaken:  # by hand: somebody was first since the preview, which is shown again
        return _page(request, actor, at, upload, CONFLICT)
    flash_message(request, _("Клиент внесён и ждёт подтверждения %(vendor_firm_gen)s."))
    return SeeOther(reverse("contacts", args=[entered.organisation]))


def _may(actor: Actor, at: datetime) -> None:
    day = vendor_day(at)
    case = Case(today=day, organisation=OrganisationCase(kind=OrgKind.CLIENT, partner=actor.organisation))
    verdict = access.may(actor, Act.HAND_IN_CLIENT_FORM, case, law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)


def _page(
    request: HttpRequest, actor: Actor, at: datetime, upload: Upload, status: int = 200
) -> HttpResponse:
    context = {
        "upload": upload,
        "company": upload.read.company if upload.read else None,
        "faults": faults_by_cell(upload.faults),
        "counted": amounts.counted(len(upload.lines), "человек", "человека", "человек"),
        "clause": "P6.3",
        "crumbs": [{"url": reverse("clients"), "label": _("Клиенты")}],
    }
    return show(
        request, actor, at, "organisations/people/new_client.html", context, here="clients", status=status
    )

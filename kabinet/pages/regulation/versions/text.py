"""The text of one file of a draft, as it is written; what is wrong is named by its line."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import drafts
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.forms import TextForm
from kabinet.pages.regulation.versions.overview import faulty
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT, UNPROCESSABLE
from kabinet.records import doors
from kabinet.records.doors.record_types import VersionDraftRecord
from kabinet.regulation.access import Actor


@page(VENDOR, "GET", "POST")
def text(request: HttpRequest, actor: Actor, at: datetime, key: int, file: str) -> HttpResponse:
    """What is not on any sheet is changed here."""
    row = place.draft(actor, at, key)
    if file not in row.content:
        raise doors.Closed
    if request.method != "POST":
        initial = {"text": row.content[file], "before": drafts.mark(row.content[file])}
        return _shown(request, actor, at, row, file, TextForm(initial=initial))
    return _saved(request, actor, at, row, file)


def _saved(
    request: HttpRequest, actor: Actor, at: datetime, row: VersionDraftRecord, file: str
) -> HttpResponse:
    form = TextForm(request.POST)
    if not form.is_valid():
        return _shown(request, actor, at, row, file, form, status=UNPROCESSABLE)
    try:
        saved = drafts.save_text(actor=actor, at=at, draft=row.pk, file=file, **form.cleaned_data)
    except Invalid as refused:
        form.refuse(refused)
        return _again(request, actor, at, row, file, form, refused)
    if any(fault.line and fault.line.file == file for fault in drafts.faults(saved)):
        flash_message(request, _("Сохранено, но опубликовать так нельзя: ошибки названы ниже."), bad=True)
        return SeeOther(reverse("regulation_text", args=[row.pk, file]))
    flash_message(request, _("Сохранено в черновике."))
    return SeeOther(reverse("regulation_draft", args=[row.pk]))


def _again(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: VersionDraftRecord,
    file: str,
    form: TextForm,
    refused: Invalid,
) -> HttpResponse:
    """What was typed stays; after a clash sending again goes on from what stands there now."""
    if refused.field == "before":
        form.put(before=drafts.mark(row.content[file]))
        return _shown(request, actor, at, row, file, form, status=CONFLICT)
    return _shown(request, actor, at, row, file, form, status=UNPROCESSABLE)


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: VersionDraftRecord,
    file: str,
    form: TextForm,
    status: int = 200,
) -> HttpResponse:
    found = [faulty(fault, row) for fault in drafts.faults(row) if fault.line and fault.line.file == file]
    context = {
        "row": row,
        "file": file,
        "form": form,
        "faults": found,
        "back": reverse("regulation_draft", args=[row.pk]),
        "crumbs": place.crumbs(row),
    }
    return show(request, actor, at, "regulation/versions/text.html", context, here=place.HERE, status=status)

"""The text of one file of a draft, as it is written; what is wrong is named by its line."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import drafts
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.forms import TextForm
from kabinet.pages.regulation.versions.overview import faulty
from kabinet.pages.shell import flash_message, show
from kabinet.pages.status_codes import CONFLICT
from kabinet.pages.ui.act_page import answer_form
from kabinet.records import doors
from kabinet.records.doors.record_types import VersionDraftRecord
from kabinet.regulation.access import Actor


@page(VENDOR, "GET", "POST")
def text(request: HttpRequest, actor: Actor, at: datetime, key: int, file: str) -> HttpResponse:
    """What is not on any sheet is changed here."""
    row = place.draft(actor, at, key)
    if file not in row.content:
        raise doors.Closed
    initial = {"text": row.content[file], "before": drafts.mark(row.content[file])}
    form = TextForm(request.POST) if request.method == "POST" else TextForm(initial=initial)
    return answer_form(
        request,
        form,
        show=partial(_shown, request, actor, at, row, file, form),
        act=lambda: drafts.save_text(actor=actor, at=at, draft=row.pk, file=file, **form.cleaned_data),
        done=partial(_saved, request, row, file),
    )


def _saved(
    request: HttpRequest, row: VersionDraftRecord, file: str, saved: VersionDraftRecord
) -> HttpResponse:
    if any(fault.line and fault.line.file == file for fault in drafts.faults(saved)):
        flash_message(request, _("Сохранено, но опубликовать так нельзя: ошибки названы ниже."), bad=True)
        return SeeOther(reverse("regulation_text", args=[row.pk, file]))
    flash_message(request, _("Сохранено в черновике."))
    return SeeOther(reverse("regulation_draft", args=[row.pk]))


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: VersionDraftRecord,
    file: str,
    form: TextForm,
    status: int = 200,
) -> HttpResponse:
    if status == CONFLICT:  # what was typed stays; sending again goes on from what stands there now
        form.put(before=drafts.mark(row.content[file]))
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

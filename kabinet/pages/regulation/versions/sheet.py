"""A sheet of a draft: seen, filled, saved; one more thing added to it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.regulation import drafts
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.sheet_form import NewThing, SheetForm
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.records import doors
from kabinet.records.doors.record_types import VersionDraftRecord
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack.editing import BOTH, blocks, fresh, grows, seen, sheets, title
from kabinet.regulation.text import Unlawful

FOLDED = ("reasons", "services", "statuses", "form")  # many things: each opens by itself
NO_SCOPE = ("contracts",)


@page(VENDOR, "GET", "POST")
def sheet(request: HttpRequest, actor: Actor, at: datetime, key: int, code: str) -> HttpResponse:
    """The sheet as it stands, or what was typed into it laid into the draft."""
    row = _row(actor, at, key, code)
    form = _form(row, code, request.POST if request.method == "POST" else None)

    def done(_saved: object) -> HttpResponse:
        flash_message(request, _("Сохранено в черновике."))
        return SeeOther(reverse("regulation_draft", args=[key]))

    return answer_form(
        request,
        form,
        show=partial(_shown, request, actor, at, row, code, form),
        act=lambda: drafts.save_sheet(
            actor=actor,
            at=at,
            draft=key,
            sheet=code,
            values=form.values(),
            before=request.POST.get("before", ""),
        ),
        done=done,
    )


@page(VENDOR, "GET", "POST")
def add(request: HttpRequest, actor: Actor, at: datetime, key: int, code: str) -> HttpResponse:
    """One more reason, service or contract level; `?scope=` says for which leg."""
    row = _row(actor, at, key, code)
    scope = request.GET.get("scope", "")
    if not grows(code) or scope not in (("",) if code in NO_SCOPE else (BOTH, *LegCode)):
        raise doors.Closed
    form = NewThing(fresh(code, scope), request.POST if request.method == "POST" else None)
    back = reverse("regulation_sheet", args=[key, code])

    def shown(*, status: int = 200) -> HttpResponse:
        context = {
            "row": row,
            "form": form,
            "title": spoken(title(code)),
            "scope": place.scopes(row).get(scope, ""),
            "rows": [tuple(form.bound(cell)) for cell in form.cells.values()],
            "back": back,
            "crumbs": [*place.crumbs(row), {"url": back, "label": spoken(title(code))}],
        }
        return show(
            request, actor, at, "regulation/versions/add.html", context, here=place.HERE, status=status
        )

    def done(_grown: object) -> HttpResponse:
        flash_message(request, _("Добавлено в черновик."))
        return SeeOther(back)

    return answer_form(
        request,
        form,
        show=shown,
        act=lambda: drafts.grow_sheet(
            actor=actor, at=at, draft=key, sheet=code, scope=scope, values=form.read
        ),
        done=done,
    )


def _row(actor: Actor, at: datetime, key: int, code: str) -> VersionDraftRecord:
    """A draft whose texts cannot be read has no sheets: they are mended as texts."""
    row = place.draft(actor, at, key)
    if code not in sheets() or any(drafts.broken(row)):
        raise doors.Closed
    return row


def _form(row: VersionDraftRecord, code: str, sent: Mapping[str, Any] | None) -> SheetForm:
    try:
        return SheetForm(blocks(row.content, code), place.scopes(row), sent)
    except (Unlawful, KeyError):
        raise doors.Closed from None


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: VersionDraftRecord,
    code: str,
    form: SheetForm,
    status: int = 200,
) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "parts": list(form.parts()),
        "code": code,
        "title": spoken(title(code)),
        "folded": code in FOLDED,
        "before": seen(row.content, code),
        "adds": list(_adds(row, code)),
        "back": reverse("regulation_draft", args=[row.pk]),
        "crumbs": place.crumbs(row),
    }
    return show(request, actor, at, "regulation/versions/sheet.html", context, here=place.HERE, status=status)


def _adds(row: VersionDraftRecord, code: str) -> Iterator[dict[str, str]]:
    """For which leg one more thing can be added."""
    if not grows(code):
        return
    address, names = reverse("regulation_add", args=[row.pk, code]), place.scopes(row)
    if code in NO_SCOPE:
        yield {"url": address, "label": _("Добавить")}
        return
    for scope in (BOTH, *LegCode):
        yield {"url": f"{address}?scope={scope}", "label": _("Добавить: %(scope)s") % {"scope": names[scope]}}

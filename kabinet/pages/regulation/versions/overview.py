"""The page of versions and drafts, and the page of one draft: what stands against it, what can be changed, what follows."""

from collections.abc import Iterator
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
from kabinet.pages.regulation.reader import applies, comparing, version_history
from kabinet.pages.regulation.reader.applies import BOTH
from kabinet.pages.regulation.reader.compare import side
from kabinet.pages.regulation.reader.views import zipped
from kabinet.pages.regulation.versions import place
from kabinet.pages.regulation.versions.forms import Upload
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.citations import numbered, spoken
from kabinet.records import doors
from kabinet.records.doors.record_types import RegulationRecord, VersionDraftRecord
from kabinet.records.versions.regulations import superseded, written
from kabinet.regulation.access import Actor
from kabinet.regulation.pack.editing import packed, sheets, title


@page(VENDOR)
def regulations(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Every version with who took it up, and what is being prepared."""
    return _list(request, actor, at, Upload())


@page(VENDOR, "POST")
def begin(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A draft from a published version."""
    row = drafts.begin(actor=actor, at=at, number=request.POST.get("number", ""))
    return SeeOther(reverse("regulation_draft", args=[row.pk]))


@page(VENDOR, "POST", files=True)
def upload(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A draft out of a file."""
    drafts.permitted(actor, at)
    form = Upload(request.POST, request.FILES)
    return answer_form(
        request,
        form,
        show=partial(_list, request, actor, at, form),
        act=lambda: drafts.begin_from_file(actor=actor, at=at, **form.given()),
        done=lambda row: SeeOther(reverse("regulation_draft", args=[row.pk])),
    )


@page(VENDOR)
def draft(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One draft."""
    row = place.draft(actor, at, key)
    base = _base(actor, row)
    made = (
        comparing.difference_groups(side(actor, at, base), side(actor, at, f"draft-{row.pk}"), BOTH)
        if base
        else []
    )
    found = drafts.faults(row)
    context = {
        "row": row,
        "title": place.title(row),
        "base": base,
        "compare_url": version_history.compare_url(base, f"draft-{row.pk}") if base else "",
        "count": comparing.count(made),
        "faults": [faulty(fault, row) for fault in found],
        "sheets": [{"code": code, "title": spoken(title(code))} for code in sheets()]
        if _legible(row)
        else [],
        "files": list(_files(actor, row, base)),
        "crumbs": place.crumbs(),
    }
    return show(request, actor, at, "regulation/versions/draft.html", context, here=place.HERE)


@page(VENDOR)
def draft_files(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The draft as a zip of its files."""
    row = place.draft(actor, at, key)
    return zipped(packed(row.content), f"draft-{row.pk}")


@page(VENDOR, "GET", "POST")
def discard(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Asks, then throws the draft away; a second press finds nothing left to do."""
    try:
        row = place.draft(actor, at, key)
    except doors.Closed:
        if request.method == "POST":
            return SeeOther(reverse("regulations"))
        raise
    if request.method == "POST":
        drafts.discard(actor=actor, at=at, draft=key)
        flash_message(request, _("Черновик удалён."))
        return SeeOther(reverse("regulations"))
    context = {"row": row, "title": place.title(row), "crumbs": place.crumbs(row)}
    return show(request, actor, at, "regulation/versions/discard.html", context, here=place.HERE)


def faulty(fault: drafts.Fault, row: VersionDraftRecord) -> dict[str, Any]:
    """A fault as a line of a list: what, the line itself, and where it is mended."""
    line = fault.line
    lines = row.content[line.file].split("\n") if line else []
    return {
        "words": spoken(fault.text),
        "url": reverse("regulation_text", args=[row.pk, line.file]) if line else "",
        "where": _("%(file)s, строка %(line)s") % {"file": line.file, "line": line.number}
        if line and line.number
        else line.file
        if line
        else "",
        "text": lines[line.number - 1].strip()[:120] if line and 0 < line.number <= len(lines) else "",
    }


def _list(request: HttpRequest, actor: Actor, at: datetime, form: Upload, status: int = 200) -> HttpResponse:
    drafts.permitted(actor, at)
    today = place.today(at)
    reading = applies.reading(actor, today)
    standing = [each for each in reading.known if each.superseded is None]
    context = {
        "versions": [
            _version(actor, line, others=len(standing) > 1)
            for line in version_history.version_lines(reading, today)
        ],
        "drafts": [{"row": row, "title": place.title(row)} for row in doors.regulation_drafts(actor)],
        "newest": standing[-1].number,
        "newest_name": numbered(standing[-1]),
        "form": form,
        "crumbs": [{"url": reverse("rules"), "label": _("Регламент")}],
    }
    return show(request, actor, at, "regulation/versions/list.html", context, here=place.HERE, status=status)


def _superseded(row: RegulationRecord) -> dict[str, Any] | None:
    taken = superseded(row)
    return {"at": taken.at, "reason": taken.reason} if taken else None


def _version(actor: Actor, line: version_history.VersionLine, *, others: bool) -> dict[str, Any]:
    row = doors.regulation(actor, line.number)
    adopters = list(doors.adopters(actor, row))
    return {
        "line": line,
        "note": row.note,
        "superseded": _superseded(row),
        "may_supersede": not superseded(row) and others,
        "adopters": [(each.partner.short_name, version_history.day_in_words(each.day)) for each in adopters],
        "count": amounts.counted(len(adopters), "партнёр", "партнёра", "партнёров") if adopters else "",
    }


def _base(actor: Actor, row: VersionDraftRecord) -> str:
    known = {each.code: each.number for each in doors.regulations(actor)}
    return known.get(row.base, "")


def _files(actor: Actor, row: VersionDraftRecord, base: str) -> Iterator[dict[str, Any]]:
    before = written(doors.regulation(actor, base)) if base else {}
    for name in sorted(row.content):
        yield {"name": name, "changed": bool(base) and before.get(name) != row.content[name]}


def _legible(row: VersionDraftRecord) -> bool:
    return bool(drafts.number_of(row)) and all(fault is None for fault in drafts.broken(row))

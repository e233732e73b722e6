"""The second step: the form itself. Sent, it becomes the ticket; whatever keeps it back, the draft has all of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.tickets.drafts.attach import largest
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import REGISTERS
from kabinet.pages.problems.similar import Where, alike, box
from kabinet.pages.registration import drafts, law_words
from kabinet.pages.registration.caller import settled_letter
from kabinet.pages.registration.draft_status import stands, uploads
from kabinet.pages.registration.form import contact
from kabinet.pages.registration.form.details_form import BESIDE, DetailsForm, FormSection
from kabinet.pages.registration.form.promise import promised
from kabinet.pages.registration.level.judgement import Judged
from kabinet.pages.registration.level.views import STEPS
from kabinet.pages.registration.refusal import crumbs, home, refuse
from kabinet.pages.registration.sending import attach_all, name_gaps, send
from kabinet.pages.registration.typed import Typed
from kabinet.pages.registration.version_change import VersionChange, version_change
from kabinet.pages.shell import show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.pages.ui import amounts
from kabinet.pages.ui.citations import called
from kabinet.queries.registration_rights import beyond_level
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord
from kabinet.records.versions.regulations import hold_versions
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor


@page(REGISTERS, "GET", "POST", files=True)
def details(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """Shows the draft; sent, registers it (U3.5, U4a, U6a)."""
    row = drafts.draft_of(actor, draft, for_update=request.method == "POST")
    if row is None:
        return drafts.become(actor, draft)
    typed = Typed.of(row.content)
    if request.method != "POST":
        found = stands(actor, at, row, typed)
        return _shown(request, actor, at, row, found, change=version_change(typed.regulation, found))
    versions = hold_versions()
    typed = contact.read(actor, request.POST, typed)
    faults = attach_all(actor, at, row.pk, request.FILES.getlist("files"))
    found = stands(actor, at, row, typed)
    change = version_change(typed.regulation, found, typed.level)
    held = faults or (change is not None and change.holds)
    sent = None if held else send(request, actor, at, row, typed, found, versions, change)
    if sent is None:
        drafts.keep(actor, at, typed, row)
    return sent or _shown(request, actor, at, row, found, faults, change)


@page(REGISTERS, "POST")
def counted(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """The rail for what is typed now. Reads only."""
    row = drafts.draft_of(actor, draft)
    if row is None:
        drafts.become(actor, draft)  # asked too late: a ticket came of it; otherwise Closed
        return HttpResponse(status=204)
    typed = Typed.of(row.content)
    found = stands(actor, at, row, contact.read(actor, request.POST, typed, scripted=True))
    if found.level is None:
        return HttpResponse(status=204)
    context = {
        **rail(found, "tried" in request.POST),
        **reader(actor, at),
        **_follows(request, actor, at, found),
    }
    return render(request, "registration/form/promised_now.html", context)


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    row: DraftRecord,
    found: Judged,
    faults: list[str] | None = None,
    change: VersionChange | None = None,
) -> HttpResponse:
    """The form of the draft as it was `found` to stand; `faults` is None unless it was sent and came back. While the level
    is open, the first step. `change`: it was typed under another version."""
    if failed := beyond_level(found.promise.verdicts if found.promise else ()):
        return refuse(request, actor, at, failed, kept=True)
    if found.level is None:
        return SeeOther(reverse("new_ticket_again", args=[row.pk]))
    came_back = faults is not None
    form = _form(actor, found, came_back=came_back)
    if came_back:
        name_gaps(form, found, faults or [])
    context = {
        **rail(found, came_back),
        **sections(form, at),
        **_contact(actor, found, came_back=came_back),
        "form": form,
        "change": change,
        "errors_title": title(form, found),
        "draft": row,
        "settled": settled_letter(actor, found.typed),
        "uploads": uploads(actor, row),
        "small": largest(actor),
        "steps": STEPS,
        "crumbs": crumbs(actor),
        "home": home(actor),
        **_similar(request, actor, at, row, found.typed),
    }
    status = UNPROCESSABLE if came_back else 200
    return show(request, actor, at, "registration/form/details.html", context, here="new", status=status)


def _form(actor: Actor, found: Judged, *, came_back: bool = False) -> DetailsForm:
    contacts = found.promise.contacts if found.promise else ()
    offered = contact.contact_choices(contacts, actor)
    return DetailsForm(
        found.typed, found.leg, bound=came_back, desk=_desk(found), contacts=offered, named=_key(found)
    )


def _key(found: Judged) -> str:
    """The contact that the ticket would have; empty when somebody has to choose."""
    chosen = found.promise.named.contact if found.promise else None
    return str(chosen.person.pk) if chosen else ""


def _contact(actor: Actor, found: Judged, *, came_back: bool = False) -> Mapping[str, Any]:
    """Who is told; of a choice that cannot stand the fault, which a form that came back says beside the field."""
    chosen = found.promise.named if found.promise else None
    fault = chosen.fault if chosen and not came_back else None
    return {
        "contact_was": _key(found),
        "contact_name": called(chosen.contact.person.name) if chosen and chosen.contact else "",
        "contact_fault": law_words.verdict(fault) if fault else None,
        "people_url": contact.people_url(actor, found.typed),
    }


def _follows(request: HttpRequest, actor: Actor, at: datetime, found: Judged) -> Mapping[str, Any]:
    """The telephone and the address of the contact just chosen, which the page shows at once."""
    if request.POST.get(contact.WAS, "") == _key(found):
        return {}
    beside = sections(_form(actor, found), at)["beside"]
    return {
        **_contact(actor, found),
        "follows": [row for row in beside.rows if row.follows] if beside else [],
    }


def _desk(found: Judged) -> str:
    """The client's own desk that the agreement names (L8)."""
    agreement = found.promise.agreement if found.promise else None
    return agreement.third_party_desk if agreement else ""


def _similar(
    request: HttpRequest, actor: Actor, at: datetime, row: DraftRecord, typed: Typed
) -> Mapping[str, Any]:
    """What is like the subject: found while it is typed, or when asked for without script (P2.3)."""
    where = Where(draft=row.pk)
    asked = (
        alike(actor, at, where, typed.subject, typed.values.get("description", ""))
        if "similar" in request.GET
        else None
    )
    return {**box(where, asked), "ask_url": f"{reverse('new_ticket_save', args=[row.pk])}?then=similar"}


def reader(actor: Actor, at: datetime) -> Mapping[str, Any]:
    """What a whole page has anyway: the instant, and the reader's zone."""
    return {"at": at, "zone": ZoneInfo(doors.person(actor).zone)}


def rail(found: Judged, tried: bool) -> Mapping[str, Any]:
    """What registration/form/promised.html shows; `tried`: it was sent and came back."""
    if found.promise is None:
        raise ValueError("the level is not settled")
    return {"promised": promised(found, found.promise), "tried": tried, "typed": found.typed}


def title(form: DetailsForm, found: Judged) -> str:
    """«Не отправлено: не заполнено 2 поля», or the form's usual words when something else is wrong."""
    faulty = [name for name in form.errors if name in form.fields]
    empty = [name for name in faulty if not found.typed.values.get(name)]
    if not faulty or faulty != empty:
        return ""
    word = amounts.plural(len(empty), "не заполнено", "не заполнены", "не заполнены")
    fields = amounts.counted(len(empty), "обязательное поле", "обязательных поля", "обязательных полей")
    return _("Не отправлено: %(word)s %(fields)s") % {"word": word, "fields": fields}


def sections(form: DetailsForm, at: datetime) -> Mapping[str, Any]:
    parts = form.parts(vendor_day(at))
    beside: FormSection | None = next((part for part in parts if part.code == BESIDE), None)
    return {
        "parts": [part for part in parts if part.code != BESIDE],
        "beside": beside,
        "follows": [row for row in beside.rows if row.follows] if beside else [],
        "beside_open": bool(
            beside and any(line.bound.errors or not line.bound.value() for line in beside.rows)
        ),
    }

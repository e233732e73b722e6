"""An outage is declared, corrected and ended by the house whose it is."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.outages.declaring import correct_outage, declare_outage, end_outage, state
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.outages import showing
from kabinet.pages.outages.forms import CorrectionForm, OutageForm
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.records import doors
from kabinet.records.doors.record_types import OutageRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, may
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket import lifecycle


@page(MEMBER, "GET", "POST")
def declare(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The cabinet is unreachable, or was: for everybody by the vendor, for its own desk and clients by a partner."""
    _require(actor, actor.organisation)
    zone = ZoneInfo(doors.person(actor).zone)
    form = OutageForm(zone, at, _hours(actor), request.POST if request.method == "POST" else None)
    context = {"form": form, "of_vendor": actor.kind is OrgKind.VENDOR}

    def done(made: OutageRecord) -> HttpResponse:
        flash_message(request, _("Недоступность кабинета объявлена. Все, кого это касается, извещены."))
        return SeeOther(reverse("outage", args=[made.pk]))

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "outages/form.html", context, here="outages"),
        act=lambda: declare_outage(
            actor=actor,
            at=at,
            began_at=form.cleaned_data["began_at"],
            ends_at=form.cleaned_data["ends_at"],
            reason=form.cleaned_data["reason"],
        ),
        done=done,
    )


@page(MEMBER, "GET", "POST")
def correct(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Other times or another reason; what it was stays in the history."""
    row = doors.outage(actor, key)
    _require(actor, row.organisation_id)
    zone = ZoneInfo(doors.person(actor).zone)
    sent = request.POST if request.method == "POST" else None
    form = CorrectionForm(row, zone, at, _hours(actor), sent, seen=state(row))
    context = {"form": form, "outage": row, "of_vendor": row.of_vendor, "times": showing.times(row, at, zone)}

    def done(made: OutageRecord) -> HttpResponse:
        flash_message(request, _("Исправлено. Все, кого это касается, извещены."))
        return SeeOther(reverse("outage", args=[made.pk]))

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "outages/form.html", context, here="outages"),
        act=lambda: correct_outage(
            actor=actor,
            at=at,
            key=row.pk,
            began_at=form.cleaned_data["began_at"],
            ends_at=form.cleaned_data["ends_at"],
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        ),
        done=done,
    )


@page(MEMBER, "GET", "POST")
def end(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """It is over, from now on: asked once, for everybody is told."""
    row = doors.outage(actor, key)
    _require(actor, row.organisation_id)
    zone = ZoneInfo(doors.person(actor).zone)
    form = RefusableForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "outage": row, "times": showing.times(row, at, zone)}

    def done(made: OutageRecord) -> HttpResponse:
        flash_message(request, _("Кабинет снова доступен. Все, кого это касается, извещены."))
        return SeeOther(reverse("outage", args=[made.pk]))

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "outages/end.html", context, here="outages"),
        act=lambda: end_outage(actor=actor, at=at, key=row.pk),
        done=done,
    )


def _require(actor: Actor, organisation: int) -> None:
    """Refused, before anything is typed, for whoever declares no outages of this house."""
    case = Case(organisation=OrganisationCase(key=organisation))
    verdict = may(actor, Act.DECLARE_OUTAGE, case, law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)


def _hours(actor: Actor) -> int:
    return lifecycle.limits(law_of(actor).leg(LegCode.CLIENT)).backdate_hours

"""Reports of refused registrations: a client makes one, the partner answers, the vendor reads both (L10)."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.organisations.oversight.reports import answer_report, report_refusal
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.statement_forms import AnswerForm, ReportForm
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.oversight_right import require_oversight
from kabinet.records import doors
from kabinet.records.doors.record_types import RefusalReportRecord
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, Actor, Case, OrgKind, may
from kabinet.web import keyset


@page(MEMBER)
def listed(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Those of the reader's organisation; all for the vendor's oversight."""
    require_oversight(actor)
    rows, after = keyset.cut(
        doors.reports(actor), "reported_at", keyset.place(request.GET.get("after", "")), parameters.SIZE
    )
    context = {
        "rows": rows,
        "next": after,
        "begun": "after" in request.GET,
        "reports": _may_report(actor),
        "of_client": actor.kind is OrgKind.CLIENT,
    }
    return show(request, actor, at, "oversight/reports.html", context, here="reports")


@page(MEMBER, "GET", "POST")
def new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A client's contact says what happened."""
    if actor.kind is not OrgKind.CLIENT:
        raise doors.Closed
    verdict = may(actor, Act.REPORT_REFUSAL, Case(), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)
    partners = _partners(actor)
    initial = {"occurred_on": vendor_day(at)}
    form = ReportForm(partners, request.POST if request.method == "POST" else None, initial=initial)

    def done(made: RefusalReportRecord) -> HttpResponse:
        flash_message(
            request, _("Сообщение отправлено. Его видят %(vendor_firm)s и партнёр, ответ появится здесь.")
        )
        return SeeOther(reverse("report", args=[made.pk]))

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "oversight/report_new.html", {"form": form}, here="reports"),
        act=lambda: report_refusal(actor=actor, at=at, **form.cleaned_data),
        done=done,
    )


@page(MEMBER)
def one(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """What was reported and what the partner says to it."""
    return _one(request, actor, at, key, AnswerForm())


@page(MEMBER, "POST")
def answer(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The partner's answer."""
    form = AnswerForm(request.POST)

    def done(_answered: object) -> HttpResponse:
        flash_message(request, _("Ответ сохранён: его видят клиент и %(vendor_firm)s."))
        return SeeOther(reverse("report", args=[key]))

    return answer_form(
        request,
        form,
        show=partial(_one, request, actor, at, key, form),
        act=lambda: answer_report(actor=actor, at=at, report=key, text=request.POST.get("text", "")),
        done=done,
    )


def _one(
    request: HttpRequest, actor: Actor, at: datetime, key: int, form: AnswerForm, status: int = 200
) -> HttpResponse:
    require_oversight(actor)
    row = doors.report(actor, key)
    context = {
        "report": row,
        "form": form,
        "answers": row.answered_at is None and parameters.can(actor, Act.ANSWER_REPORT, row.partner_id),
        "registers": parameters.can(actor, Act.RECORD_VIOLATION),
        "vendor": actor.kind is OrgKind.VENDOR,
    }
    return show(request, actor, at, "oversight/report.html", context, here="reports", status=status)


def _may_report(actor: Actor) -> bool:
    return may(actor, Act.REPORT_REFUSAL, Case(), law_of(actor)).allowed


def _partners(actor: Actor) -> list[tuple[int, str]]:
    """Those that served the client, the latest first."""
    agreed = {row.partner_id: row.partner.name for row in doors.agreements(actor, actor.organisation)}
    return list(agreed.items())

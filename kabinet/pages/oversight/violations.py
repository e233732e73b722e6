"""Violations: the vendor's auditor registers and withdraws, the partner reads and answers (L17b)."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.actions.organisations.oversight.reminders import days_to_come
from kabinet.actions.organisations.oversight.violations import (
    answer_violation,
    register_violation,
    withdraw_violation,
)
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT, VENDOR
from kabinet.pages.oversight import parameters
from kabinet.pages.oversight.statement_forms import AnswerForm, ReasonForm, ViolationForm, asked_day
from kabinet.pages.oversight.violation_filters import filter_form, narrowed, read_wanted, state_links
from kabinet.pages.oversight.violation_statuses import statuses_at_stake
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import moments
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.oversight_right import require_oversight
from kabinet.records import doors
from kabinet.records.doors.record_types import ViolationRecord
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.web import keyset

FEW = 50


@page(SUPPORT)
def listed(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The latest first; a partner reads its own."""
    require_oversight(actor)
    wanted, today = read_wanted(request.GET), vendor_day(at)
    found = narrowed(doors.violations(actor), wanted, today)
    rows, after = keyset.cut(
        found, "registered_at", keyset.place(request.GET.get("after", "")), parameters.SIZE
    )
    partners = _partners(actor) if actor.kind is OrgKind.VENDOR else []
    context = {
        "rows": rows,
        "count": found.count(),
        "form": filter_form(wanted, partners),
        "states": state_links(wanted),
        "narrowed": bool(wanted),
        "kept": urlencode(wanted),
        "today": today,
        "next": after,
        "begun": "after" in request.GET,
        "registers": parameters.can(actor, Act.RECORD_VIOLATION),
    }
    return show(request, actor, at, "oversight/violations.html", context, here="violations")


@page(VENDOR, "GET", "POST")
def new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Begun from a figure's tickets or from a report, whose numbers come in the address."""
    parameters.allowed(actor, Act.RECORD_VIOLATION)
    choices = _partners(actor), _reports(actor, request)
    form = (
        ViolationForm(*choices, request.POST)
        if request.method == "POST"
        else ViolationForm(*choices, initial=_begun(request, actor, at))
    )

    def done(made: ViolationRecord) -> HttpResponse:
        flash_message(request, _("Нарушение зарегистрировано, партнёру отправлено уведомление."))
        return SeeOther(reverse("violation", args=[made.pk]))

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form),
        act=lambda: register_violation(
            actor=actor, at=at, **{**form.cleaned_data, "tickets": form.numbers()}
        ),
        done=done,
    )


@page(SUPPORT)
def one(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The violation with its evidence and what was said to it."""
    return _one(request, actor, at, key, AnswerForm(), ReasonForm())


@page(SUPPORT, "POST")
def answer(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """What the partner says to it."""
    form = AnswerForm(request.POST)

    def done(_answered: object) -> HttpResponse:
        flash_message(request, _("Ответ сохранён: его видит %(vendor_firm)s."))
        return SeeOther(reverse("violation", args=[key]))

    return answer_form(
        request,
        form,
        show=partial(_one, request, actor, at, key, form, ReasonForm()),
        act=lambda: answer_violation(actor=actor, at=at, violation=key, text=request.POST.get("text", "")),
        done=done,
    )


@page(SUPPORT, "POST")
def withdraw(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """It counts no more."""
    form, reason = ReasonForm(request.POST), request.POST.get("reason", "")

    def done(_withdrawn: object) -> HttpResponse:
        flash_message(request, _("Нарушение снято, партнёр видит причину."))
        return SeeOther(reverse("violation", args=[key]))

    return answer_form(
        request,
        form,
        show=partial(_one, request, actor, at, key, AnswerForm(), form),
        act=lambda: withdraw_violation(actor=actor, at=at, violation=key, reason=reason),
        done=done,
    )


def _one(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    key: int,
    answers: AnswerForm,
    reason: ReasonForm,
    status: int = 200,
) -> HttpResponse:
    require_oversight(actor)
    row = doors.violation(actor, key)
    evidence = row.evidence
    reported = evidence.get("report")
    numbers = evidence.get("tickets", [])
    opened = set(doors.tickets(actor).filter(number__in=numbers).values_list("number", flat=True))
    context = {
        "violation": row,
        "tickets": [(number, number in opened) for number in numbers],
        "report": doors.reports(actor).filter(pk=reported).first() if reported else None,
        "evidence": evidence.get("text", ""),
        "form": answers,
        "reason": reason,
        "today": vendor_day(at),
        "reminders": days_to_come(row.answer_by, at),
        "statuses": statuses_at_stake(actor, row, vendor_day(at)),
        "answers": row.answered_at is None and parameters.can(actor, Act.ANSWER_VIOLATION, row.partner_id),
        "withdraws": row.withdrawn_at is None
        and parameters.can(actor, Act.WITHDRAW_VIOLATION, row.partner_id),
    }
    return show(request, actor, at, "oversight/violation.html", context, here="violations", status=status)


def _form(
    request: HttpRequest, actor: Actor, at: datetime, form: ViolationForm, status: int = 200
) -> HttpResponse:
    context = {"form": form, "action": request.get_full_path()}
    return show(request, actor, at, "oversight/violation_new.html", context, here="violations", status=status)


def _partners(actor: Actor) -> list[tuple[int, str]]:
    return [(each.pk, each.short_name) for each in doors.organisations(actor, OrgKind.PARTNER)]


def _reports(actor: Actor, request: HttpRequest) -> list[tuple[int, str]]:
    """The latest, and the one that the address names."""
    rows = doors.reports(actor)
    asked = _number(request.GET.get("report", ""))
    found = {row.pk: row for row in rows[:FEW]}
    if asked is not None and asked not in found:
        found |= {row.pk: row for row in rows.filter(pk=asked)}
    return [
        (key, f"{row.client.short_name} → {row.partner.short_name}, {moments.short_day(row.occurred_on)}")
        for key, row in found.items()
    ]


def _begun(request: HttpRequest, actor: Actor, at: datetime) -> dict[str, Any]:
    today = vendor_day(at)
    asked = {name: request.GET.get(name, "").replace("\0", "")[:4000] for name in ("clause", "tickets")}
    return {
        **asked,
        "partner": _number(request.GET.get("partner", "")),
        "report": _number(request.GET.get("report", "")),
        "occurred_on": asked_day(request.GET.get("day", "")) or today,
        "answer_by": today + timedelta(days=law_of(actor).violation_answer_days),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

"""A known problem is taken out of use, or brought back."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.problems.keep import retire_problem, revive_problem
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.forms import LongText
from kabinet.records import doors, lengths
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, may


class Retire(RefusableForm):
    """Why it is not offered any more."""

    ACT_JUDGES, REMEDIES = True, False

    reason = LongText(label=lazily("Почему снимаете"), max_length=lengths.REASON, rows=3, required=False)


@page(MEMBER, "GET", "POST")
def retire(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Asks for the reason, then takes it out of use."""
    row, form = doors.problem(actor, number), Retire(request.POST or None)
    case = Case(organisation=OrganisationCase(key=row.organisation_id))
    verdict = may(actor, Act.KEEP_PROBLEM, case, law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)
    context = {"form": form, "problem": row}

    def done(_retired: object) -> HttpResponse:
        flash_message(request, _("Проблема снята: в поиске и подсказках её больше нет."))
        return SeeOther(reverse("problem", args=[row.number]))

    return answer_form(
        request,
        form,
        show=partial(show, request, actor, at, "problems/retire.html", context, here="problems"),
        act=lambda: retire_problem(
            actor=actor, at=at, number=row.number, reason=request.POST.get("reason", "")
        ),
        done=done,
    )


@page(MEMBER, "POST")
def revive(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Back into the register."""
    revive_problem(actor=actor, at=at, number=number)
    flash_message(request, _("Проблема снова действует."))
    return SeeOther(reverse("problem", args=[number]))

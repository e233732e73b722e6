"""A known problem is written down, or written anew."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.problems.keep import add_problem, change_problem
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.problems.form import TEXTS, ProblemForm
from kabinet.pages.problems.source_ticket import Occasion, occasion
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui.act_page import answer_form
from kabinet.records import doors
from kabinet.records.doors.record_types import KnownProblemRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, ProblemAudience, may


@page(MEMBER, "GET", "POST")
def add(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A new problem; `?from=U-48217` has that ticket beside the form."""
    kind = _keeper(actor, actor.organisation)
    source = occasion(actor, request.GET.get("from", "").replace("\0", "")[:20])
    sent = request.POST if request.method == "POST" else None
    form = ProblemForm(kind, sent, initial=_begun(source), names_in=source.named if source else None)

    def done(made: KnownProblemRecord) -> HttpResponse:
        flash_message(request, _("Известная проблема %(number)s записана.") % {"number": made.number})
        return SeeOther(reverse("problem", args=[made.number]))

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form, source),
        act=lambda: add_problem(
            actor=actor, at=at, typed=form.typed(), source=source.number if source else ""
        ),
        done=done,
    )


@page(MEMBER, "GET", "POST")
def change(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The texts of a problem that the reader's house keeps."""
    row = doors.problem(actor, number)
    kind = _keeper(actor, row.organisation_id)
    initial = {name: getattr(row, name) for name in (*TEXTS, "audience")}
    form = ProblemForm(kind, request.POST if request.method == "POST" else None, initial=initial)

    def done(_changed: object) -> HttpResponse:
        flash_message(request, _("Изменения сохранены."))
        return SeeOther(reverse("problem", args=[row.number]))

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form, row=row),
        act=lambda: change_problem(
            actor=actor, at=at, number=row.number, typed=form.typed(), seen=request.POST.get("seen", "")
        ),
        done=done,
    )


def _keeper(actor: Actor, organisation: int) -> OrgKind:
    """Of which kind the keeper is; Refused for whoever keeps nothing there."""
    case = Case(organisation=OrganisationCase(key=organisation))
    verdict = may(actor, Act.KEEP_PROBLEM, case, law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)
    return OrgKind.VENDOR if actor.kind is OrgKind.VENDOR else OrgKind.PARTNER


def _begun(source: Occasion | None) -> dict[str, Any]:
    """Makers' facts alone: nothing of the client's goes over by itself."""
    facts = {"product": source.product, "affected": source.affected} if source else {}
    return {**facts, "audience": ProblemAudience.OWN}


def _form(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    form: ProblemForm,
    source: Occasion | None = None,
    row: KnownProblemRecord | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "source": source,
        "problem": row,
        "named": form.named,
        "action": request.get_full_path(),
        "seen": row.kept_at.isoformat() if row is not None else "",
    }
    return show(request, actor, at, "problems/form.html", context, here="problems", status=status)

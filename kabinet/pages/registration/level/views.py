"""The first step: the system, the symptoms, and the level that they come to (U3.5b)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kabinet.actions.tickets.registration.on_behalf import among
from kabinet.actions.unit.errors import Invalid
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import CLIENT, REGISTERS
from kabinet.pages.registration import drafts, parsing
from kabinet.pages.registration.caller import applicant, settled_letter
from kabinet.pages.registration.form.known import known
from kabinet.pages.registration.level import conditions, faults
from kabinet.pages.registration.level.form import LevelForm
from kabinet.pages.registration.level.judgement import Judged, judged, unanswered
from kabinet.pages.registration.level.result import result
from kabinet.pages.registration.refusal import crumbs, home, refuse
from kabinet.pages.registration.typed import Typed
from kabinet.pages.registration.version_change import version_change
from kabinet.pages.shell import show
from kabinet.pages.status_codes import UNPROCESSABLE
from kabinet.queries.registration_rights import Rights, beyond_level, rights
from kabinet.records import doors
from kabinet.records.doors.record_types import DraftRecord, PersonRecord, SystemRecord
from kabinet.regulation.access import Actor

STEPS = (_("Критичность"), _("Описание и окружение"))


@page(CLIENT, "GET", "POST")
def start(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A new form; sent, it becomes a draft. The same form sent again goes on with the same draft."""
    found = rights(actor, at)
    if request.method == "POST":
        mark = parsing.mark(request.POST.get("mark", ""))
        draft = drafts.marked(actor, mark)
        before = Typed.of(draft.content) if draft else Typed(mark=mark)
        return _sent(request, actor, at, before, found, draft)
    if found.failed:
        return refuse(request, actor, at, found.failed)
    fresh = Typed(mark=parsing.mark(), regulation=found.law.code, phone=doors.person(actor).phone)
    systems = _systems(actor)
    if len(systems) == 1:
        fresh = replace(fresh, system=systems[0].pk)
    return _shown(request, actor, at, unanswered(fresh), systems)


@page(REGISTERS, "GET", "POST")
def again(request: HttpRequest, actor: Actor, at: datetime, draft: int) -> HttpResponse:
    """The first step of a draft."""
    row = drafts.draft_of(actor, draft, for_update=request.method == "POST")
    if row is None:
        return drafts.become(actor, draft)
    typed = Typed.of(row.content)
    if request.method == "POST":
        return _sent(request, actor, at, typed, rights(actor, at, typed.client, typed.called), row)
    systems = _systems(actor, typed)
    answered = judged(actor, at, _with_open_system(typed, systems))
    if (
        failed := beyond_level(answered.promise.verdicts)
        if answered.promise
        else rights(actor, at, typed.client, typed.called).failed
    ):
        return refuse(request, actor, at, failed, kept=True)
    return _shown(request, actor, at, answered, systems, row)


@page(REGISTERS, "POST")
def counted(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The level that the answers come to now: what the page shows while one answers. Reads only."""
    begun = parsing.begun(request.POST)
    typed = parsing.level_read(request.POST, begun.leg, begun)
    found = _judged_or_open(actor, at, typed)
    system = doors.system(actor, found.typed.system) if found.typed.system else None
    context = step_context(found, LevelForm(found, ()), system)
    fresh = {
        "fresh_conditions": request.POST.get("shown-conditions", "") != context["conditions_shown"],
        "fresh_terms": ("shown-terms" in request.POST) != found.asks_terms,
    }
    return render(request, "registration/level/counted.html", {**context, **fresh})


def _sent(
    request: HttpRequest, actor: Actor, at: datetime, before: Typed, found: Rights, row: DraftRecord | None
) -> HttpResponse:
    typed = parsing.level_read(request.POST, found.leg, replace(before, regulation=found.law.code))
    if found.failed:
        return refuse(request, actor, at, found.failed, kept=drafts.kept_if_may(actor, at, typed, row))
    answered = _judged_or_open(actor, at, typed)
    if request.POST.get("step") == "count":
        return _shown(request, actor, at, answered, _systems(actor, before), row)
    form = LevelForm(answered, systems := _systems(actor, before), bound=True)
    if faults.faulty(form, answered, terms_shown="shown-terms" in request.POST):
        return _shown(request, actor, at, answered, systems, row, form)
    kept = drafts.keep(actor, at, _completed(actor, at, answered, found), row)
    drafts.drop_twins(actor, at, answered.typed.mark, but=kept.pk)
    if failed := beyond_level(answered.promise.verdicts if answered.promise else ()):
        return refuse(request, actor, at, failed, kept=True)
    return SeeOther(reverse("new_ticket_draft", args=[kept.pk]))


def _completed(actor: Actor, at: datetime, answered: Judged, found: Rights) -> Typed:
    """With everything that the second step knows before anybody types."""
    system, person = doors.system(actor, answered.typed.system or 0), _contact(actor, at, answered)
    own = person.pk == actor.person
    typed = answered.typed.knowing(known(answered.leg, found.case, system, person, own=own))
    named = typed.named or (person.pk if typed.values.get("contact") == person.name else None)
    level = answered.level.number if answered.level else None
    return replace(typed, system_name=system.name, level=level, named=named)


def _contact(actor: Actor, at: datetime, answered: Judged) -> PersonRecord:
    """The record of the contact chosen before, else of whoever asks."""
    contacts = answered.promise.contacts if answered.promise else ()
    chosen = among(contacts, answered.typed.named) if answered.typed.named else None
    return chosen.person if chosen else applicant(actor, at, answered.typed)


def _judged_or_open(actor: Actor, at: datetime, typed: Typed) -> Judged:
    """A system that was retired meanwhile is as good as none."""
    try:
        return judged(actor, at, typed)
    except Invalid:  # by hand: nothing was done, a look is taken again without the system
        return judged(actor, at, replace(typed, system=None))


def _with_open_system(typed: Typed, systems: list[SystemRecord]) -> Typed:
    return typed if typed.system in {system.pk for system in systems} else replace(typed, system=None)


def _systems(actor: Actor, typed: Typed | None = None) -> list[SystemRecord]:
    """The own ones, or those of the client who called."""
    return list(doors.systems(actor, (typed and typed.client) or actor.organisation))


def _shown(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    found: Judged,
    systems: list[SystemRecord],
    row: DraftRecord | None = None,
    form: LevelForm | None = None,
) -> HttpResponse:
    here = reverse("new_ticket_again", args=[row.pk]) if row else reverse("new_ticket")
    save = reverse("new_ticket_save", args=[row.pk]) if row else reverse("new_ticket_start_save")
    context = {
        **step_context(found, form or LevelForm(found, systems), _of(systems, found.typed.system)),
        "here": here,
        "save_url": save,
        "draft": row,
        "settled": settled_letter(actor, found.typed),
        "change": version_change(_drawn_by(request, row), found),
        "systems": systems,
        "steps": STEPS,
        "crumbs": crumbs(actor),
        "home": home(actor),
        # Whoever begins anew may have begun before.
        **({} if row else drafts.drafts(actor)),
    }
    status = UNPROCESSABLE if form is not None else 200
    return show(request, actor, at, "registration/level/level.html", context, here="new", status=status)


def _drawn_by(request: HttpRequest, row: DraftRecord | None) -> str:
    """The version of the form that was sent, or in which the draft was typed."""
    said = request.POST.get("regulation", "") if request.method == "POST" else ""
    return said or str(row.content.get("regulation", "") if row else "")


def _of(systems: list[SystemRecord], key: int | None) -> SystemRecord | None:
    return next((system for system in systems if system.pk == key), None)


def step_context(found: Judged, form: LevelForm, system: SystemRecord | None) -> Mapping[str, Any]:
    return {
        "system": system,
        "form": form,
        "typed": found.typed,
        "result": result(found),
        "conditions_title": conditions.title(found),
        "conditions_words": conditions.single_no(found),
        "conditions_shown": ",".join(each.code for each in conditions.conditional(found)),
        "refused_level": found.judgement.refused is not None,
        "unconfirmed_level": found.leg.level(found.judgement.symptoms).unconfirmed_level
        if found.asks_terms and found.judgement.symptoms
        else None,
    }

"""Rules by which new tickets find their people: their order, one rule's form, and who would have got the last tickets."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.desk.by_rule import would_get
from kabinet.actions.desk.rules import keep_rule, leg_of, remove_rule
from kabinet.pages.desk.rule_form import RuleForm, conditions_in_words
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.shell import flash_message, show, surroundings
from kabinet.pages.ui import moments
from kabinet.pages.ui.act_page import answer_form
from kabinet.pages.ui.citations import called
from kabinet.queries.desk_lead import leads, only_leads
from kabinet.records import doors
from kabinet.records.doors.record_types import AssignmentRuleRecord
from kabinet.regulation.access import Act, Actor

LAST = 20


class Tried(NamedTuple):
    """One of the last tickets: who would get it now by which rule, and who has it."""

    number: str
    subject: str
    when: str
    would: str
    place: int
    has: str


class RuleLine(NamedTuple):
    """One rule. `left`: its person works here no more, so it is passed over."""

    key: int
    place: int
    conditions: Sequence[str]
    assignee: str
    left: bool


@page(SUPPORT)
def rules(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """In the order in which they are tried."""
    facts = surroundings.facts(actor, at)
    here = {contact.person.pk for contact in doors.colleagues(actor)}
    found = doors.assignment_rules(actor)
    lines = [
        RuleLine(
            each.pk,
            each.place,
            conditions_in_words(actor, each),
            called(each.assignee.name),
            each.assignee_id not in here,
        )
        for each in found
    ]
    context = {
        "lines": lines,
        "keeps": leads(actor, Act.KEEP_RULES),
        "tried": _tried(actor, at, facts) if lines else [],
        "tab": "rules",
    }
    return show(request, actor, at, "desk/rules.html", context, here="desk", facts=facts)


@page(SUPPORT, "GET", "POST")
def rule_new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One more."""
    only_leads(actor, Act.KEEP_RULES)
    if request.method == "POST":
        return _kept(request, actor, at, None)
    return _form(request, actor, at, RuleForm(actor), None)


@page(SUPPORT, "GET", "POST")
def rule_one(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One is changed or moved."""
    found = doors.assignment_rule(actor, key)
    only_leads(actor, Act.KEEP_RULES)
    if request.method == "POST":
        return _kept(request, actor, at, key)
    return _form(request, actor, at, RuleForm(actor, initial=RuleForm.of(found)), key)


@page(SUPPORT, "GET", "POST")
def rule_remove(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One is taken away; sure is asked before."""
    found = doors.assignment_rule(actor, key)
    only_leads(actor, Act.KEEP_RULES)
    if request.method == "POST":
        remove_rule(actor=actor, at=at, key=key)
        flash_message(request, _("Правило убрано, следующие сдвинулись."))
        return SeeOther(reverse("assignment_rules"))
    context = {
        "title": _("Убрать правило № %(place)s") % {"place": found.place},
        "what": ", ".join(conditions_in_words(actor, found)),
        "consequence": _("Новые обращения пойдут по остальным правилам; уже назначенные не изменятся."),
        "back_url": reverse("assignment_rules"),
    }
    return show(request, actor, at, "desk/remove.html", context, here="desk")


def _kept(request: HttpRequest, actor: Actor, at: datetime, key: int | None) -> HttpResponse:
    form = RuleForm(actor, request.POST)

    def done(made: AssignmentRuleRecord) -> HttpResponse:
        flash_message(request, _("Правило № %(place)s сохранено.") % {"place": made.place})
        return SeeOther(reverse("assignment_rules"))

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form, key),
        act=lambda: keep_rule(actor=actor, at=at, key=key, **form.given()),
        done=done,
    )


def _form(
    request: HttpRequest, actor: Actor, at: datetime, form: RuleForm, key: int | None, status: int = 200
) -> HttpResponse:
    return show(
        request, actor, at, "desk/rule_form.html", {"form": form, "key": key}, here="desk", status=status
    )


def _tried(actor: Actor, at: datetime, facts: surroundings.Facts) -> list[Tried]:
    """Nothing is given to anybody: only what the rules would say."""
    tickets = doors.latest(actor, leg_of(actor), LAST)
    found = would_get(actor=actor, at=at, tickets=tickets)
    return [
        Tried(
            each.number,
            each.subject,
            moments.instant(each.registered_at, at, facts.zone),
            called(found[each.pk].name) if each.pk in found else "",
            found[each.pk].place if each.pk in found else 0,
            called(each.assignee_name),
        )
        for each in tickets
    ]

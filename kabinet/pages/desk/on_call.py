"""The order of call: who of the desk is told of a critical ticket at night, read by everybody there, kept by its leads."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.on_call.order import LONGEST, MINUTES, MOST, keep_step, remove_step
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import Files, Initial, Sent
from kabinet.queries.desk_lead import leads, only_leads
from kabinet.records import doors
from kabinet.records.doors.record_types import OnCallStepRecord
from kabinet.regulation.access import Act, Actor

OF_MINUTES = amounts.forms("минуту", "минуты", "минут")


class StepLine(NamedTuple):
    """One of the order. `left`: they work here no more, so they are passed over."""

    key: int
    place: int
    name: str
    minutes: str
    left: bool


class StepForm(RefusableForm):
    """Whom to call, and how long to wait for them."""

    FAULT_ENDS = "."

    person = forms.TypedChoiceField(label=lazily("Кого вызывать"), coerce=int)
    minutes = forms.IntegerField(
        label=lazily("Сколько минут ждать ответа"),
        help_text=lazily("Потом вызов пойдёт дальше"),
        min_value=1,
        max_value=LONGEST,
        initial=MINUTES,
    )
    place = forms.IntegerField(
        label=lazily("Место по порядку"),
        help_text=lazily("Пустое место — последнее"),
        required=False,
        min_value=1,
        max_value=MOST,
    )

    def __init__(
        self, actor: Actor, data: Sent = None, files: Files = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, files, initial=initial)
        people = [(each.person.pk, each.person.name) for each in doors.colleagues(actor)]
        self.fields["person"].choices = people  # type: ignore[attr-defined]


@page(SUPPORT)
def order(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Everybody in it, and in words what will happen."""
    steps = list(doors.on_call_steps(actor))
    here = {contact.person.pk for contact in doors.colleagues(actor)}
    lines = [
        StepLine(
            each.pk, each.place, called(each.person.name), _minutes(each.minutes), each.person_id not in here
        )
        for each in steps
    ]
    context = {
        "lines": lines,
        "words": _in_words([each for each in steps if each.person_id in here]) if lines else [],
        "keeps": leads(actor, Act.KEEP_ON_CALL),
        "full": len(lines) >= MOST,
        "tab": "on_call",
    }
    return show(request, actor, at, "desk/on_call.html", context, here="desk")


@page(SUPPORT, "GET", "POST")
def step_new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One more."""
    only_leads(actor, Act.KEEP_ON_CALL)
    if request.method == "POST":
        return _kept(request, actor, at, None)
    return _form(request, actor, at, StepForm(actor), None)


@page(SUPPORT, "GET", "POST")
def step_one(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One is changed or moved."""
    found = doors.on_call_step(actor, key)
    only_leads(actor, Act.KEEP_ON_CALL)
    if request.method == "POST":
        return _kept(request, actor, at, key)
    initial = {"person": found.person_id, "minutes": found.minutes, "place": found.place}
    return _form(request, actor, at, StepForm(actor, initial=initial), key)


@page(SUPPORT, "GET", "POST")
def step_remove(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One is taken out; sure is asked before."""
    found = doors.on_call_step(actor, key)
    only_leads(actor, Act.KEEP_ON_CALL)
    if request.method == "POST":
        remove_step(actor=actor, at=at, key=key)
        flash_message(request, _("Порядок вызова изменён, следующие сдвинулись."))
        return SeeOther(reverse("on_call"))
    context = {
        "title": _("Убрать из порядка вызова"),
        "what": called(found.person.name),
        "consequence": _("К критическим обращениям ночью этого человека больше не позовут."),
        "back_url": reverse("on_call"),
    }
    return show(request, actor, at, "desk/remove.html", context, here="desk")


def _kept(request: HttpRequest, actor: Actor, at: datetime, key: int | None) -> HttpResponse:
    form = StepForm(actor, request.POST)

    def done(made: OnCallStepRecord) -> HttpResponse:
        flash_message(request, _("Порядок вызова сохранён."))
        return SeeOther(reverse("on_call"))

    return answer_form(
        request,
        form,
        show=partial(_form, request, actor, at, form, key),
        act=lambda: keep_step(actor=actor, at=at, key=key, **form.cleaned_data),
        done=done,
    )


def _form(
    request: HttpRequest, actor: Actor, at: datetime, form: StepForm, key: int | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "key": key}
    return show(request, actor, at, "desk/on_call_form.html", context, here="desk", status=status)


def _in_words(steps: Sequence[OnCallStepRecord]) -> list[str]:
    """What will happen at night, with whoever works here today."""
    if not steps:
        return [_("Никто из них с обращениями не работает: сразу узнают те, кто ведёт порядок вызова.")]
    words = [_("Сразу: %(name)s.") % {"name": called(steps[0].person.name)}]
    waited = 0
    for step, following in pairwise(steps):
        waited += step.minutes
        said = {"after": _minutes(waited), "name": called(following.person.name)}
        words.append(_("Если никто не ответил, через %(after)s: %(name)s.") % said)
    said = {"after": _minutes(waited + steps[-1].minutes)}
    return [
        *words,
        _("Если не ответил никто, через %(after)s узнают те, кто ведёт порядок вызова.") % said,
    ]


def _minutes(number: int) -> str:
    return amounts.counted(number, *OF_MINUTES)

"""The order of call: who of the desk is told of a critical ticket at night, read by everybody there, kept by its leads."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.on_call.order import LONGEST, MINUTES, MOST, Days, keep_step, remove_step
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import amounts, moments
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import called
from kabinet.pages.ui.forms import Files, Initial, Sent
from kabinet.queries.desk_lead import leads, only_leads
from kabinet.records import doors
from kabinet.records.doors.record_types import OnCallStepRecord
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.organisation.duty import EVERY_DAY, OnDuty, Step, duty_day, on_duty, order_of

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
OF_MINUTES = amounts.forms("минуту", "минуты", "минут")


class StepLine(NamedTuple):
    """One of the order. `left`: they work here no more, so they are passed over."""

    key: int
    place: int
    name: str
    minutes: str
    days: str
    stand_in: str
    left: bool


class DutyDay(NamedTuple):
    """One day of this week, and who has duty on it."""

    day: str
    names: str
    today: bool


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
    days = forms.TypedMultipleChoiceField(
        label=lazily("Дни дежурства"),
        help_text=lazily(
            "Сутки с 9:00 этого дня до 9:00 следующего. Если не отмечен ни один день, дежурство каждый день"
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stand_in = forms.TypedChoiceField(
        label=lazily("Кто заменяет"), coerce=int, required=False, empty_value=None
    )
    away_from = forms.DateField(label=lazily("Заменяет с"), required=False, widget=DAY)
    away_until = forms.DateField(label=lazily("Заменяет по"), required=False, widget=DAY)
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
        self.fields["stand_in"].choices = [("", _("никто")), *people]  # type: ignore[attr-defined]
        self.fields["days"].choices = list(enumerate(_week_days()))  # type: ignore[attr-defined]

    def step(self) -> dict[str, Any]:
        """As the act takes it."""
        said = dict(self.cleaned_data)
        stand_in, first, last = (said.pop(name) for name in ("stand_in", "away_from", "away_until"))
        return {**said, "days": Days(said["days"], stand_in, first, last)}


@page(SUPPORT)
def order(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Everybody in it, who has duty this week, and in words what will happen."""
    steps = list(doors.on_call_steps(actor))
    here = {contact.person.pk for contact in doors.colleagues(actor)}
    lines = [
        StepLine(
            each.pk,
            each.place,
            called(each.person.name),
            _minutes(each.minutes),
            _days_said(each.days),
            _stand_in_said(each),
            each.person_id not in here,
        )
        for each in steps
    ]
    zone = ZoneInfo(doors.own_organisation(actor).zone)
    known, today = [_law_step(each, here) for each in steps], duty_day(at.astimezone(zone))
    context = {
        "lines": lines,
        "week": list(_week(known, today)),
        "zone": moments.zone_name(at, zone),
        "nobody": not on_duty(known, today),
        "words": _in_words(order_of(known, today)) if lines else [],
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
    initial = {
        "person": found.person_id,
        "minutes": found.minutes,
        "place": found.place,
        "days": [day for day in range(7) if found.days != EVERY_DAY and found.days >> day & 1],
        "stand_in": found.stand_in_id,
        "away_from": found.away_from,
        "away_until": found.away_until,
    }
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
        act=lambda: keep_step(actor=actor, at=at, key=key, **form.step()),
        done=done,
    )


def _form(
    request: HttpRequest, actor: Actor, at: datetime, form: StepForm, key: int | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "key": key}
    return show(request, actor, at, "desk/on_call_form.html", context, here="desk", status=status)


def _law_step(step: OnCallStepRecord, here: Collection[int]) -> Step:
    return Step(
        step.person_id,
        step.person.name,
        step.person_id in here,
        step.minutes,
        step.days,
        step.stand_in_id,
        step.stand_in.name if step.stand_in else "",
        step.stand_in_id in here,
        step.away_from,
        step.away_until,
    )


def _week(steps: Sequence[Step], today: date) -> Iterator[DutyDay]:
    """From Monday on, the week in which `today` lies."""
    monday = today - timedelta(days=today.weekday())
    for number, name in enumerate(_week_days()):
        day = monday + timedelta(days=number)
        names = ", ".join(called(each.name) for each in on_duty(steps, day))
        yield DutyDay(f"{name}, {moments.short_day(day)}", names, day == today)


def _week_days() -> list[str]:
    return [_("пн"), _("вт"), _("ср"), _("чт"), _("пт"), _("сб"), _("вс")]


def _days_said(days: int) -> str:
    if days == EVERY_DAY:
        return _("каждый день")
    return ", ".join(name for day, name in enumerate(_week_days()) if days >> day & 1)


def _stand_in_said(step: OnCallStepRecord) -> str:
    if step.stand_in is None or step.away_from is None or step.away_until is None:
        return ""
    said = {"first": moments.short_day(step.away_from), "last": moments.short_day(step.away_until)}
    return _("с %(first)s по %(last)s заменяет %(name)s") % {**said, "name": called(step.stand_in.name)}


def _in_words(steps: Sequence[OnDuty]) -> list[str]:
    """What will happen at night, with whoever works here today."""
    if not steps:
        return [_("Никто из них с обращениями не работает: сразу узнают те, кто ведёт порядок вызова.")]
    words = [_("Сразу: %(name)s.") % {"name": called(steps[0].name)}]
    waited = 0
    for step, following in pairwise(steps):
        waited += step.minutes
        said = {"after": _minutes(waited), "name": called(following.name)}
        words.append(_("Если никто не ответил, через %(after)s: %(name)s.") % said)
    said = {"after": _minutes(waited + steps[-1].minutes)}
    return [
        *words,
        _("Если не ответил никто, через %(after)s узнают те, кто ведёт порядок вызова.") % said,
    ]


def _minutes(number: int) -> str:
    return amounts.counted(number, *OF_MINUTES)

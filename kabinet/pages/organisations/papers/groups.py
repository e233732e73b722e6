"""Registered groups of companies, kept by the vendor's administrator (L13)."""

from datetime import date, datetime
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kabinet.actions.organisations.papers.groups import add_member, create_group, end_member
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.organisations.overview.days import state
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.forms import DayField, PaperForm
from kabinet.pages.organisations.papers.frame import Plate, reckon
from kabinet.pages.organisations.papers.preview import Reckoned
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.shell import show
from kabinet.records import doors
from kabinet.records.doors.record_types import GroupMemberRecord
from kabinet.regulation.access import Act, Actor, OrgKind


class NewGroupForm(Reckoned):
    name = forms.CharField(label=gettext_lazy("Название группы"), max_length=200)
    partner = forms.TypedChoiceField(label=gettext_lazy("Первый участник"), coerce=int)
    first_day = DayField(label=gettext_lazy("С какого дня"))


class MemberForm(Reckoned):
    partner = forms.TypedChoiceField(label=gettext_lazy("Партнёр"), coerce=int)
    first_day = DayField(label=gettext_lazy("С какого дня"))
    last_day = DayField(
        label=gettext_lazy("По какой день"), required=False, help_text=gettext_lazy("Пусто, если бессрочно")
    )


class LastDayForm(Reckoned):
    last_day = DayField(label=gettext_lazy("Последний день в группе"))


@page(VENDOR)
def company_groups(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Every group with its members of all days."""
    today, found = place.today(at), list(doors.groups(actor))
    members = list(doors.members(actor, [group.pk for group in found]))
    may = Rights(actor, place.today(at), doors.own_organisation(actor)).may(Act.KEEP_GROUP)
    shown = [
        {
            "name": group.name,
            "add_url": reverse("add_member", args=[group.pk]),
            "members": [_member(each, today) for each in members if each.group_id == group.pk],
        }
        for group in found
    ]
    return show(
        request, actor, at, "organisations/papers/groups.html", {"groups": shown, "may": may}, here="partners"
    )


@page(VENDOR, "GET", "POST")
def create(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A group with its first member."""
    _demand(actor, at)
    form = NewGroupForm(place.posted(request), initial={"first_day": place.today(at)})
    _partners(actor, form)
    plate = _plate(_("Зарегистрировать группу"), _("Зарегистрировать"), _("Группа зарегистрирована."))
    return reckon(request, actor, at, plate, form, create_group)


@page(VENDOR, "GET", "POST")
def add(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One more member, from a day to a day."""
    group = doors.company_group(actor, key)
    _demand(actor, at)
    form = MemberForm(place.posted(request), initial={"first_day": place.today(at)})
    _partners(actor, form)
    plate = _plate(_("Добавить участника"), _("Добавить"), _("Участник добавлен."), group.name)
    return reckon(request, actor, at, plate, form, partial(add_member, group=key))


@page(VENDOR, "GET", "POST")
def end(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A member leaves after a day."""
    member = doors.member(actor, key)
    _demand(actor, at)
    form = LastDayForm(place.posted(request), initial={"last_day": place.today(at)})
    plate = _plate(
        _("Вывести из группы"),
        _("Вывести"),
        _("Записано: со следующего дня партнёр не состоит в группе."),
        f"{member.partner.name}, {member.group.name}",
        danger=True,
    )
    supposed = {"last_day": place.today(at)}
    return reckon(request, actor, at, plate, form, partial(end_member, member=key), supposed)


def _plate(title: str, verb: str, done: str, line: str = "", *, danger: bool = False) -> Plate:
    joined = _("Сотрудники участников работают с обращениями всей группы, если статус есть хотя бы у одного.")
    left = _("На следующий день его сотрудники не увидят обращений других участников, а те — его обращений.")
    return Plate(
        title=title,
        verb=verb,
        done=done,
        line=line,
        consequence=left if danger else joined,
        danger=danger,
        icon="users",
        clause="L13",
        back=reverse("groups"),
        back_words=_("Группы компаний"),
        here="partners",
    )


def _demand(actor: Actor, at: datetime) -> None:
    Rights(actor, place.today(at), doors.own_organisation(actor)).demand(Act.KEEP_GROUP)


def _partners(actor: Actor, form: PaperForm) -> None:
    rows = [(row.pk, row.short_name) for row in doors.organisations(actor, OrgKind.PARTNER)]
    form.fields["partner"].choices = rows  # type: ignore[attr-defined]


def _member(row: GroupMemberRecord, today: date) -> dict[str, Any]:
    return {
        "name": row.partner.short_name,
        "url": reverse("organisation_papers", args=[row.partner_id]),
        "state": state(row.first_day, row.last_day, today),
        "end_url": reverse("end_member", args=[row.pk])
        if row.last_day is None or row.last_day >= today
        else "",
    }

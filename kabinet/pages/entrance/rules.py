"""«Порядок входа», for the vendor's administrator: of which roles a second factor is demanded, whether passwords let in,
and the emergency door."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kabinet.actions.factors import demand, local_sign_in
from kabinet.actions.unit.errors import Refused
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import VENDOR
from kabinet.pages.shell import flash_message, show
from kabinet.pages.ui import moments
from kabinet.pages.ui.act_page import RefusableForm, answer_form
from kabinet.pages.ui.citations import spoken
from kabinet.records import doors
from kabinet.records.versions.regulations import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case, OrgKind
from kabinet.regulation.organisation.contact_roles import ROLE_WORDS
from kabinet.regulation.organisation.sign_in import EVERY_ROLE, MOST_HOURS, PARTIES, PartyRole
from kabinet.web import security_log

Counts = Mapping[PartyRole, tuple[int, int]]


class Closing(RefusableForm):
    """Whose passwords let in all the same is read by hand (chosen_in); what stands against closing stands over the form."""


class Door(RefusableForm):
    """For how long and why."""

    hours = forms.IntegerField(
        label=gettext_lazy("На сколько часов"),
        min_value=1,
        max_value=MOST_HOURS,
        initial=4,
        error_messages={"required": gettext_lazy("Напишите, на сколько часов")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Причина"),
        max_length=local_sign_in.LONGEST_REASON,
        help_text=gettext_lazy("Её прочтут все администраторы, и она останется в истории"),
        error_messages={"required": gettext_lazy("Напишите причину")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@page(VENDOR, "GET", "POST")
def rules(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Each role of each party, with how many people have no second factor yet."""
    _may(actor, at)
    if request.method != "POST":
        return _page(request, actor, at)
    if demand.demand_factors(actor=actor, at=at, of=chosen_in(request.POST, "factor")):
        security_log.tell(request, "factor demanded")
        flash_message(
            request, _("Сохранено. Кого это касается, узнает из уведомления; спросим при следующем входе.")
        )
    else:
        flash_message(request, _("Ничего не изменилось."))
    return SeeOther(reverse("sign_in_rules"))


@page(VENDOR, "POST")
def local(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Passwords are closed, but for the roles that were ticked, or opened."""
    _may(actor, at)
    form, opens = Closing(request.POST), "open" in request.POST

    def act() -> None:
        if opens:
            local_sign_in.open_local(actor=actor, at=at)
        else:
            local_sign_in.close_local(actor=actor, at=at, kept=chosen_in(request.POST, "password"))

    def done(_nothing: None) -> HttpResponse:
        security_log.tell(request, "local sign-in opened" if opens else "local sign-in closed")
        flash_message(request, _("Вход по паролю открыт для всех.") if opens else _("Вход по паролю закрыт."))
        return SeeOther(reverse("sign_in_rules") + "#local")

    def shown(status: int = 200) -> HttpResponse:
        return _page(request, actor, at, closing=form, status=status)

    return answer_form(request, form, show=shown, act=act, done=done)


@page(VENDOR, "POST")
def door(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The emergency door is opened for some hours with a reason, or closed before its time."""
    _may(actor, at)
    closes = "close" in request.POST
    form = Closing(request.POST) if closes else Door(request.POST)

    def act() -> None:
        if closes:
            local_sign_in.close_door(actor=actor, at=at)
        else:
            given = form.cleaned_data
            local_sign_in.open_door(actor=actor, at=at, hours=given["hours"], reason=given["reason"])

    def done(_nothing: None) -> HttpResponse:
        security_log.tell(request, "emergency door closed" if closes else "emergency door opened")
        flash_message(request, _("Аварийный вход закрыт.") if closes else _("Аварийный вход открыт."))
        return SeeOther(reverse("sign_in_rules") + "#door")

    def shown(status: int = 200) -> HttpResponse:
        return _page(request, actor, at, opening=form, status=status)

    return answer_form(request, form, show=shown, act=act, done=done)


def chosen_in(sent: QueryDict, name: str) -> list[PartyRole]:
    """The roles that were ticked; what names none is nobody."""
    ticked = set(sent.getlist(name))
    return [each for each in EVERY_ROLE if value_of(each) in ticked]


def value_of(each: PartyRole) -> str:
    """How a form names a role."""
    return f"{each.kind}:{each.role}"


def _page(
    request: HttpRequest,
    actor: Actor,
    at: datetime,
    *,
    closing: RefusableForm | None = None,
    opening: RefusableForm | None = None,
    status: int = 200,
) -> HttpResponse:
    standing, counts = local_sign_in.local_sign_in(at), demand.counts()
    zone, portal = ZoneInfo(doors.person(actor).zone), settings.SIGN_IN_PROVIDERS.portal
    context: dict[str, Any] = {
        "parties": list(_parties(demand.demanded_now(), counts)),
        "kept": list(_parties(standing.kept, counts)),
        "provider": portal,
        "own": bool(settings.SIGN_IN_PROVIDERS.own),
        "standing": standing,
        "until": moments.instant(standing.until, at, zone) if standing.until else "",
        "comes": local_sign_in.who_comes() if portal else None,
        "closing": closing or Closing(),
        "opening": opening or Door(),
        "door": opening if isinstance(opening, Door) else Door(),
    }
    return show(request, actor, at, "entrance/rules.html", context, here="sign_in_rules", status=status)


def _parties(chosen: frozenset[PartyRole], counts: Counts) -> Iterator[dict[str, Any]]:
    for kind in OrgKind:
        roles = [each for each in EVERY_ROLE if each.kind is kind]
        yield {"name": spoken(PARTIES[kind]), "roles": [_line(each, chosen, counts) for each in roles]}


def _line(each: PartyRole, chosen: frozenset[PartyRole], counts: Counts) -> dict[str, Any]:
    people, without = counts.get(each, (0, 0))
    return {
        "value": value_of(each),
        "title": spoken(ROLE_WORDS[each.role].title),
        "on": each in chosen,
        "people": people,
        "without": without,
    }


def _may(actor: Actor, at: datetime) -> None:
    verdict = access.may(actor, Act.KEEP_SIGN_IN, Case(today=vendor_day(at)), law_of(actor))
    if not verdict.allowed:
        raise Refused(verdict)

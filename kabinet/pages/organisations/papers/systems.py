"""A client's systems: added, changed, retired by the client and by its servicing partner (U3.6d, U6a)."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kabinet.actions.organisations.papers.paperwork import stamp
from kabinet.actions.organisations.papers.systems import add_system, change_system, retire_system
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT, MEMBER, SUPPORT
from kabinet.pages.organisations.papers import place
from kabinet.pages.organisations.papers.forms import PaperForm, Sure
from kabinet.pages.organisations.papers.frame import Plate, answer
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.organisations.papers.system_form import FIELDS, SystemForm
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord, SystemRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, OrgKind
from kabinet.regulation.legs import LegCode


@page(CLIENT, "GET", "POST")
def new(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The reader's own organisation gets one more system."""
    return _added(request, actor, at, doors.own_organisation(actor))


@page(SUPPORT, "GET", "POST")
def new_of(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """The servicing partner enters a client's system."""
    return _added(request, actor, at, place.organisation(actor, key, OrgKind.CLIENT))


@page(MEMBER, "GET", "POST")
def change(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """What is known of a system; ending its production says first which open tickets that concerns."""
    system = _system(actor, key)
    Rights(actor, place.today(at), system.client).demand(Act.KEEP_SYSTEM)
    flagged = _critical(actor, system) if system.production else []
    initial = {name: getattr(system, name) for name in FIELDS} | {"seen": stamp(system)}
    form = SystemForm(place.posted(request), initial=initial, flagged=flagged)
    plate = _plate(actor, system.client, system.name, _("Сохранить"), _("Сведения о системе сохранены."))
    return answer(request, actor, at, plate, form, partial(change_system, system=key))


@page(MEMBER, "GET", "POST")
def retire(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """No new ticket names it any more."""
    system = _system(actor, key)
    Rights(actor, place.today(at), system.client).demand(Act.KEEP_SYSTEM)
    plate = _plate(
        actor,
        system.client,
        _("Вывести из работы"),
        _("Вывести из работы"),
        _("Система выведена из работы."),
        line=system.name,
        consequence=_("Новых обращений по этой системе не будет, открытые продолжатся. Вернуть её нельзя."),
        danger=True,
    )
    form: PaperForm = Sure(place.posted(request))
    return answer(request, actor, at, plate, form, partial(retire_system, system=key))


def _added(request: HttpRequest, actor: Actor, at: datetime, client: OrganisationRecord) -> HttpResponse:
    Rights(actor, place.today(at), client).demand(Act.KEEP_SYSTEM)
    licence = doors.licences(actor, client.pk).first()
    initial = {"main_delivery": licence.main_delivery if licence else ""}
    form = SystemForm(place.posted(request), initial=initial)
    plate = _plate(actor, client, _("Добавить систему"), _("Добавить"), _("Система добавлена."))
    return answer(request, actor, at, plate, form, partial(add_system, client=client.pk))


def _system(actor: Actor, key: int) -> SystemRecord:
    """A system in use, or Closed."""
    system = doors.system(actor, key)
    if system.retired:
        raise doors.Closed
    return system


def _critical(actor: Actor, system: SystemRecord) -> list[str]:
    """Numbers of the open tickets about it whose level is for production alone, as far as the reader reaches them."""
    levels = [level.number for level in law_of(actor).leg(LegCode.CLIENT).levels if level.production_only]
    rows = doors.tickets(actor).filter(
        system=system, leg=LegCode.CLIENT, closed_at__isnull=True, level__in=levels
    )
    return list(rows.order_by("number").values_list("number", flat=True))


def _plate(
    actor: Actor,
    client: OrganisationRecord,
    title: str,
    verb: str,
    done: str,
    line: str = "",
    consequence: str = "",
    *,
    danger: bool = False,
) -> Plate:
    own = client.pk == actor.organisation
    return Plate(
        title=title,
        verb=verb,
        done=done,
        line=line or client.name,
        consequence=consequence,
        danger=danger,
        icon="trash-2" if danger else "check",
        clause="U6a",
        template="organisations/papers/act.html" if danger else "organisations/papers/system.html",
        back=place.systems_of(actor, client.pk),
        back_words=_("Системы") if own else client.short_name,
        here="systems" if own else "clients",
    )

"""The sections of one organisation. `own.py` opens them for the reader's own, `lists.py` leads to those of others."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.organisations.overview import roster, systems_rows, warning
from kabinet.pages.organisations.overview.papers import of_client, of_partner
from kabinet.pages.organisations.overview.papers_beside import beside
from kabinet.pages.organisations.overview.people_acts import people_acts
from kabinet.pages.organisations.papers.available_acts import new_system, of_system
from kabinet.pages.organisations.papers.rights import Rights
from kabinet.pages.shell import show, surroundings
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.pack import Pack

SECTIONS = {
    OrgKind.CLIENT: ("people", "systems", "papers"),
    OrgKind.PARTNER: ("people", "papers"),
    OrgKind.VENDOR: ("people",),
}
PAGES = {"people": "organisation", "systems": "organisation_systems", "papers": "organisation_papers"}


@page(SUPPORT)
def people(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """Another organisation's people."""
    return section(request, actor, at, doors.organisation_inside(actor, key), "people")


@page(SUPPORT)
def systems(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """A client's systems."""
    return section(request, actor, at, doors.organisation_inside(actor, key), "systems")


@page(SUPPORT)
def papers(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """What the rights of an organisation rest on."""
    return section(request, actor, at, doors.organisation_inside(actor, key), "papers")


def section(
    request: HttpRequest, actor: Actor, at: datetime, organisation: OrganisationRecord, name: str
) -> HttpResponse:
    """One section of one organisation; Closed for a section that its kind does not have."""
    kind = OrgKind(organisation.kind)
    if name not in SECTIONS[kind]:
        raise doors.Closed
    today, law = vendor_day(at), law_of(actor)
    own = organisation.pk == actor.organisation
    facts = surroundings.facts(actor, at)
    context = {
        **(people_acts(actor, organisation, facts.zone, at) if name == "people" else {}),
        **CONTEXTS[name](actor, organisation, law, today),
        "organisation": organisation,
        "own": own,
        "tabs": [] if own else _tabs(organisation, name),
        "crumbs": [] if own else [_way(kind)],
    }
    here = name if own else _list(kind)
    return show(request, actor, at, f"organisations/overview/{name}.html", context, here=here, facts=facts)


def _people(actor: Actor, organisation: OrganisationRecord, law: Pack, today: date) -> Mapping[str, Any]:
    kind = OrgKind(organisation.kind)
    contacts = doors.people(actor, organisation.pk)
    pending = [
        {"name": each.person.name, "words": roster.role_names(each.pending), "key": each.person.pk}
        for each in roster.waiting(contacts)
    ]
    too_few = warning.too_few_certified(contacts, law, today) if kind is OrgKind.PARTNER else None
    return {
        "headings": roster.roster(kind, contacts, law, today),
        "pending": pending,
        "warning": too_few,
        "side": kind.value,
    }


def _systems(actor: Actor, organisation: OrganisationRecord, law: Pack, today: date) -> Mapping[str, Any]:
    rights = Rights(actor, today, organisation)
    rows = [
        (systems_rows.row(each), of_system(rights, each)) for each in doors.systems(actor, organisation.pk)
    ]
    return {"systems": rows, "deeds": new_system(rights)}


def _papers(actor: Actor, organisation: OrganisationRecord, law: Pack, today: date) -> Mapping[str, Any]:
    of = of_client if organisation.kind == OrgKind.CLIENT else of_partner
    rights = Rights(actor, today, organisation)
    return {"cards": of(rights, law, today), **beside(rights, today)}


CONTEXTS = {"people": _people, "systems": _systems, "papers": _papers}


def _tabs(organisation: OrganisationRecord, current: str) -> list[Mapping[str, Any]]:
    labels = {"people": _("Сотрудники"), "systems": _("Системы"), "papers": _("Лицензии и договоры")}
    if organisation.kind == OrgKind.PARTNER:
        labels["papers"] = _("Статус и группа")
    return [
        {
            "label": labels[name],
            "url": reverse(PAGES[name], args=[organisation.pk]),
            "current": name == current,
        }
        for name in SECTIONS[OrgKind(organisation.kind)]
    ]


def _list(kind: OrgKind) -> str:
    return "clients" if kind is OrgKind.CLIENT else "partners"


def _way(kind: OrgKind) -> Mapping[str, str]:
    label = _("Клиенты") if kind is OrgKind.CLIENT else _("Партнёры")
    return {"url": reverse(_list(kind)), "label": label}

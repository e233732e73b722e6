"""The lists that lead to organisations: a partner's clients; the vendor's partners and clients."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT, VENDOR
from kabinet.pages.organisations.overview.days import State, in_force, state
from kabinet.pages.shell import show
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationRecord
from kabinet.records.versions import law_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import LEADS, Actor, OrgKind
from kabinet.web import keyset

SIZE = 100


@page(SUPPORT)
def clients(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Clients with their licence and, for the vendor, their partner."""
    return _list(request, actor, at, OrgKind.CLIENT, ("licences", "agreements__partner"))


@page(VENDOR)
def partners(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Partners with their status."""
    return _list(request, actor, at, OrgKind.PARTNER, ("statuses",))


def _list(
    request: HttpRequest, actor: Actor, at: datetime, kind: OrgKind, with_: tuple[str, ...]
) -> HttpResponse:
    today = vendor_day(at)
    query = doors.organisations(actor, kind).prefetch_related(*with_)
    shown, following = keyset.cut_by_name(query, keyset.named(request.GET.get("after", "")), SIZE)
    context = {
        "title": _("Клиенты") if kind is OrgKind.CLIENT else _("Партнёры"),
        "rows": [_row(each, tags_of(each, actor, today)) for each in shown],
        "next": following,
        "of_clients": kind is OrgKind.CLIENT,
        "enters_clients": actor.kind is OrgKind.PARTNER and bool(actor.roles & LEADS),
    }
    here = "clients" if kind is OrgKind.CLIENT else "partners"
    return show(request, actor, at, "organisations/overview/list.html", context, here=here)


def _row(organisation: OrganisationRecord, tags: Iterable[State]) -> Mapping[str, Any]:
    return {
        "url": reverse("organisation", args=[organisation.pk]),
        "name": organisation.short_name,
        "full_name": organisation.name,
        "phone": organisation.phone,
        "tags": list(tags),
    }


def tags_of(organisation: OrganisationRecord, actor: Actor, today: date) -> Iterable[State]:
    """How an organisation stands: its licence, its status."""
    tags = _client_tags if organisation.kind == OrgKind.CLIENT else _partner_tags
    return tags(organisation, actor, today)


def _client_tags(client: OrganisationRecord, actor: Actor, today: date) -> Iterable[State]:
    if client.pending:
        yield State("note", "hourglass", _("ждёт подтверждения %(vendor_name_gen)s"))
    if actor.kind is OrgKind.VENDOR:
        for agreed in client.agreements.all():
            if in_force(agreed.first_day, agreed.last_day, today):
                yield State("partner", "building-2", agreed.partner.short_name)
    licences = sorted((row for row in client.licences.all() if not row.pending), key=lambda row: row.last_day)
    if licences:
        found = state(licences[-1].first_day, licences[-1].last_day, today)
        yield State(found.tone, found.icon, _("%(Vendor_licence)s") + ": " + found.words)
    else:
        yield State("bad", "calendar-x", _("%(Vendor_licence_gen)s нет"))


def _partner_tags(partner: OrganisationRecord, actor: Actor, today: date) -> Iterable[State]:
    law = law_of(actor)
    names = law.entitlement.partner_statuses if law.entitlement else {}
    rows = sorted(partner.statuses.all(), key=lambda row: row.first_day)
    if not rows:
        yield State("", "ban", _("статуса нет"))
        return
    last = rows[-1]
    name = names[last.status].say(get_language() or "ru") if last.status in names else last.status
    found = state(last.first_day, last.last_day, today)
    held = in_force(last.first_day, last.last_day, today)
    yield State(found.tone, found.icon, name if held and not last.last_day else f"{name}, {found.words}")

"""What happened to an organisation: who, when, from what to what (U5d)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.actions.notices import kinds, wording
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.organisations.people.page_context import place
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import moments
from kabinet.records import doors
from kabinet.records.doors.record_types import OrganisationFactRecord
from kabinet.regulation.access import Act, Actor
from kabinet.web import keyset

SIZE = 50


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry."""

    icon: str
    words: str
    who: str
    clause: str
    at: datetime
    clock: str


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one local day."""

    title: str
    rows: tuple[HistoryRow, ...]


@page(MEMBER)
def history(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """For its own administrators, the vendor, and the partner that serves a client."""
    where = place(actor, at, key)
    if where.own:
        where.demand(Act.MANAGE_CONTACTS)
    after = keyset.place(request.GET.get("after", ""))
    shown, following = keyset.cut(doors.entries(actor, key), "occurred_at", after, SIZE)
    facts = surroundings.facts(actor, at)
    context = {
        "where": where,
        "days": list(_days(shown, at, facts.zone)),
        "next": following,
    }
    return show(
        request, actor, at, "organisations/people/history.html", context, here=where.here, facts=facts
    )


def latest(actor: Actor, organisation: int, zone: ZoneInfo, count: int = 5) -> list[HistoryRow]:
    """The newest entries, for the side of another page."""
    return [_row(entry, zone) for entry in doors.entries(actor, organisation)[:count]]


def _days(entries: Iterable[OrganisationFactRecord], at: datetime, zone: ZoneInfo) -> Iterator[Day]:
    today = at.astimezone(zone).date()
    for day, rows in groupby(entries, key=lambda entry: entry.occurred_at.astimezone(zone).date()):
        yield Day(_title(day, today), tuple(_row(entry, zone) for entry in rows))


def _title(day: date, today: date) -> str:
    return moments.weekday(day, today)


def _row(entry: OrganisationFactRecord, zone: ZoneInfo) -> HistoryRow:
    who = ", ".join(part for part in (entry.actor_name, entry.actor_organisation) if part)
    return HistoryRow(
        icon=kinds.of_organisation(entry.kind).icon,
        words=wording.of_entry(entry).say(get_language() or "ru"),
        who=who,
        clause=entry.clause,
        at=entry.occurred_at,
        clock=moments.clock(entry.occurred_at, zone),
    )

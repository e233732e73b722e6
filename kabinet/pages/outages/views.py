"""The list of outages that concern the reader, and one of them with its history, what came in it and what still waits."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kabinet.actions.inbox.sorting import State
from kabinet.actions.notices import wording
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.letters import held_words
from kabinet.pages.outages import showing
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import deadlines
from kabinet.queries.desk_lead import leads
from kabinet.records import doors
from kabinet.records.doors.record_types import OutageRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, may
from kabinet.web import keyset

SIZE = 30
MOST_TICKETS, MOST_LETTERS = 100, 50
GUIDES = {OrgKind.CLIENT: "outage", OrgKind.PARTNER: "outage-desk", OrgKind.VENDOR: "outage-vendor"}


@page(MEMBER)
def listed(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The latest first, a page at a time."""
    facts = surroundings.facts(actor, at)
    rows, after = keyset.cut(
        doors.outages(actor), "began_at", keyset.place(request.GET.get("after", "")), SIZE
    )
    context = {
        "rows": list(showing.outage_lines(rows, doors.taken_during(actor, rows), at, facts.zone)),
        "next": after,
        "begun": "after" in request.GET,
        "declares": may_declare(actor, actor.organisation),
        "asks": actor.kind is OrgKind.CLIENT,
    }
    return show(request, actor, at, "outages/list.html", context, here="outages", facts=facts)


@page(MEMBER)
def outage(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One of them: its times, what was corrected, which of the reader's tickets came in it."""
    row, facts = doors.outage(actor, key), surroundings.facts(actor, at)
    found = list(doors.tickets_during(actor, row)[: MOST_TICKETS + 1])
    [line] = showing.outage_lines([row], {row.pk: len(found)}, at, facts.zone)
    sorts = leads(actor, Act.SORT_LETTERS)
    own, overseen = may_declare(actor, row.organisation_id), actor.kind is OrgKind.VENDOR
    context = {
        "line": line,
        "guide": GUIDES[actor.kind or OrgKind.CLIENT],
        "outage": row,
        "tickets": found[:MOST_TICKETS],
        "more": len(found) > MOST_TICKETS,
        "sorts": sorts,
        **(_not_entered(actor, row, at) if sorts else {}),
        "calls": actor.kind is OrgKind.PARTNER,
        "corrects": own,
        "ends": own and (row.ends_at is None or row.ends_at > at),
        "history": _history(actor, row.pk, row.organisation_id, facts.zone) if own or overseen else (),
    }
    return show(request, actor, at, "outages/outage.html", context, here="outages", facts=facts)


def _not_entered(actor: Actor, row: OutageRecord, at: datetime) -> dict[str, Any]:
    """Letters of that time that wait for the reader's desk, the oldest first, each with why; how many more there are."""
    until = at if row.ends_at is None else min(row.ends_at, at)
    waits = doors.incoming_letters(actor).filter(state__in=(State.HELD, State.FORM))
    came = waits.filter(arrived_at__gte=row.began_at, arrived_at__lte=until).order_by("arrived_at", "id")
    why = held_words.reasons()
    shown = list(came[: MOST_LETTERS + 1])
    beyond = came.count() - MOST_LETTERS if len(shown) > MOST_LETTERS else 0
    said = [(each, why.get(each.why) or held_words.state(each.state)) for each in shown[:MOST_LETTERS]]
    return {"letters": said, "letters_beyond": beyond}


def may_declare(actor: Actor, organisation: int) -> bool:
    """Whether the reader declares outages of this house."""
    case = Case(organisation=OrganisationCase(key=organisation))
    return may(actor, Act.DECLARE_OUTAGE, case, law_of(actor)).allowed


def _history(actor: Actor, key: int, organisation: int, zone: ZoneInfo) -> list[tuple[str, str, datetime]]:
    """What the house's journal says of it: sentence, who, when."""

    def instant(at: datetime) -> str:
        return deadlines.full(at, deadlines.Zones(zone, zone))

    rows = doors.outage_entries(actor, organisation, key)
    language = get_language() or "ru"
    return [
        (wording.of_entry(row, instant=instant).say(language), row.actor_name, row.occurred_at)
        for row in rows
    ]

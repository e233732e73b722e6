"""Versions: of the regulation, of the calendar, of an agreement; and the terms a ticket lives under from its start."""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Q

from kabinet.records.models import Agreement, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import calendars, regulations
from kabinet.records.versions.calendars import working_time
from kabinet.records.versions.regulations import day_of, law, law_of, newest_pack, regulation_for
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.agreement import under
from kabinet.regulation.pack import Leg, Pack
from kabinet.regulation.terms import Terms
from kabinet.regulation.working_time import Calendar

__all__ = [
    "agreed",
    "agreement_by",
    "agreement_in_force",
    "calendar_of",
    "day_of",
    "law",
    "law_of",
    "leg_of",
    "newest_pack",
    "pack_of",
    "put_on_record",
    "regulation_for",
    "terms",
    "terms_of",
]


def pack_of(ticket: Ticket) -> Pack:
    """The regulation under which the ticket was registered (L16)."""
    return law(ticket.regulation.code)


def leg_of(ticket: Ticket) -> Leg:
    """The ticket's leg of that regulation."""
    return pack_of(ticket).leg(ticket.leg)


def terms_of(ticket: Ticket) -> Terms:
    """The leg's terms; on the client leg under the agreement that the ticket keeps."""
    return terms(ticket.regulation.code, ticket.leg, agreed(_agreement(ticket)))


def calendar_of(ticket: Ticket) -> Calendar:
    """Working time by the ticket's terms and its version of the year tables."""
    return working_time(terms_of(ticket).hours, ticket.calendar.code)


def terms(regulation: str, leg: str, agreement: Mapping[str, Any]) -> Terms:
    """The terms of a leg under what was agreed (`agreed`); nothing can be agreed on the vendor leg."""
    return _terms(regulation, leg, json.dumps(agreement, sort_keys=True) if leg == LegCode.CLIENT else "{}")


def agreed(agreement: Agreement | None) -> dict[str, Any]:
    """An agreement as kabinet.regulation.organisation.agreement reads it."""
    return {"zone": agreement.zone, **agreement.stricter} if agreement else {}


def agreement_in_force(client: int, day: date) -> Agreement | None:
    """The agreement of a client on `day`: it names the servicing partner. The actor must see the client's papers."""
    on_day = Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
    return Agreement.objects.select_related("client", "partner").filter(on_day, client=client).first()


def agreement_by(key: int | None) -> Agreement | None:
    """The agreement with this key, with its parties; the actor must be one of them."""
    found = Agreement.objects.select_related("client", "partner").filter(pk=key) if key else None
    return found.first() if found is not None else None


def put_on_record() -> None:
    """See that every version the program carries has its row; needs a transaction, changes none that is there."""
    with as_system("versions that the program carries"):
        regulations.put_carried_on_record()
        calendars.put_carried_on_record()


@lru_cache(maxsize=1024)
def _terms(regulation: str, leg: str, agreement: str) -> Terms:
    return under(law(regulation).leg(leg).terms, json.loads(agreement))


def _agreement(ticket: Ticket) -> Agreement | None:
    """Also one that the actor does not see any more: a ticket keeps its terms whoever looks."""
    if ticket.agreement_id is None or ticket.leg == LegCode.VENDOR:
        return None
    if Ticket.agreement.is_cached(ticket) and ticket.agreement is not None:
        return ticket.agreement
    with as_system("the agreement of a ticket"):
        ticket.agreement = Agreement.objects.get(pk=ticket.agreement_id)
    return ticket.agreement

"""The case of an act, read: the day, the rights with their days, how the ticket stands.

Gathered in one question to the database (sql_functions.py), as the system: a verdict is about the case, not about what the
actor sees of it. What is typed with the act (`Case.typed`) the act adds.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kabinet.records.fast.prepared import ask_named
from kabinet.records.models import System, Ticket
from kabinet.records.pending_words import waiting
from kabinet.records.versions import law_of, pack_of
from kabinet.regulation.access import (
    Actor,
    Case,
    Certificate,
    ClientRights,
    Held,
    Licence,
    OrgKind,
    PartnerRights,
    TicketCase,
    group_status,
)
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.work_days import Days, merged
from kabinet.regulation.pack import Pack

NAMES = (
    ("ticket", "bigint"),
    ("leg", "text"),
    ("client", "bigint"),
    ("partner", "bigint"),
    ("agreement", "bigint"),
    ("system", "bigint"),
    ("ended", "timestamptz"),
    ("at", "timestamptz"),
    ("zone", "text"),
    ("levels", "text[]"),
    ("person", "bigint"),
    ("certificate", "text"),
)
CASE = f"SELECT * FROM kabinet_case({', '.join(f'%({name})s::{kind}' for name, kind in NAMES)})"  # noqa: S608


def case_of(
    actor: Actor,
    *,
    at: datetime,
    ticket: Ticket | None = None,
    client: int | None = None,
    system: System | None = None,
    leg: str = LegCode.CLIENT,
    by: str = "",
    since: datetime | None = None,
) -> Case:
    """The case of an act on `ticket`; or of a registration for `client` (the actor's own organisation by default) with
    `system` on `leg`. A partner who registers stands for itself, a client for the partner of the agreement in force.

    `by` is the leg whose day counts, when it is not the ticket's own: passing on happens on the vendor's day. `since`: what
    is written down at `at` was done then, so the day and the rights with days are those of then.
    """
    pack = pack_of(ticket) if ticket else law_of(actor)
    asked = _of_ticket(ticket) if ticket else _of_registration(actor, client, system, leg)
    asked |= {**_of_pack(pack, by or str(asked["leg"])), "person": actor.person, "at": at}
    row = ask_named(CASE, asked | {"leg": by or asked["leg"]}) or {}
    stands, written_on = _ticket(asked, row), None
    if ticket is not None:
        stands = waiting(_standing(stands, ticket, row), ticket, row["pending"], at)
    if since is not None and since != at:
        written_on, row = (
            row["today"],
            ask_named(CASE, {**asked, "at": since, "leg": by or asked["leg"]}) or {},
        )
        stands = stands if ticket else _ticket(asked, row)
    return Case(
        today=row["today"],
        written_on=written_on,
        ticket=stands,
        client_rights=_of_client(row),
        partner_rights=_of_partner(row, pack),
    )


def _of_ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "ticket": ticket.pk,
        "leg": ticket.leg,
        "client": ticket.client_id,
        "partner": ticket.partner_id,
        "agreement": ticket.agreement_id,
        "system": ticket.system_id,
        "ended": ticket.closed_at,
    }


def _of_registration(actor: Actor, client: int | None, system: System | None, leg: str) -> dict[str, Any]:
    chosen = client or (system.client_id if system else None)
    return {
        "ticket": None,
        "leg": leg,
        "client": actor.organisation if actor.kind is OrgKind.CLIENT else chosen,
        "partner": actor.organisation if actor.kind is OrgKind.PARTNER else None,
        "agreement": None,
        "system": system.pk if system else None,
        "ended": None,
    }


def _of_pack(pack: Pack, leg: str) -> dict[str, Any]:
    rights = pack.entitlement
    return {
        "zone": pack.leg(leg).terms.hours.zone,
        "levels": list(rights.contract_levels) if rights else [],
        "certificate": rights.certificate if rights else "",
    }


def _ticket(asked: Mapping[str, Any], row: Mapping[str, Any]) -> TicketCase:
    return TicketCase(
        leg=asked["leg"],
        client=asked["client"],
        partner=row["partner"],
        agreement=row["agreement"],
        production=row["production"],
    )


def _standing(case: TicketCase, ticket: Ticket, row: Mapping[str, Any]) -> TicketCase:
    return replace(
        case,
        key=ticket.pk,
        status=ticket.status,
        level=ticket.level,
        terms_confirmed=bool(row["confirmed"]),
        terms_told=bool(row["terms_told"]),
        told=frozenset(row["told"]),
        child_open=row["child_open"],
        ended_on=row["ended"],
    )


def _of_client(row: Mapping[str, Any]) -> ClientRights:
    contract = (row["contract_level"], row["contract_first"], row["contract_last"])
    return ClientRights(
        licence=Licence(
            first_day=row["licence_first"],
            last_day=row["licence_last"],
            seller=row["seller"],
            delivery=row["delivery"],
        ),
        contract=contract if row["contract_level"] else None,
    )


def _of_partner(row: Mapping[str, Any], pack: Pack) -> PartnerRights:
    return PartnerRights(
        status=group_status([_held(each) for each in json.loads(row["statuses"])], row["today"]),
        days=_works(json.loads(row["works"]), pack),
        group=frozenset(row["fellows"]),
        certificate=Certificate(first_day=row["certificate_first"], last_day=row["certificate_last"]),
    )


def _works(rows: list[list[str | None]], pack: Pack) -> Days:
    """By the statuses that this regulation counts."""
    counted = pack.entitlement.partner_statuses if pack.entitlement else {}
    held = [_held(row) for row in rows]
    return merged((first or date.min, last) for status, first, last in held if status in counted)


def _held(row: list[str | None]) -> Held:
    kind, first, last = row
    return str(kind), _day(first), _day(last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

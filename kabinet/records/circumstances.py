"""What the law must know of a case before it judges an act: the day, the rights with their days, how the ticket stands.

Gathered in one question to the database (sql_functions.py), as the system: a verdict is about the case, not about what the
actor sees of it. What is typed with the act (reason, missing fields …) the act adds with `dataclasses.replace`.
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
from kabinet.regulation.access import Actor, Circumstances, Held, OrgKind, group_status
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


def circumstances(
    actor: Actor,
    *,
    at: datetime,
    ticket: Ticket | None = None,
    client: int | None = None,
    system: System | None = None,
    leg: str = "client",
    by: str = "",
) -> Circumstances:
    """The case of an act on `ticket`; or of a registration for `client` (the actor's own organisation by default) with
    `system` on `leg`. A partner who registers stands for itself, a client for the partner of the agreement in force.

    `by` is the leg whose day counts, when it is not the ticket's own: passing on happens on the vendor's day.
    """
    pack = pack_of(ticket) if ticket else law_of(actor)
    asked = _of_ticket(ticket) if ticket else _of_registration(actor, client, system, leg)
    asked |= {**_of_pack(pack, by or str(asked["leg"])), "person": actor.person, "at": at}
    row = ask_named(CASE, asked | {"leg": by or asked["leg"]}) or {}
    case = _case(asked, row, pack)
    return replace(case, **_standing(ticket, row), **waiting(ticket, row["pending"], at)) if ticket else case


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


def _case(asked: Mapping[str, Any], row: Mapping[str, Any], pack: Pack) -> Circumstances:
    contract = (row["contract_level"], row["contract_first"], row["contract_last"])
    return Circumstances(
        today=row["today"],
        leg=asked["leg"],
        client=asked["client"],
        partner=row["partner"],
        agreement=row["agreement"],
        partner_group=frozenset(row["fellows"]),
        production=row["production"],
        licence_first_day=row["licence_first"],
        licence_last_day=row["licence_last"],
        licence_seller=row["seller"],
        licence_delivery=row["delivery"],
        contract=contract if row["contract_level"] else None,
        partner_days=_works(json.loads(row["works"]), pack),
        partner_status=group_status([_held(each) for each in json.loads(row["statuses"])], row["today"]),
        certificate_first_day=row["certificate_first"],
        certificate_last_day=row["certificate_last"],
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


def _standing(ticket: Ticket, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ticket": ticket.pk,
        "status": ticket.status,
        "level": ticket.level,
        "assignee": ticket.assignee_id,
        "terms_confirmed": bool(row["confirmed"]),
        "child_open": row["child_open"],
        "told": frozenset(row["told"]),
        "ended_on": row["ended"],
    }

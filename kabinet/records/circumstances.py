"""What the law must know of a case before it judges an act: the day, the rights with their days, how the ticket stands.

Gathered in one question to the database, as the system: a verdict is about the case, not about what the actor sees of
it. What is typed with the act (reason, evidence, missing fields …) the act adds with `dataclasses.replace`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kabinet.records.models import System, Ticket
from kabinet.records.reach import read_as_system
from kabinet.records.versions import newest_pack, pack_of
from kabinet.regulation.access import Actor, Circumstances, Held, OrgKind
from kabinet.regulation.access_rights import group_status
from kabinet.regulation.clock import ClockName, Clocks
from kabinet.regulation.pack import Pack


def _on(day: str, row: str) -> str:
    return f"({row}.first_day <= {day} AND ({row}.last_day IS NULL OR {row}.last_day >= {day}))"


# Of several papers of one kind the one that gives the right on the day counts, else the one that ended last.
CASE = f"""
WITH agreed AS (
  SELECT a.id, a.partner_id, a.zone FROM agreement a
  WHERE CASE WHEN %(ticket)s::bigint IS NULL
    THEN a.client_id = %(client)s AND {_on("(%(at)s AT TIME ZONE a.zone)::date", "a")}
    ELSE a.id = %(agreement)s END LIMIT 1),
place AS (
  SELECT CASE %(leg)s WHEN 'client' THEN coalesce((SELECT zone FROM agreed), %(zone)s) ELSE %(zone)s END AS zone),
basis AS (
  SELECT coalesce(%(partner)s::bigint, (SELECT partner_id FROM agreed)) AS partner,
    (%(at)s AT TIME ZONE zone)::date AS today, (%(ended)s::timestamptz AT TIME ZONE zone)::date AS ended FROM place),
fellows AS (
  SELECT partner AS id FROM basis WHERE partner IS NOT NULL UNION
  SELECT g.partner_id FROM basis JOIN group_member own ON own.partner_id = basis.partner
  JOIN group_member g ON g.group_id = own.group_id WHERE {_on("today", "own")} AND {_on("today", "g")})
SELECT basis.today, basis.partner, basis.ended, (SELECT coalesce(array_agg(id), '{{}}') FROM fellows) AS fellows,
  l.first_day AS licence_first, l.last_day AS licence_last, l.seller_id AS seller, l.main_delivery AS delivery,
  c.level AS contract_level, c.first_day AS contract_first, c.last_day AS contract_last,
  d.first_day AS certificate_first, d.last_day AS certificate_last,
  (SELECT coalesce(json_agg(json_build_array(s.status, s.first_day, s.last_day)), '[]')
    FROM partner_status s WHERE s.partner_id IN (SELECT id FROM fellows)) AS statuses,
  coalesce((SELECT y.production FROM system y WHERE y.id = %(system)s), h.production) AS production,
  h.critical <> '{{}}' AS confirmed,
  EXISTS (SELECT FROM ticket t WHERE t.origin_id = %(ticket)s AND t.closed_at IS NULL) AS child_open
FROM basis
LEFT JOIN LATERAL (SELECT * FROM licence l WHERE l.client_id = %(client)s
  ORDER BY {_on("today", "l")} DESC, l.seller_id IN (SELECT id FROM fellows) DESC, l.last_day DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT * FROM support_contract c WHERE c.client_id = %(client)s
  ORDER BY {_on("today", "c")} DESC, c.level = ANY(%(levels)s) DESC, c.last_day DESC LIMIT 1) c ON true
LEFT JOIN LATERAL (SELECT * FROM certificate d WHERE d.person_id = %(person)s AND d.kind = %(certificate)s
  ORDER BY {_on("today", "d")} DESC, d.last_day DESC LIMIT 1) d ON true
LEFT JOIN sheet h ON h.ticket_id = %(ticket)s
"""  # noqa: S608


def circumstances(
    actor: Actor,
    *,
    at: datetime,
    ticket: Ticket | None = None,
    client: int | None = None,
    system: System | None = None,
    leg: str = "client",
) -> Circumstances:
    """The case of an act on `ticket`; or of a registration for `client` (the actor's own organisation by default) with
    `system` on `leg`. A partner who registers stands for itself, a client for the partner of the agreement in force."""
    pack = pack_of(ticket) if ticket else newest_pack()
    asked = _of_ticket(ticket) if ticket else _of_registration(actor, client, system, leg)
    asked |= {**_of_pack(pack, str(asked["leg"])), "person": actor.person, "at": at}
    row = read_as_system("the circumstances of a case", CASE, asked) or {}
    case = _case(asked, row)
    return replace(case, **_standing(ticket, row)) if ticket else case


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


def _case(asked: Mapping[str, Any], row: Mapping[str, Any]) -> Circumstances:
    contract = (row["contract_level"], row["contract_first"], row["contract_last"])
    return Circumstances(
        today=row["today"],
        leg=asked["leg"],
        client=asked["client"],
        partner=row["partner"],
        partner_group=frozenset(row["fellows"]),
        production=row["production"],
        licence_first_day=row["licence_first"],
        licence_last_day=row["licence_last"],
        licence_seller=row["seller"],
        licence_delivery=row["delivery"],
        contract=contract if row["contract_level"] else None,
        partner_status=group_status([_held(each) for each in row["statuses"]], row["today"]),
        certificate_first_day=row["certificate_first"],
        certificate_last_day=row["certificate_last"],
    )


def _held(row: list[str | None]) -> Held:
    kind, first, last = row
    return str(kind), _day(first), _day(last)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _standing(ticket: Ticket, row: Mapping[str, Any]) -> dict[str, Any]:
    plan = Clocks.from_json(ticket.clocks).running(ClockName.AGREEMENT)
    return {
        "status": ticket.status,
        "level": ticket.level,
        "assignee": ticket.assignee_id,
        "terms_confirmed": bool(row["confirmed"]),
        "child_open": row["child_open"],
        "ended_on": row["ended"],
        "plan_open": plan is not None,
        "plan_overdue": plan is not None and plan.breached is not None,
    }

"""Who is asking: a person and what they are in one organisation on one day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kabinet.records.reach import Known, enter, enter_person, leave, read_as_system
from kabinet.regulation.access import Actor, OrgKind, Role

# Group membership, agreements and licences are read on the vendor's day.
VENDOR_ZONE = ZoneInfo("Europe/Moscow")


def _on_day(row: str = "") -> str:
    return f"{row}first_day <= %(day)s AND ({row}last_day IS NULL OR {row}last_day >= %(day)s)"


# One question to the database: the person, the roles in the organisation asked for (else in the first one, confirmed
# ones before others), the group on the day, whose names they know (business of any day), whom they serve on the day.
WHO = f"""
WITH roles AS (
  SELECT m.organisation_id AS id, m.role, coalesce(m.confirmed_at <= %(at)s, false) AS confirmed FROM membership m
  WHERE m.person_id = %(person)s AND m.added_at <= %(at)s AND (m.ended_at IS NULL OR m.ended_at > %(at)s)),
chosen AS (
  SELECT r.id, o.kind FROM roles r JOIN organisation o ON o.id = r.id
  ORDER BY r.id IS NOT DISTINCT FROM %(organisation)s DESC, r.confirmed DESC, r.id LIMIT 1),
fellows AS (
  SELECT id FROM chosen UNION
  SELECT g.partner_id FROM chosen JOIN group_member own ON own.partner_id = chosen.id
  JOIN group_member g ON g.group_id = own.group_id
  WHERE {_on_day("own.")} AND {_on_day("g.")}),
business AS NOT MATERIALIZED (
  SELECT client_id, partner_id, {_on_day()} AS current FROM agreement
  UNION ALL SELECT client_id, seller_id, {_on_day()} FROM licence),
known AS (
  SELECT b.partner_id AS id, false AS served FROM chosen JOIN business b ON kind = 'client' AND b.client_id = chosen.id
  UNION ALL SELECT b.client_id, b.current FROM fellows f JOIN business b ON b.partner_id = f.id)
SELECT p.id, p.name, c.id AS organisation, c.kind,
  (SELECT coalesce(array_agg(role), '{{}}') FROM roles r WHERE r.id = c.id AND r.confirmed) AS roles,
  (SELECT coalesce(array_agg(id), '{{}}') FROM fellows) AS fellows,
  (SELECT coalesce(array_agg(id), '{{}}') FROM known) AS known,
  (SELECT coalesce(array_agg(id), '{{}}') FROM known WHERE served) AS served
FROM person p LEFT JOIN chosen c ON true WHERE p.id = %(person)s AND p.is_active
"""  # noqa: S608


def actor_of(person: int, organisation: int | None, at: datetime) -> Actor | None:
    """The actor whom `person` is at `at`, with the database told; None when nobody active has this key.

    `organisation` is the one they chose, if any. Somebody without a confirmed role comes back unconfirmed and reaches
    nothing but their own record.
    """
    day = at.astimezone(VENDOR_ZONE).date()
    asked = {"person": person, "organisation": organisation, "at": at, "day": day}
    row = read_as_system("who is asking", WHO, asked)
    if row is None:
        leave()
        return None
    actor = _actor(row)
    if actor.confirmed:
        enter(actor, Known(actor.group | set(row["known"]), actor.group | set(row["served"])))
    else:
        enter_person(actor.person)
    return actor


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(
        person=row["id"],
        name=row["name"],
        kind=OrgKind(row["kind"]) if row["kind"] else None,
        organisation=row["organisation"] or 0,
        group=frozenset(row["fellows"]),
        roles=frozenset(map(Role, row["roles"])),
        confirmed=bool(row["roles"]),
    )

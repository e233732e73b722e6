"""Who is asking: a person and what they are in one organisation on one day."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from kabinet.records.reach import Known, as_system, enter, enter_person, leave
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
SELECT p.id, p.name, c.id, c.kind,
  (SELECT coalesce(array_agg(role), '{{}}') FROM roles r WHERE r.id = c.id AND r.confirmed),
  (SELECT coalesce(array_agg(id), '{{}}') FROM fellows),
  (SELECT coalesce(array_agg(id), '{{}}') FROM known),
  (SELECT coalesce(array_agg(id), '{{}}') FROM known WHERE served)
FROM person p LEFT JOIN chosen c ON true WHERE p.id = %(person)s AND p.is_active
"""  # noqa: S608


def actor_of(person: int, organisation: int | None, at: datetime) -> Actor | None:
    """The actor whom `person` is at `at`, with the database told; None when nobody active has this key.

    `organisation` is the one they chose, if any. Somebody without a confirmed role comes back unconfirmed and reaches
    nothing but their own record.
    """
    with as_system("who is asking"):
        row = _row(person, organisation, at)
    if row is None:
        leave()
        return None
    actor = _actor(*row[:6])
    if actor.confirmed:
        own = frozenset(actor.group)
        enter(actor, Known(own | frozenset(row[6]), own | frozenset(row[7])))
    else:
        enter_person(actor.person)
    return actor


def _row(person: int, organisation: int | None, at: datetime) -> Any:
    day = at.astimezone(VENDOR_ZONE).date()
    with connection.cursor() as cursor:
        cursor.execute(WHO, {"person": person, "organisation": organisation, "at": at, "day": day})
        return cursor.fetchone()


def _actor(
    person: int,
    name: str,
    organisation: int | None,
    kind: str | None,
    roles: list[str],
    group: list[int],
) -> Actor:
    return Actor(
        person=person,
        name=name,
        kind=OrgKind(kind) if kind else None,
        organisation=organisation or 0,
        group=frozenset(group),
        roles=frozenset(Role(role) for role in roles),
        confirmed=bool(roles),
    )

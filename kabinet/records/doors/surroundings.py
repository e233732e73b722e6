"""What stands around every page of a reader, in one question to the database."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from kabinet.regulation.access import Actor

AROUND = """
SELECT p.zone, o.short_name, o.name,
  (SELECT max(last_day) FROM licence WHERE client_id = o.id AND first_day <= %(day)s AND NOT pending),
  s.short_name, s.phone, a.zone, a.stricter, st.status, st.last_day
FROM person p
JOIN organisation o ON o.id = %(organisation)s
LEFT JOIN LATERAL (
  SELECT partner_id, zone, stricter FROM agreement
  WHERE client_id = o.id AND first_day <= %(day)s AND (last_day IS NULL OR last_day >= %(day)s) LIMIT 1) a ON true
LEFT JOIN organisation s ON s.id = a.partner_id
LEFT JOIN LATERAL (
  SELECT status, last_day FROM partner_status
  WHERE o.kind = 'partner' AND partner_id = ANY(%(group)s) AND first_day <= %(day)s
  ORDER BY last_day IS NULL DESC, last_day DESC LIMIT 1) st ON true
WHERE p.id = %(person)s
"""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The reader's `zone`; a client's licence and agreement in force; a partner's status, their group's best counted.

    `agreement` is None without one, else what kabinet.regulation.agreement.merge reads.
    """

    zone: str
    organisation: str
    organisation_name: str
    licence_last_day: date | None
    partner: str
    partner_phone: str
    agreement: dict[str, Any] | None
    status: str
    status_last_day: date | None


def surroundings(actor: Actor, day: date) -> Surroundings:
    """Of a confirmed actor on `day`."""
    asked: dict[str, Any] = {
        "person": actor.person,
        "organisation": actor.organisation,
        "group": list(actor.group),
        "day": day,
    }
    with connection.cursor() as cursor:
        cursor.execute(AROUND, asked)
        zone, short, name, licence, partner, phone, agreed_zone, stricter, status, last = cursor.fetchone()
    agreement = {"zone": agreed_zone, **json.loads(stricter)} if agreed_zone else None
    return Surroundings(zone, short, name, licence, partner or "", phone or "", agreement, status or "", last)

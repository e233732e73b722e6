"""What stands around every page of a reader, in one question to the database."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from kabinet.records.security.sql_functions import IN_FORCE
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Actor

AGREED = IN_FORCE.replace("_at", "%(at)s::timestamptz")
AROUND = f"""
SELECT p.zone, o.short_name, o.name, d.today,
  (SELECT max(last_day) FROM licence WHERE client_id = o.id AND first_day <= d.today AND NOT pending),
  (SELECT max(last_day) FROM support_contract
    WHERE client_id = o.id AND first_day <= d.today AND NOT pending AND level = ANY(%(levels)s)),
  s.short_name, s.phone, a.zone, a.stricter, st.status, st.last_day, v.short_name, v.phone,
  s.email, v.email, away.id, away.of_vendor, away.began_at, away.ends_at
FROM person p
JOIN organisation o ON o.id = %(organisation)s
LEFT JOIN organisation v ON v.kind = 'vendor'
LEFT JOIN LATERAL (
  SELECT partner_id, zone, stricter FROM agreement a
  WHERE a.client_id = o.id AND {AGREED} ORDER BY a.first_day DESC LIMIT 1) a ON true
CROSS JOIN LATERAL (SELECT (%(at)s::timestamptz AT TIME ZONE coalesce(a.zone, %(home)s))::date AS today) d
LEFT JOIN organisation s ON s.id = a.partner_id
LEFT JOIN LATERAL (
  SELECT status, last_day FROM partner_status
  WHERE first_day <= d.today AND partner_id = ANY(CASE o.kind WHEN 'partner' THEN %(group)s::bigint[] ELSE ARRAY(
    SELECT s.id UNION SELECT g.partner_id FROM group_member own JOIN group_member g ON g.group_id = own.group_id
    WHERE own.partner_id = s.id AND own.first_day <= d.today AND (own.last_day IS NULL OR own.last_day >= d.today)
      AND g.first_day <= d.today AND (g.last_day IS NULL OR g.last_day >= d.today)) END)
  ORDER BY last_day IS NULL DESC, last_day DESC LIMIT 1) st ON true
LEFT JOIN LATERAL (
  SELECT id, of_vendor, began_at, ends_at FROM outage
  WHERE began_at <= %(at)s AND (ends_at IS NULL OR ends_at > %(at)s) AND (of_vendor OR organisation_id = CASE o.kind
    WHEN 'client' THEN s.id END OR (o.kind = 'partner' AND organisation_id = ANY(%(group)s::bigint[] || o.id)))
  ORDER BY of_vendor DESC, began_at, id LIMIT 1) away ON true
WHERE p.id = %(person)s
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Away:
    """The declared outage of the cabinet that holds now and concerns the reader: the vendor's before a partner's."""

    key: int
    of_vendor: bool
    began_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The reader's `zone`; a client's licence, contract and agreement; the partner's status, their group's best counted.

    `today` is the day in the agreement's zone, the vendor's without one. For a client `status` is that of its partner.
    `agreement` is None without one, else what kabinet.regulation.organisation.agreement.merge reads.
    """

    zone: str
    organisation: str
    organisation_name: str
    today: date
    licence_last_day: date | None
    contract_last_day: date | None
    partner: str
    partner_phone: str
    agreement: dict[str, Any] | None
    status: str
    status_last_day: date | None
    vendor: str
    vendor_phone: str
    partner_email: str = ""
    vendor_email: str = ""
    away: Away | None = None

    @property
    def holds_status(self) -> bool:
        """Whether the status is held today."""
        return bool(self.status) and (self.status_last_day is None or self.status_last_day >= self.today)


def surroundings(actor: Actor, at: datetime) -> Surroundings:
    """Of a confirmed actor at `at`."""
    rights = law_of(actor).entitlement
    asked: dict[str, Any] = {
        "person": actor.person,
        "organisation": actor.organisation,
        "group": list(actor.group),
        "levels": list(rights.contract_levels) if rights else [],
        "home": law_of(actor).zone.key,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(AROUND, asked)
        row: tuple[Any, ...] = cursor.fetchone()
    *before, partner_email, vendor_email, key, of_vendor, began, ends = row
    *house, partner, phone, zone, stricter, status, last, vendor, called = before
    agreement = {"zone": zone, **json.loads(stricter)} if zone else None
    reader_zone, short, name, today, licence, contract = house
    return Surroundings(
        zone=reader_zone,
        organisation=short,
        organisation_name=name,
        today=today,
        licence_last_day=licence,
        contract_last_day=contract,
        partner=partner or "",
        partner_phone=phone or "",
        agreement=agreement,
        status=status or "",
        status_last_day=last,
        vendor=vendor or "",
        vendor_phone=called or "",
        partner_email=partner_email or "",
        vendor_email=vendor_email or "",
        away=Away(key, of_vendor, began, ends) if key else None,
    )

"""Which addresses are told of a fact: the law's reach of their organisations, asked when a fact is written and again when
it is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, LiteralString
from uuid import UUID

from django.db import connection

from kabinet.records.company_groups import FELLOWS
from kabinet.records.models import Webhook
from kabinet.records.versions.regulations import newest_pack
from kabinet.regulation.access import Audience, OrgKind, Reach, reach_of_organisation
from kabinet.regulation.organisation.event_groups import GROUP_OF

# Groups of companies are those of the vendor's day.
FOUND: LiteralString = f"""SELECT w.id, w.groups, w.organisation_id, o.kind,
  ARRAY({FELLOWS.format(of="w.organisation_id")}) AS fellows
FROM webhook w JOIN organisation o ON o.id = w.organisation_id WHERE """  # noqa: S608
# Held against its removal alone: nobody else who tells of that address waits.
OF_PARTIES: Final = f"""{FOUND} w.state <> 'off' AND (o.kind = 'vendor' OR o.id = ANY(%(parties)s::bigint[])
  OR o.id IN ({FELLOWS.format(of="ANY(%(parties)s::bigint[])")})) FOR KEY SHARE OF w"""
THE_ONE: Final = f"{FOUND} w.id = %(key)s::uuid"


@dataclass(frozen=True, slots=True)
class Listener:
    """An address, and what its organisation reaches."""

    key: UUID
    groups: frozenset[str]
    reach: Reach

    def hears(self, kind: str, leg: str, client: int | None, partner: int | None, audience: str) -> bool:
        """Whether a fact of this kind, of a ticket between these, told to this audience, is for it."""
        there = self.reach.includes(leg, client, partner) and self.reach.hears(Audience(audience))
        return there and GROUP_OF[kind] in self.groups


def listeners(parties: frozenset[int], at: datetime) -> list[Listener]:
    """Addresses of these organisations, of their groups and of the vendor that are not off. Needs the whole reach."""
    return list(_found(OF_PARTIES, {"parties": sorted(parties)}, at))


def listener_of(row: Webhook, at: datetime) -> Listener:
    """What the organisation of this one reaches now. Needs the whole reach."""
    return next(_found(THE_ONE, {"key": row.pk}, at))


def _found(question: LiteralString, given: Mapping[str, Any], at: datetime) -> Iterator[Listener]:
    with connection.cursor() as cursor:
        cursor.execute(question, {**given, "at": at, "home": newest_pack().zone.key})
        rows = cursor.fetchall()
    for key, groups, organisation, kind, fellows in rows:
        reached = reach_of_organisation(OrgKind(kind), organisation, frozenset(fellows))
        yield Listener(key, frozenset(groups.split(",")), reached)

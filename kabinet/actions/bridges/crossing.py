"""What crosses is written down beside the journal's rows, in the transaction of the act: what happened and what is to be
carried are one fact.

Nothing crosses but what both sides of the client leg read (L8): no note of one side, nothing of the vendor leg, and nothing
back to where it came from.
"""

from collections.abc import Sequence
from typing import Final, LiteralString

from django.db import connection

from kabinet.records.models import BridgeDelivery, JournalEntry
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.tickets import Bridged
from kabinet.regulation.legs import LegCode

LISTENING: Final[LiteralString] = """SELECT b.id::text, b.client_id, b.organisation_id FROM bridge b
  WHERE b.state <> 'off' AND b.client_id = ANY(%(clients)s::bigint[])
    AND b.organisation_id = ANY(%(houses)s::bigint[])"""


def post_crossing(rows: Sequence[JournalEntry]) -> None:
    """Of these rows that were just written, in one insert; nothing is asked where none of them could cross."""
    ready = [row for row in rows if crosses(row)]
    if not ready:
        return
    with as_system("what crosses to another desk"):
        found = _listening(ready)
        BridgeDelivery.objects.bulk_create(
            [
                BridgeDelivery(
                    bridge_id=bridge,
                    entry=row,
                    ticket_id=row.ticket_id,
                    next_try=row.recorded_at,
                    created_at=row.recorded_at,
                )
                for row in ready
                for bridge, client, keeper in found
                if _is_theirs(row, client, keeper) and not _came_by(row, bridge)
            ]
        )


def crosses(row: JournalEntry) -> bool:
    """Whether a bridge could carry it: both sides of a client ticket whose agreement names a desk read it."""
    return bool(row.leg == LegCode.CLIENT and row.audience == Audience.PUBLIC and row.ticket.foreign_desk)


def _is_theirs(row: JournalEntry, client: int, keeper: int) -> bool:
    return row.client_id == client and keeper in (row.client_id, row.partner_id)


def _came_by(row: JournalEntry, bridge: str) -> bool:
    told = row.told
    return isinstance(told, Bridged) and told.bridge == bridge


def _listening(rows: Sequence[JournalEntry]) -> list[tuple[str, int, int]]:
    clients = sorted({row.client_id for row in rows})
    houses = sorted({*clients, *(row.partner_id for row in rows)})
    with connection.cursor() as cursor:
        cursor.execute(LISTENING, {"clients": clients, "houses": houses})
        return [(bridge, client, keeper) for bridge, client, keeper in cursor.fetchall()]

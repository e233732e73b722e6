"""What is told to programs is written beside the journal's rows, in the transaction of the act: what happened and what is to
be sent are one fact. Whether it may still be sent is asked when it is."""

from collections.abc import Sequence
from typing import Final

from kabinet.actions.webhooks import reaching
from kabinet.records.models import JournalEntry, WebhookDelivery
from kabinet.records.security.reach import as_system

OF_TICKETS: Final = "ticket."


def post(rows: Sequence[JournalEntry]) -> None:
    """Of these rows that were just written, in one insert; nothing where no program of those concerned is told."""
    if not rows:
        return
    parties = frozenset(key for row in rows for key in (row.client_id, row.partner_id))
    with as_system("programs are told"):
        told = reaching.listeners(parties, rows[0].recorded_at)
        if not told:
            return
        WebhookDelivery.objects.bulk_create(
            [
                WebhookDelivery(
                    webhook_id=each.key,
                    entry=row,
                    ticket_id=row.ticket_id,
                    kind=f"{OF_TICKETS}{row.kind}",
                    next_try=row.recorded_at,
                    created_at=row.recorded_at,
                )
                for row in rows
                for each in told
                if each.hears(row.kind, row.leg, row.client_id, row.partner_id, row.audience)
            ]
        )

"""What a program is told: that something happened, where, and where to read it. No text, no name of a person, no file:
whoever may read more asks with a token."""

import json
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string

from kabinet.records.models import JournalEntry, Ticket, WebhookDelivery

TRIAL: Final = "trial"


def name_of(row: WebhookDelivery) -> str:
    """The same at every try."""
    return f"msg_{row.message_id.hex}"


def body_of(row: WebhookDelivery) -> bytes:
    """The same at every try: a row of the journal never changes. Needs its entry and its ticket."""
    when, data = row.created_at, dict[str, Any]()
    if row.entry is not None and row.ticket is not None:
        when, data = row.entry.occurred_at, _fact(row.entry, row.ticket)
    said = {"type": row.kind, "timestamp": when.isoformat(), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _fact(entry: JournalEntry, ticket: Ticket) -> dict[str, Any]:
    return {
        "ticket": ticket.number,
        "leg": entry.leg,
        "status": entry.status,
        "fact": entry.kind,
        "entry": entry.pk,
        "side": entry.side,
        "recorded_at": entry.recorded_at.isoformat(),
        **import_string(settings.WEBHOOK_ADDRESSES)(ticket.number),
    }

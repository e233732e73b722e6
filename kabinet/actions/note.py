"""An internal note: the other side never sees it, and it stops no clock."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.act import act
from kabinet.actions.journal import record
from kabinet.actions.speak import speak
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.facts import Kind


def note(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    text: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Writes a note for the own side alone: the partner's on the client leg, the vendor's on the vendor leg (U3.6c)."""
    with act(actor=actor, at=at, number=number, act=Act.NOTE, version=version) as work:
        message = speak(work, "note", text, work.narrow, files=files)
        record(work, Kind.NOTED, audience=work.narrow, message=message)
    return work.ticket

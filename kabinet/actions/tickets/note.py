"""An internal note: the other side never sees it, and it stops no clock."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.desk.mention import called
from kabinet.actions.desk.watch import put_in
from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit.ticket_act import act
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import Noted
from kabinet.regulation.facts import Kind


def write_note(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    text: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Writes a note for the own side alone: the partner's on the client leg, the vendor's on the vendor leg (U3.6c).

    Colleagues called in it (@login, @surname) watch the ticket from then on; Invalid for one who cannot read the note."""
    with act(actor=actor, at=at, number=number, act=Act.NOTE, version=version) as work:
        people = called(work.actor, text)
        message = speak(work, "note", text, work.narrow, files=files)
        put_in(work, people)
        record(work, Kind.NOTED, Noted(called=tuple(people)), audience=work.narrow, message=message)
    return work.ticket

"""A public message of the applicant's side."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.act import act
from kabinet.actions.journal import record
from kabinet.actions.speak import speak
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.facts import Kind


def reply(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    text: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Writes to the support: answers its question, meets the hour of level 1 (U4d), passes the turn back."""
    with act(actor=actor, at=at, number=number, act=Act.REPLY, version=version) as work:
        message = speak(work, "reply", text, work.wide, files=files)
        record(work, Kind.REPLIED, message=message)
    return work.ticket

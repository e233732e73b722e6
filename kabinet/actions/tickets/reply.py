"""A public message of the applicant's side."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.vendor.joint import guest, heard_by, is_guest
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, Addressed
from kabinet.regulation.fact_data.tickets import Replied
from kabinet.regulation.facts import Kind


def write_reply(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    text: str,
    files: Sequence[UUID] = (),
    joint: bool = False,
    version: int | None = None,
) -> Ticket:
    """Writes to the support: answers its question, meets the hour of level 1 (U4d), passes the turn back.

    `joint`: on the vendor leg the client's participants read it as well; what one of them writes always is (P5c).
    """
    joint = joint or is_guest(actor, number)
    with (
        guest(actor, number),
        act(
            actor=actor, at=at, number=number, act=Act.REPLY, version=version, typed=Addressed(joint=joint)
        ) as work,
    ):
        audience = heard_by(work, joint=joint)
        message = speak(work, "reply", text, audience, files=files)
        record(work, Kind.REPLIED, Replied(joint=joint), message=message, audience=audience)
    return work.ticket

"""The applicant questions a refusal, and the side that refused answers."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import owed_again
from kabinet.actions.tickets.close import only_one_open
from kabinet.actions.tickets.speak import clean, speak
from kabinet.actions.unit.ticket_act import act
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, ObjectionAnswer
from kabinet.regulation.fact_data.tickets import BackToWork, Reasoned
from kabinet.regulation.facts import Kind


def object_to(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    text: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Objects to a refusal, once and within the days of reopening. The ticket is open again, the turn is the support's,
    no clock runs before the objection is answered."""
    with act(actor=actor, at=at, number=number, act=Act.OBJECT, version=version) as work:
        only_one_open(work)
        message = speak(work, "reply", text, work.wide, files=files)
        record(work, Kind.OBJECTED, message=message)
    return work.ticket


def answer_objection(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    upheld: bool,
    text: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Upheld, the ticket goes back to work and its clocks begin as after a reopening; else the refusal stands. Either needs
    reasons."""
    said = clean(text)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.ANSWER_OBJECTION,
        version=version,
        typed=ObjectionAnswer(reason_given=bool(said)),
    ) as work:
        message = speak(work, "answer", said, work.wide, files=files)
        kind = Kind.OBJECTION_UPHELD if upheld else Kind.REFUSAL_KEPT
        data = (
            BackToWork(reason=said, **owed_again.by_return(work, kind)) if upheld else Reasoned(reason=said)
        )
        record(work, kind, data, message=message)
    return work.ticket

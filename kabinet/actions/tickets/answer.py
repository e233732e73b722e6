"""A public message of the support. Its kind decides which clocks it satisfies and whose turn it is afterwards."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.vendor.joint import heard_by
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, Addressed
from kabinet.regulation.fact_data.tickets import Answered
from kabinet.regulation.facts import Answer, Kind


def answer_ticket(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    text: str,
    kind: Answer = Answer.ANSWER,
    final: bool = False,
    files: Sequence[UUID] = (),
    joint: bool = False,
    version: int | None = None,
) -> Ticket:
    """Answers the applicant (U3.6c, P4.8.1b). `final` offers a workaround as the end of the matter; a solution always is.

    A question passes the turn, and on level 1 starts the applicant's hour (U4d). `joint`: on the vendor leg the client's
    participants read it as well (P5c).
    """
    with act(
        actor=actor, at=at, number=number, act=Act.ANSWER, version=version, typed=Addressed(joint=joint)
    ) as work:
        offered = offers(kind, final)
        audience = heard_by(work, joint=joint)
        message = speak(work, kind, text, audience, files=files, final=offered)
        data = Answered(answer=kind, final=offered)
        record(work, Kind.ANSWERED, data, message=message, audience=audience)
    return work.ticket


def offers(kind: Answer, final: bool) -> bool:
    """Whether an answer is offered as the end of the matter: a solution always, a workaround when it is said so."""
    return kind is Answer.SOLUTION or (kind is Answer.WORKAROUND and final)

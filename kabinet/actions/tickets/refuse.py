"""Consideration is refused, only for a reason of the regulation (U2b, U2c, P3a)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import clean, speak
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import Message, Ticket
from kabinet.regulation.access import Act, Actor, Refusal
from kabinet.regulation.fact_data import tickets
from kabinet.regulation.facts import Kind
from kabinet.regulation.pack import Reason
from kabinet.regulation.verdict import deny


def refuse_ticket(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    reason: str,
    text: str = "",
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Refuses for the reason with this code; `text` and `files` are the evidence that some reasons need.

    The applicant sees reason, clause and the way that remains, and may answer.
    """
    said = clean(text)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.REFUSE,
        version=version,
        typed=Refusal(reason=reason, evidence=bool(said or files)),
    ) as work:
        _recorded(work, _reason(work, reason), said, files)
    return work.ticket


def _reason(work: Work, code: str) -> Reason:
    found = work.leg.reason(code)
    if found is None:
        raise Refused(deny(work.leg, "refusal_reason"))
    return found


def _recorded(work: Work, reason: Reason, said: str, files: Sequence[UUID]) -> None:
    message = _message(work, reason, said, files) if said or files else None
    data = tickets.Refused(code=reason.code, name=reason.name, instead=reason.instead, reason=said)
    record(work, Kind.REFUSED, data, clause=reason.clause, message=message)


def _message(work: Work, reason: Reason, said: str, files: Sequence[UUID]) -> Message:
    return speak(work, "answer", said or reason.name.ru, work.wide, files=files)

"""What the applicant says to a solution that waits for them."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import reasoned
from kabinet.actions.unit.ticket_act import act
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import Accepted, Reasoned
from kabinet.regulation.facts import Kind


def accept_solution(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """Accepts the solution or workaround: the ticket closes, and the vendor ticket that is still open with it."""
    with act(actor=actor, at=at, number=number, act=Act.ACCEPT, version=version) as work:
        record(work, Kind.ACCEPTED, Accepted())
    return work.ticket


def decline_solution(
    *, actor: Actor, at: datetime, number: str, reason: str, version: int | None = None
) -> Ticket:
    """Declines it with a reason: the ticket goes back to work and the update clock starts anew."""
    with act(actor=actor, at=at, number=number, act=Act.DECLINE, version=version) as work:
        record(work, Kind.DECLINED, Reasoned(reason=reasoned(reason)))
    return work.ticket

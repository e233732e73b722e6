"""An action plan needs the partner's agreement; refusing it needs reasons (P4.8.2a)."""

from datetime import datetime

from kabinet.actions.act import act
from kabinet.actions.journal import record
from kabinet.actions.speak import clean
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.facts import Kind


def agree_plan(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """Agrees to the plan that waits for an answer."""
    with act(actor=actor, at=at, number=number, act=Act.AGREE_PLAN, version=version) as work:
        record(work, Kind.PLAN_AGREED)
    return work.ticket


def refuse_plan(
    *, actor: Actor, at: datetime, number: str, reasons: str, version: int | None = None
) -> Ticket:
    """Refuses it; without reasons that is impossible."""
    said = clean(reasons)
    with act(
        actor=actor, at=at, number=number, act=Act.REFUSE_PLAN, version=version, reason_given=bool(said)
    ) as work:
        record(work, Kind.PLAN_REFUSED, {"reason": said})
    return work.ticket

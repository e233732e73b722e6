"""An action plan needs the partner's agreement; refusing it needs reasons (P4.8.2a); left without an answer, the critical
ticket may be lowered (P4.8.2b)."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.ticket_act import act
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, Lowering, PlanRefusal
from kabinet.regulation.fact_data.tickets import LevelChanged, Reasoned
from kabinet.regulation.facts import Kind


def agree_plan(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """Agrees to the plan that waits for an answer."""
    with act(actor=actor, at=at, number=number, act=Act.AGREE_PLAN, version=version) as work:
        record(work, Kind.PLAN_AGREED, clause=work.leg.plan_clause or "")
    return work.ticket


def refuse_plan(
    *, actor: Actor, at: datetime, number: str, reasons: str, version: int | None = None
) -> Ticket:
    """Refuses it; without reasons that is impossible."""
    said = clean_reason(reasons, "reasons")
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.REFUSE_PLAN,
        version=version,
        typed=PlanRefusal(reason_given=bool(said)),
    ) as work:
        record(work, Kind.PLAN_REFUSED, Reasoned(reason=said), clause=work.leg.plan_clause or "")
    return work.ticket


def lower_unagreed(
    *, actor: Actor, at: datetime, number: str, level: int, version: int | None = None
) -> Ticket:
    """The vendor goes on with it no longer as critical: the plan got no reasoned answer within the time of the pack."""
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.LOWER_UNAGREED,
        version=version,
        typed=Lowering(to_level=level),
    ) as work:
        data = LevelChanged(from_level=work.clocks.level, to_level=level, how="unagreed")
        record(work, Kind.LEVEL_CHANGED, data, clause=work.leg.denials["plan_not_overdue"].clause)
    return work.ticket

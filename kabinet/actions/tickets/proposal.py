"""Another level by agreement: the support proposes, the applicant's side accepts or declines (P4.8.2c, U3.5b)."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import owed_again
from kabinet.actions.tickets.level import other
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import JournalEntry, Ticket
from kabinet.regulation.access import Act, Actor, LevelProposal
from kabinet.regulation.fact_data.tickets import LevelChanged, LevelMove
from kabinet.regulation.facts import Kind
from kabinet.regulation.ticket import rules


def propose_level(
    *, actor: Actor, at: datetime, number: str, level: int, reason: str, version: int | None = None
) -> Ticket:
    """Proposes a lower level with a reason. Nothing changes before it is accepted; a newer proposal takes its place."""
    said = clean_reason(reason)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.PROPOSE_LEVEL,
        version=version,
        typed=LevelProposal(to_level=level, reason_given=bool(said)),
    ) as work:
        other(work, level)
        data = LevelMove(from_level=work.clocks.level, to_level=level, reason=said)
        record(work, Kind.LEVEL_PROPOSED, data)
    return work.ticket


def agree_level(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """Accepts the proposal that stands: only now the level changes, and the clocks with it."""
    with act(actor=actor, at=at, number=number, act=Act.AGREE_LEVEL, version=version) as work:
        level = _proposed(work)
        data = LevelChanged(
            from_level=work.clocks.level, to_level=level, how="agreed", **owed_again.by_level(work, level)
        )
        record(work, Kind.LEVEL_CHANGED, data, clause=rules.clause_of(Kind.LEVEL_PROPOSED, work.leg))
    return work.ticket


def decline_level(
    *, actor: Actor, at: datetime, number: str, reason: str = "", version: int | None = None
) -> Ticket:
    """Declines it: the level stays as it is. A reason helps and is not demanded."""
    with act(actor=actor, at=at, number=number, act=Act.DECLINE_LEVEL, version=version) as work:
        data = LevelMove(from_level=work.clocks.level, to_level=_proposed(work), reason=clean_reason(reason))
        record(work, Kind.LEVEL_DECLINED, data)
    return work.ticket


def _proposed(work: Work) -> int:
    """The level of the proposal that stands, as the law has just seen it: the last one."""
    rows = JournalEntry.objects.filter(ticket=work.ticket, kind=Kind.LEVEL_PROPOSED)
    return rows.order_by("-occurred_at", "-id")[0].told_as(LevelMove).to_level

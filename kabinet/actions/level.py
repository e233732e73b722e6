"""Another criticality, by one side alone."""

from datetime import datetime

from kabinet.actions.act import act
from kabinet.actions.errors import Invalid
from kabinet.actions.journal import record
from kabinet.actions.speak import clean
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

SAME = Text("Обращение уже на этом уровне", "The ticket is on this level already")
OTHER = Text("Выберите другой уровень", "Choose another level")


def change_level(
    *, actor: Actor, at: datetime, number: str, level: int, reason: str, version: int | None = None
) -> Ticket:
    """Changes the level with a reason (P5f, U3.5b); running clocks follow it. Level 1 needs its terms (U4c), 1 and 2 a
    production system (U3.6d)."""
    said = clean(reason)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CHANGE_LEVEL,
        version=version,
        to_level=level,
        reason_given=bool(said),
    ) as work:
        if level == work.clocks.level:
            raise Invalid("level", SAME, OTHER)
        clause = work.leg.denials["change_reason"].clause
        record(
            work, Kind.LEVEL_CHANGED, {"from": work.clocks.level, "to": level, "reason": said}, clause=clause
        )
    return work.ticket

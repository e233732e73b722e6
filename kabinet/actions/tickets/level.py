"""Another criticality, by one side alone, where the pack lets it."""

from datetime import datetime
from typing import Any

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import level_consequences, owed_again
from kabinet.actions.tickets.registration.judgement import CriticalTerms, Symptoms
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, LevelChange, TicketCase, right
from kabinet.regulation.fact_data.tickets import LevelChanged
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.pack import Ground
from kabinet.regulation.text import Text

SAME = Text("Обращение уже на этом уровне", "The ticket is on this level already")
OTHER = Text("Выберите другой уровень", "Choose another level")


def change_level(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    level: int,
    reason: str = "",
    symptoms: Symptoms | None = None,
    critical: CriticalTerms | None = None,
    ground: str = "",
    version: int | None = None,
) -> Ticket:
    """Changes the level (P5f, U3.5b, P4.7a); running clocks follow it. `symptoms` are those of now, None as they were: an
    applicant raises no further than they come to. Level 1 needs its terms (U4c), 1 and 2 a production system (U3.6d);
    `critical` are the promises of the applicant who raises, None leaves those on record. Whoever lowers alone what was asked
    for names the `ground` that the pack lets it (P5f): a wrong level with the `symptoms` that say so, or recovery."""
    said, found = clean_reason(reason), level_consequences.ground(actor, at, number, symptoms, critical)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CHANGE_LEVEL,
        version=version,
        typed=LevelChange(
            to_level=level,
            reason_given=bool(said),
            ground=ground,
            judged_level=None if ground and symptoms is None else found.judged,
            promised=bool(found.critical),
        ),
    ) as work:
        other(work, level)
        data = LevelChanged(
            from_level=work.clocks.level,
            to_level=level,
            reason=said,
            judged=None if symptoms is None else found.judged,
            **_named(work, level, ground, found),
            **owed_again.by_level(work, level),
        )
        record(work, Kind.LEVEL_CHANGED, data, clause=clause_of(work, level))
        if work.side is Side.APPLICANT:
            level_consequences.keep(work, found)
    return work.ticket


def other(work: Work, level: int) -> None:
    """Invalid for the level that the ticket has."""
    if level == work.clocks.level:
        raise Invalid("level", SAME, OTHER)


def clause_of(work: Work, level: int) -> str:
    """By which clause this side changes the level to `level`."""
    row = right(work.actor, TicketCase(level=work.clocks.level), level, work.leg)
    return row.clause if row else ""


def _named(work: Work, level: int, ground: str, found: level_consequences.Ground) -> dict[str, Any]:
    """The ground where this side names one for the level, and the symptoms that it rests on."""
    row = right(work.actor, TicketCase(level=work.clocks.level), level, work.leg)
    if row is None or not row.grounds:
        return {}
    seen = level_consequences.said_of(found) if ground == Ground.MISCLASSIFIED else None
    return {"ground": ground, "seen": seen}

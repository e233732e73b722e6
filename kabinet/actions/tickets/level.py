"""Another criticality, by one side alone, where the pack lets it."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets import level_consequences, owed_again
from kabinet.actions.tickets.registration.judgement import CriticalTerms, Symptoms
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor, LevelChange, TicketCase, right
from kabinet.regulation.fact_data.tickets import LevelChanged
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.text import Text
from kabinet.regulation.visible import clean

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
    version: int | None = None,
) -> Ticket:
    """Changes the level (P5f, U3.5b, P4.7a); running clocks follow it. `symptoms` are those of now, None as they were: an
    applicant raises no further than they come to. Level 1 needs its terms (U4c), 1 and 2 a production system (U3.6d);
    `critical` are the promises of the applicant who raises, None leaves those on record."""
    said, found = clean(reason), level_consequences.ground(actor, at, number, symptoms, critical)
    with act(
        actor=actor,
        at=at,
        number=number,
        act=Act.CHANGE_LEVEL,
        version=version,
        typed=LevelChange(
            to_level=level,
            reason_given=bool(said),
            judged_level=found.judged,
            promised=bool(found.critical),
        ),
    ) as work:
        other(work, level)
        data = LevelChanged(
            from_level=work.clocks.level,
            to_level=level,
            reason=said,
            judged=None if symptoms is None else found.judged,
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

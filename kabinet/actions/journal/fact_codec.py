"""Between journal rows and the law's facts: what a row must hold so that the law can tell it again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kabinet.actions.unit.instants import epoch, moment_or_none
from kabinet.records.models import JournalEntry
from kabinet.regulation.clocks import DERIVED, Consequence
from kabinet.regulation.fact_data import FactData
from kabinet.regulation.fact_data.tickets import (
    Answered,
    BackToWork,
    Breached,
    Called,
    ClaimAnswered,
    Explained,
    LevelChanged,
    LevelMove,
    Lowered,
    Registered,
    Relayed,
    Replied,
    Supplied,
    VendorChanged,
)
from kabinet.regulation.facts import Fact, Kind, Side
from kabinet.regulation.pack import Turn

# Declarations that keep the same for the law; named here once, because a history is read whole.
ANSWERING, ASKING, REACHING = (Answered, Relayed), (Called, BackToWork), (Called, ClaimAnswered)
GIVING = (Supplied, Explained)
MOVING, STANDING, OF_LAW = (LevelChanged, LevelMove, Lowered), (Registered, Breached), (Breached, Lowered)
# What a consequence is known by: kind, instant, clock, level it lowered to.
Sign = tuple[str, int, str, int | None]


def fact(kind: Kind, side: Side, at: datetime, data: FactData, status: str | None = None) -> Fact:
    """The fact of one row: of its data what the law is told again. What the support wrote down for the applicant was said by
    the applicant."""
    answering = data if isinstance(data, ANSWERING) else None
    return Fact(
        kind=kind,
        at=epoch(at),
        side=Side.APPLICANT if isinstance(data, Replied) and data.channel else side,
        level=_level(data),
        answer=answering.answer if answering else None,
        final=bool(answering.final) if answering else isinstance(data, GIVING) and data.final,
        reached=data.reached if isinstance(data, REACHING) else None,
        asks=isinstance(data, ASKING) and data.asks,
        status=status,
        about=data.claim if isinstance(data, ClaimAnswered) else None,
    )


def _level(data: FactData) -> int | None:
    """The level that the ticket has by it, or would have."""
    if isinstance(data, MOVING):
        return data.to_level
    return data.level if isinstance(data, STANDING) else None


def fact_of(entry: JournalEntry) -> Fact:
    """The fact that `entry` is."""
    told = fact(Kind(entry.kind), Side(entry.side), entry.occurred_at, entry.told, entry.status)
    return replace(told, key=entry.pk)


def vendor_turn(data: FactData) -> Turn | None:
    """Whose move it is on the linked vendor ticket, for VENDOR_CHANGED."""
    return data.turn if isinstance(data, VendorChanged) else None


def void(entries: Iterable[JournalEntry]) -> set[int]:
    """Keys of the rows of the law that a fact among `entries` made untrue."""
    return {number for entry in entries for number in entry.told.void}


def derived(entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """What the law did by itself and what no late fact has made void."""
    rows = list(entries)
    untrue = void(rows)
    return [entry for entry in rows if Kind(entry.kind) in DERIVED and entry.pk not in untrue]


def sign(entry: JournalEntry) -> Sign:
    """What the row of a consequence is known by."""
    told = entry.told
    clock = told.clock if isinstance(told, OF_LAW) else None
    return (
        entry.kind,
        epoch(entry.occurred_at),
        clock or "",
        told.to_level if isinstance(told, Lowered) else None,
    )


def sign_of(consequence: Consequence) -> Sign:
    """The same of a consequence that the law derived."""
    clock = consequence.clock.name.value if consequence.clock else ""
    return consequence.kind.value, consequence.at, clock, consequence.to_level


def consequence_data(consequence: Consequence, *, barred: bool = False) -> FactData:
    """What the row of a consequence tells: the clock with its run and deadline, the levels of a lowering. `barred`: who owed
    might not work then."""
    clock, before, after = consequence.clock, consequence.from_level, consequence.to_level
    due = moment_or_none(clock.due) if clock else None
    if before is not None and after is not None:
        return Lowered(
            from_level=before,
            to_level=after,
            clock=clock.name if clock else None,
            run=clock.run if clock else None,
            owner=clock.owner if clock else None,
            level=clock.level if clock else None,
            due=due,
            barred=barred,
        )
    if clock is None:
        raise ValueError(f"{consequence} tells neither of a clock nor of a level")
    return Breached(
        clock=clock.name, run=clock.run, owner=clock.owner, level=clock.level, due=due, barred=barred
    )

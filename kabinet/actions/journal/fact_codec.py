"""Between journal rows and the law's facts: what a row must hold so that the law can tell it again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kabinet.actions.unit.instants import epoch, moment
from kabinet.records.models import JournalEntry
from kabinet.regulation.clocks import DERIVED, Consequence, Effect
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pack import Turn

Data = Mapping[str, Any]
# What a consequence is known by: kind, instant, clock, level it lowered to.
Sign = tuple[str, int, str, int | None]
# A late fact names here the rows of the program that no longer hold.
VOID = "void"


def fact(kind: Kind, side: Side, at: datetime, data: Data, status: str | None = None) -> Fact:
    """The fact of one row: `data` keeps level (`to` of a change), answer, final, reached, asks and claim (`about`) by these
    names."""
    answer = data.get("answer")
    return Fact(
        kind=kind,
        at=epoch(at),
        side=side,
        level=data.get("to", data.get("level")),
        answer=Answer(answer) if answer else None,
        final=bool(data.get("final")),
        reached=data.get("reached"),
        asks=bool(data.get("asks")),
        status=status,
        about=data.get("claim"),
    )


def fact_of(entry: JournalEntry) -> Fact:
    """The fact that `entry` is."""
    told = fact(Kind(entry.kind), Side(entry.side), entry.occurred_at, entry.data, entry.status)
    return replace(told, key=entry.pk)


def vendor_turn(data: Data) -> Turn | None:
    """Whose move it is on the linked vendor ticket, for VENDOR_CHANGED."""
    return Turn(data["turn"]) if "turn" in data else None


def derived(entries: Iterable[JournalEntry]) -> list[JournalEntry]:
    """What the law did by itself and what no late fact has made void."""
    rows = list(entries)
    void = {number for entry in rows for number in entry.data.get(VOID, ())}
    return [entry for entry in rows if Kind(entry.kind) in DERIVED and entry.pk not in void]


def sign(entry: JournalEntry) -> Sign:
    """What the row of a consequence is known by."""
    return entry.kind, epoch(entry.occurred_at), entry.data.get("clock", ""), entry.data.get("to")


def sign_of(consequence: Consequence) -> Sign:
    """The same of a consequence that the law derived."""
    clock = consequence.clock.name.value if consequence.clock else ""
    return consequence.kind.value, consequence.at, clock, consequence.to_level


def consequence_data(consequence: Consequence) -> dict[str, Any]:
    """What the row of a consequence tells: the clock with its run and deadline, the levels of a lowering."""
    data: dict[str, Any] = {}
    if clock := consequence.clock:
        data |= {
            "clock": clock.name.value,
            "run": clock.run,
            "owner": clock.owner.value,
            "level": clock.level,
        }
        data |= {"due": moment(clock.due).isoformat()} if clock.due is not None else {}
    if consequence.kind is Effect.LOWERED:
        data |= {"from": consequence.from_level, "to": consequence.to_level}
    return data

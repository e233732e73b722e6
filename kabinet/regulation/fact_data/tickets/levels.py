"""What changes a ticket's level and deadlines, and what the law does by itself."""

from dataclasses import dataclass, field
from datetime import datetime

from kabinet.regulation.clocks import ClockName
from kabinet.regulation.fact_data.shape import FactData
from kabinet.regulation.facts import Side
from kabinet.regulation.pack import StatusRole, Turn
from kabinet.regulation.text import Text

# Keys that cannot be names, and their counterparts.
FROM, TO = {"key": "from"}, {"key": "to"}


@dataclass(frozen=True, kw_only=True)
class LevelMove(FactData):
    """From which level to which is proposed, or declined (P4.8.2c, U3.5b)."""

    from_level: int = field(metadata=FROM)
    to_level: int = field(metadata=TO)
    reason: str


@dataclass(frozen=True, kw_only=True)
class LevelChanged(FactData):
    """`how`: agreed (P4.8.2c), unagreed (P4.8.2b), denied (the terms of a critical ticket, U4e).
    `ground` of one side alone, and the symptoms `seen` (P5f). `judged` is what the symptoms of now come to. `because`
    names the linked ticket that it follows (P5d). `owed` is the clock that the applicant owes anew: open `since`, until
    `due` (U4d)."""

    from_level: int = field(metadata=FROM)
    to_level: int = field(metadata=TO)
    reason: str | Text | None = None
    how: str = ""
    ground: str = ""
    seen: Text | None = None
    judged: int | None = None
    because: str = ""
    owed: ClockName | None = None
    since: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarChanged(FactData):
    """Codes of the calendar that the ticket left and of the one that counts from now on."""

    calendar_from: str
    calendar: str


@dataclass(frozen=True, kw_only=True)
class Breached(FactData):
    """The clock, its run, who owed, the level it ran under, its deadline; `barred`: they might not work then (L12b)."""

    clock: ClockName
    run: int
    owner: Side
    level: int
    due: datetime | None = None
    barred: bool = False


@dataclass(frozen=True, kw_only=True)
class Lowered(FactData):
    """From which level to which the law lowered the ticket; the clock that was missed as BREACHED tells it, nothing of it
    where a call reached nobody (U4d)."""

    from_level: int = field(metadata=FROM)
    to_level: int = field(metadata=TO)
    clock: ClockName | None = None
    run: int | None = None
    owner: Side | None = None
    level: int | None = None
    due: datetime | None = None
    barred: bool = False


@dataclass(frozen=True, kw_only=True)
class VendorChanged(FactData):
    """Whose `turn` it is on the `vendor` ticket, and its `status` with what that is for."""

    turn: Turn
    status: str
    role: StatusRole
    vendor: str


@dataclass(frozen=True, kw_only=True)
class ClosingAnnounced(FactData):
    """When silence `closes` the ticket; the `nth` announcement of it."""

    closes: datetime
    nth: int

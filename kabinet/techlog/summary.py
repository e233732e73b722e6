"""What comes of a reading: plain values, bounded, that lie as JSON in a row.

Instants are the server's own clock as the log has them, `2026-07-04T14:05:46`, for no line names a zone; "" where the file's
name does not say the hour. Durations are seconds. Texts are masked.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self


@dataclass(slots=True)
class Counted:
    """The same thing many times: an exception, a statement, a call, a wait. `seconds` altogether, `worst` of one."""

    what: str
    text: str = ""
    count: int = 0
    seconds: float = 0.0
    worst: float = 0.0
    worst_at: str = ""
    first: str = ""
    last: str = ""
    context: str = ""
    processes: list[str] = field(default_factory=list)
    users: int = 0


@dataclass(slots=True)
class Conflict:
    """A deadlock or a wait that was given up: who, on what, and what both were doing ("" where the file does not say)."""

    at: str
    victim: str
    other: str
    regions: list[str]
    context: str
    other_context: str = ""


@dataclass(slots=True)
class Happening:
    """Of a process: started, ended, killed, abandoned."""

    at: str
    event: str
    process: str
    text: str


@dataclass(slots=True)
class Collected:
    """What logcfg.xml has the server write. `events` without the names of all when `everything`."""

    everything: bool = False
    events: list[str] = field(default_factory=list)
    filtered: list[str] = field(default_factory=list)
    dumps: bool = False
    plans: bool = False
    hours: int = 0


@dataclass(slots=True)
class Doubt:
    """Why the summary may not be the whole truth: a code, how often, and an example."""

    code: str
    count: int = 1
    example: str = ""


@dataclass(slots=True)
class Summary:
    """`kind`: log; config (logcfg.xml alone); other: no log in it; packed: an archive that is not read here; locked: with a
    password. `minutes` are [minute, events, exceptions, waits and conflicts, slow, of processes]."""

    kind: str = "other"
    size: int = 0
    events: int = 0
    files: int = 0
    idle: int = 0
    first: str = ""
    last: str = ""
    hours: list[str] = field(default_factory=list)
    processes: list[str] = field(default_factory=list)
    versions: list[str] = field(default_factory=list)
    names: list[tuple[str, int]] = field(default_factory=list)
    collected: Collected | None = None
    exceptions: list[Counted] = field(default_factory=list)
    waits: list[Counted] = field(default_factory=list)
    deadlocks: list[Conflict] = field(default_factory=list)
    timeouts: list[Conflict] = field(default_factory=list)
    statements: list[Counted] = field(default_factory=list)
    calls: list[Counted] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    minutes: list[tuple[str, int, int, int, int, int]] = field(default_factory=list)
    # How many there were where a list is cut.
    totals: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Self:
        """What `as_data` gave; ValueError, KeyError or TypeError for anything else."""
        known = {each.name for each in fields(cls)}
        given = {name: value for name, value in data.items() if name in known}
        for name, of in _PARTS.items():
            given[name] = [of(**each) for each in given[name]]
        given["collected"] = Collected(**given["collected"]) if given["collected"] else None
        given["names"] = [(str(name), int(count)) for name, count in given["names"]]
        given["minutes"] = [(str(each[0]), *map(int, each[1:6])) for each in given["minutes"]]
        return cls(**given)


_PARTS: dict[str, Any] = {
    "exceptions": Counted,
    "waits": Counted,
    "deadlocks": Conflict,
    "timeouts": Conflict,
    "statements": Counted,
    "calls": Counted,
    "happenings": Happening,
    "doubts": Doubt,
}

"""What is added up: things of a kind, by a bounded number of kinds."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from kabinet.techlog.bounds import MOST_KINDS, TOP
from kabinet.techlog.summary import Counted

MOST_USERS, MOST_PROCESSES = 500, 8


@dataclass(slots=True)
class Seen:
    """One event, as much of it as is added up."""

    at: str
    seconds: float = 0.0
    context: str = ""
    process: str = ""
    user: str = ""


@dataclass(slots=True)
class Table:
    """Counted things by what makes them alike; those beyond MOST_KINDS are only numbered."""

    rows: dict[Hashable, Counted] = field(default_factory=dict)
    users: dict[Hashable, set[str]] = field(default_factory=dict)
    total: int = 0
    left_out: int = 0

    def add(self, key: Hashable, what: str, text: str, seen: Seen) -> None:
        """`what` and `text` are kept of the first; the context of the longest, or of the first that has one."""
        self.total += 1
        row = self.rows.get(key)
        if row is None:
            if len(self.rows) >= MOST_KINDS:
                self.left_out += 1
                return
            row = self.rows[key] = Counted(what, text, worst=-1.0)
            self.users[key] = set()
        row.count += 1
        row.seconds += seen.seconds
        if seen.seconds > row.worst or (seen.context and not row.context):
            row.context = seen.context or row.context
        if seen.seconds > row.worst:
            row.worst, row.worst_at = seen.seconds, seen.at
        if seen.at:
            row.first = min(row.first or seen.at, seen.at)
            row.last = max(row.last, seen.at)
        self._name(row, key, seen)

    def _name(self, row: Counted, key: Hashable, seen: Seen) -> None:
        if seen.process and seen.process not in row.processes and len(row.processes) < MOST_PROCESSES:
            row.processes.append(seen.process[:40])
        users = self.users[key]
        if seen.user and len(users) < MOST_USERS:
            users.add(seen.user)
            row.users = len(users)

    def top(self, *, by_time: bool) -> list[Counted]:
        """The weightiest first."""
        rows = sorted(
            self.rows.values(),
            key=lambda row: (-row.seconds if by_time else 0.0, -row.count, row.first, row.what, row.text),
        )[:TOP]
        for row in rows:
            row.seconds, row.worst = round(row.seconds, 3), round(max(row.worst, 0.0), 3)
        return rows


class Minutes:
    """Events a minute: all, exceptions, waits and conflicts, slow ones, those of processes."""

    MOST = 20_000
    ALL, EXCEPTIONS, WAITS, SLOW, PROCESSES = range(5)

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}
        self.left_out = 0

    def add(self, minute: str, column: int, count: int = 1) -> None:
        """`minute` as `2026-07-04T14:05`; "" is of no known hour."""
        row = self.rows.get(minute)
        if row is None:
            if not minute or len(self.rows) >= self.MOST:
                self.left_out += count
                return
            row = self.rows[minute] = [0] * 5
        row[column] += count

    def kept(self, most: int) -> tuple[list[tuple[str, int, int, int, int, int]], int]:
        """In their order, and how many were left out: of too many those that tell least."""
        rows = sorted(self.rows.items(), key=lambda each: (-sum(each[1][1:]), -each[1][0], each[0]))
        found = sorted((minute, *row) for minute, row in rows[:most])
        return found, max(0, len(rows) - most)  # type: ignore[return-value]

"""How an event begins in each form of the log, and the expressions that find those worth reading.

Every expression begins with the end of the line before: what is looked for first is one byte, so most of a file is passed
over at the speed of memory. No quantifier stands within another, so no input makes them slow.
"""

import re
from dataclasses import dataclass
from typing import Final

# What is read whole whenever it happens; what when it took some time (seconds): what a person waits for.
ALWAYS: Final = ("EXCP", "QERR", "TTIMEOUT", "TDEADLOCK", "PROC", "ATTN", "LIC", "HASP")
STATEMENTS: Final = frozenset({"DBMSSQL", "DBPOSTGRS", "DBORACLE", "DB2", "DBV8DBENG", "SDBL"})
CALLS: Final = frozenset({"CALL", "SCALL"})
SLOW_STATEMENT, SLOW_CALL = 1.0, 5.0
_ALWAYS = "|".join(ALWAYS)


@dataclass(frozen=True, slots=True)
class Form:
    """`counted` finds (day and hour or nothing, minute, name) of every event; `wanted` (day and hour or nothing, minute,
    second, duration, name) of those that are read; `head` any beginning. `unit` is what a duration counts, of a second."""

    name: str
    head: re.Pattern[bytes]
    counted: re.Pattern[bytes]
    wanted: re.Pattern[bytes]
    unit: float


def _text(name: str, stamp: str, digits: str, unit: float, slow: int) -> Form:
    clock, rest = rf"\n{stamp}([0-5]\d):", rf"\.\d{{{digits}}}-"
    durations = rf"(\d{{{slow},19}}|[1-9]\d{{0,18}}(?=,TLOCK,)|\d{{1,19}}(?=,(?:{_ALWAYS}),))"
    return Form(
        name,
        re.compile(rf"\n{stamp}[0-5]\d:[0-5]\d{rest}\d{{1,19}},(\w{{1,20}}),\d+".encode()),
        re.compile(rf"{clock}[0-5]\d{rest}\d+,(\w{{1,20}}),\d".encode()),
        re.compile(rf"{clock}([0-5]\d){rest}{durations},(\w{{1,20}}),\d+".encode()),
        unit,
    )


def _json() -> Form:
    clock = r'\n\{"ts": ?"(\d{4}-\d\d-\d\dT\d\d):([0-5]\d):'
    rest = r'\.\d{4,6}", ?"duration": ?"?'
    name = r'"?, ?"name": ?"(\w{1,20})"'
    durations = (
        rf'(\d{{7,19}}|[1-9]\d{{0,18}}(?="?, ?"name": ?"TLOCK")|\d{{1,19}}(?="?, ?"name": ?"(?:{_ALWAYS})"))'
    )
    return Form(
        "json",
        re.compile(rf"{clock}[0-5]\d{rest}\d{{1,19}}{name}".encode()),
        re.compile(rf"{clock}[0-5]\d{rest}\d+{name}".encode()),
        re.compile(rf"{clock}([0-5]\d){rest}{durations}{name}".encode()),
        1e-6,
    )


STAMP: Final = r"(\d{4}-\d\d-\d\dT\d\d):"
FORMS: Final = (
    _text("text", "()", "5,6", 1e-6, 7),
    _text("text", "()", "4", 1e-4, 5),
    _text("plain", STAMP, "4,6", 1e-6, 7),
    _json(),
)


def form_of(start: bytes) -> tuple[Form, int] | None:
    """By its first beginning of an event, and where that is; None when there is none."""
    found = [(match.start(), form) for form in FORMS if (match := form.head.search(start))]
    if not found:
        return None
    at, form = min(found, key=lambda each: each[0])
    return form, at

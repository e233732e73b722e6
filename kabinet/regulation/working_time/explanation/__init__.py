"""Why a deadline is when it is, told step by step, day by day, in both languages."""

from kabinet.regulation.working_time.explanation.amounts import amount, moment, offset, windows
from kabinet.regulation.working_time.explanation.steps import why
from kabinet.regulation.working_time.explanation.year_changes import Change, changes

__all__ = [
    "Change",
    "amount",
    "changes",
    "moment",
    "offset",
    "why",
    "windows",
]

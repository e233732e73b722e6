"""The clocks of a ticket: a fold over what happened (docs/clocks.md)."""

from kabinet.regulation.clocks.awaited import ANSWERS, HEARD, Pending, pending
from kabinet.regulation.clocks.claims import VERDICTS, confirmed, counts_by_silence, heard
from kabinet.regulation.clocks.fold import (
    Clock,
    Clocks,
    Consequence,
    Effect,
    Folded,
    Ground,
    Outcome,
    Owed,
    ground,
)
from kabinet.regulation.clocks.ledger import Holder
from kabinet.regulation.clocks.run import SUPPORT_CLOCKS, ClockName, clause_of, term_of
from kabinet.regulation.clocks.step import DERIVED

__all__ = [
    "ANSWERS",
    "DERIVED",
    "HEARD",
    "SUPPORT_CLOCKS",
    "VERDICTS",
    "Clock",
    "ClockName",
    "Clocks",
    "Consequence",
    "Effect",
    "Folded",
    "Ground",
    "Holder",
    "Outcome",
    "Owed",
    "Pending",
    "clause_of",
    "confirmed",
    "counts_by_silence",
    "ground",
    "heard",
    "pending",
    "term_of",
]

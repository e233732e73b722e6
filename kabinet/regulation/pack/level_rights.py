"""Who changes the level of a ticket that exists: alone, or only with the other side's agreement."""

from dataclasses import dataclass
from enum import StrEnum

from kabinet.regulation.facts import Side


class Way(StrEnum):
    """Where to: a higher level is a smaller number."""

    RAISE = "raise"
    LOWER = "lower"


class Consent(StrEnum):
    """Whether one side's word is enough."""

    ALONE = "alone"
    AGREED = "agreed"


class Ground(StrEnum):
    """Why one side alone lowers a level: it was chosen wrongly, by the symptoms (P5f), or the system works again."""

    MISCLASSIFIED = "misclassified"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class LevelRight:
    """One row: `side` may go this `way`; the first row that fits decides, and without one nobody may.

    `critical`: only from a level with critical terms. `recovered`: only once a solution or a workaround was given.
    `reason`: it needs one. `grounds`: one of these is named with it; recovery is one only where the system works again.
    `within_symptoms`: never above what the symptoms come to. `denial` is what is said to somebody who does alone what
    needs agreement.
    """

    side: Side
    way: Way
    consent: Consent
    clause: str
    critical: bool = False
    recovered: bool = False
    reason: bool = True
    within_symptoms: bool = False
    grounds: tuple[Ground, ...] = ()
    denial: str = ""


def way(before: int, after: int) -> Way | None:
    """From level to level; None for the same one."""
    return None if before == after else Way.RAISE if after < before else Way.LOWER

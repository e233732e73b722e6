"""One sentence for the operator, and how much it matters."""

from dataclasses import dataclass
from enum import IntEnum


class Weight(IntEnum):
    """`FAULT` alone makes the exit status 1."""

    WELL = 0
    NOTE = 1
    FAULT = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """`about` is one or two words, `said` a sentence without its full stop."""

    weight: Weight
    about: str
    said: str


def well(about: str, said: str) -> Finding:
    return Finding(Weight.WELL, about, said)


def note(about: str, said: str) -> Finding:
    """True, and maybe not meant."""
    return Finding(Weight.NOTE, about, said)


def fault(about: str, said: str) -> Finding:
    """To be mended."""
    return Finding(Weight.FAULT, about, said)

"""How much of a file is read, and how much is kept of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one reading. What does not fit is left out and said (`Summary.doubts`); memory is bounded by the process."""

    seconds: float = 300.0
    unpacked: int = 4 * 2**30  # bytes that come out of archives
    ratio: int = 300  # bytes unpacked to one packed, once RATIO_FROM have come out
    ratio_from: int = 64 * 2**20
    members: int = 5_000
    directory: int = 2**20  # bytes of a zip's own list of members
    nested: int = 64 * 2**20  # bytes of an archive within an archive
    depth: int = 2  # archives within one another


BLOCK = 2**22  # bytes read at once
LONGEST = 2**20  # bytes of one event
# What is kept of one event's values, of one shown text, and how many different ones are counted apart.
MOST_VALUE, MOST_TEXT, MOST_KINDS = 16_384, 600, 2_000
TOP = 20
MOST_LISTED = 100
MOST_MINUTES = 1_500

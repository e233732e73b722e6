"""What others did while the reader was writing."""

from datetime import datetime
from typing import NamedTuple

from kabinet.actions.unit.errors import Conflict
from kabinet.pages.ui.citations import spoken


class Happened(NamedTuple):
    """One thing; `who` is empty when the program did it."""

    who: str
    sentence: str
    at: datetime


def happened_meanwhile(clash: Conflict) -> list[Happened]:
    """In the order in which it happened."""
    entries = ((entry, spoken(entry.sentence)) for entry in clash.entries)
    return [
        Happened("" if entry.actor_name in words else entry.actor_name, words, entry.occurred_at)
        for entry, words in entries
    ]

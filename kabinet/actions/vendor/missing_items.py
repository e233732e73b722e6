"""What a returned ticket still lacks, item by item, out of its journal (P5e)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kabinet.records.models import JournalEntry
from kabinet.regulation.fact_data.tickets import Explained, Returned, Supplied
from kabinet.regulation.facts import Kind


@dataclass(frozen=True, slots=True)
class Missing:
    """The last return: `returned` its row; `items` are codes of form fields in their order, `given` the row by which each
    one was supplied so far, or said to be out of reach."""

    returned: JournalEntry
    items: tuple[str, ...]
    given: Mapping[str, JournalEntry]

    @property
    def left(self) -> list[str]:
        """What is still to be given or explained."""
        return [code for code in self.items if code not in self.given]


# By these rows a ticket is returned, and a return is answered; what a door must read to know what is missing.
TELLS = frozenset({Kind.RETURNED, Kind.SUPPLIED, Kind.EXPLAINED, Kind.COMPLETED, Kind.RETURN_ENDED})


def still_missing(entries: Iterable[JournalEntry]) -> Missing | None:
    """None for a ticket that was never returned, or whose vendor did without; `entries` in the order in which they
    occurred."""
    found = None
    for row in entries:
        if row.kind == Kind.RETURNED:
            found = Missing(row, row.told_as(Returned).missing, {})
        elif row.kind == Kind.RETURN_ENDED:
            found = None
        elif found and row.kind in (Kind.SUPPLIED, Kind.EXPLAINED):
            found = Missing(found.returned, found.items, {**found.given, _item(row): row})
        elif found and row.kind == Kind.COMPLETED:
            found = Missing(found.returned, found.items, dict.fromkeys(found.left, row) | dict(found.given))
    return found


def _item(row: JournalEntry) -> str:
    if row.kind == Kind.SUPPLIED:
        return row.told_as(Supplied).item
    return row.told_as(Explained).item

"""What a returned ticket still lacks, item by item, out of its journal (P5e)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kabinet.records.models import JournalEntry
from kabinet.regulation.fact_data.tickets import Returned, Supplied
from kabinet.regulation.facts import Kind


@dataclass(frozen=True, slots=True)
class Missing:
    """The last return: `returned` its row; `items` are codes of form fields in their order, `given` the row by which each
    one was supplied so far."""

    returned: JournalEntry
    items: tuple[str, ...]
    given: Mapping[str, JournalEntry]

    @property
    def left(self) -> list[str]:
        """What is still to be given."""
        return [code for code in self.items if code not in self.given]


def still_missing(entries: Iterable[JournalEntry]) -> Missing | None:
    """None for a ticket that was never returned; `entries` in the order in which they occurred."""
    found = None
    for row in entries:
        if row.kind == Kind.RETURNED:
            found = Missing(row, row.told_as(Returned).missing, {})
        elif found and row.kind == Kind.SUPPLIED:
            found = Missing(found.returned, found.items, {**found.given, row.told_as(Supplied).item: row})
        elif found and row.kind == Kind.COMPLETED:
            found = Missing(found.returned, found.items, dict.fromkeys(found.left, row) | dict(found.given))
    return found

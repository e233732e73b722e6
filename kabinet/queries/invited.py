"""Who of the client takes part in the joint work on a vendor ticket (P5c), as its journal tells."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.fact_data import tickets
from kabinet.regulation.facts import Kind


class Invited(NamedTuple):
    """Somebody of the client who takes part in joint work."""

    person_id: int
    person_name: str
    invited_at: datetime


def invited_by(entries: Iterable[FactRecord]) -> list[Invited]:
    """Those whom the journal's `entries`, in their order, invited and did not let go."""
    found: dict[int, Invited] = {}
    for row in entries:
        if row.kind == Kind.INVITED:
            told = row.told_as(tickets.Invited)
            found[told.person] = Invited(told.person, told.name, row.occurred_at)
        elif row.kind == Kind.LEFT:
            found.pop(row.told_as(tickets.Left).person, None)
    return list(found.values())

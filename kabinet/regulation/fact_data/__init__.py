"""What a row of a journal keeps beside its columns: one declaration a kind of fact (docs/journal.md).

    data = Answered(answer=Answer.SOLUTION, final=True)       # written: record(work, Kind.ANSWERED, data)
    row.told_as(Answered).final                               # read

JSON that lies in rows is a contract for as long as a row lives: a key is never renamed, a new one has a default.
"""

from collections.abc import Mapping
from typing import Any

from kabinet.regulation.fact_data import tickets
from kabinet.regulation.fact_data.shape import (
    FactData,
    Json,
    Key,
    Misfit,
    Shape,
    checked,
    keys,
    lay_out,
    read,
)
from kabinet.regulation.facts import Kind

__all__ = [
    "NOTHING",
    "OF_TICKET",
    "FactData",
    "Json",
    "Key",
    "Misfit",
    "Shape",
    "keys",
    "lay_out",
    "of_ticket",
    "read",
    "row_of",
]

NOTHING = FactData()

OF_TICKET: Mapping[Kind, type[FactData]] = {
    Kind.REGISTERED: tickets.Registered,
    Kind.TAKEN: tickets.Taken,
    Kind.ASSIGNED: tickets.Assigned,
    Kind.NOTED: tickets.Noted,
    Kind.ANSWERED: tickets.Answered,
    Kind.REPLIED: tickets.Replied,
    Kind.CALLED: tickets.Called,
    Kind.CLAIMED: tickets.Claimed,
    Kind.CLAIM_CONFIRMED: tickets.ClaimAnswered,
    Kind.CLAIM_DENIED: tickets.ClaimAnswered,
    Kind.LEVEL_CHANGED: tickets.LevelChanged,
    Kind.LEVEL_PROPOSED: tickets.LevelMove,
    Kind.LEVEL_DECLINED: tickets.LevelMove,
    Kind.PASSED_ON: tickets.PassedOn,
    Kind.RELAYED: tickets.Relayed,
    Kind.RETURNED: tickets.Returned,
    Kind.SUPPLIED: tickets.Supplied,
    Kind.COMPLETED: tickets.Completed,
    Kind.PLAN_AGREED: FactData,
    Kind.PLAN_REFUSED: tickets.Reasoned,
    Kind.ACCEPTED: tickets.Accepted,
    Kind.DECLINED: tickets.Reasoned,
    Kind.CLOSED: tickets.Closed,
    Kind.CLOSED_BY_WORD: tickets.ClosedByWord,
    Kind.REOPENED: tickets.BackToWork,
    Kind.WITHDRAWN: tickets.Withdrawn,
    Kind.REFUSED: tickets.Refused,
    Kind.OBJECTED: FactData,
    Kind.OBJECTION_UPHELD: tickets.BackToWork,
    Kind.REFUSAL_KEPT: tickets.Reasoned,
    Kind.WAITING_BEGAN: FactData,
    Kind.WAITING_ENDED: FactData,
    Kind.CALENDAR_CHANGED: tickets.CalendarChanged,
    Kind.WIDENED: tickets.Widened,
    Kind.LINKED: tickets.Named,
    Kind.UNLINKED: tickets.Named,
    Kind.HANDOVER_ASKED: tickets.Named,
    Kind.HANDOVER_GIVEN: FactData,
    Kind.HANDOVER_DECLINED: tickets.HandoverDeclined,
    Kind.HANDED_OVER: tickets.HandedOver,
    Kind.MERGED: tickets.Merged,
    Kind.ABSORBED: tickets.Named,
    Kind.TAGGED: tickets.Named,
    Kind.UNTAGGED: tickets.Named,
    Kind.WATCHER_ADDED: tickets.WatcherAdded,
    Kind.CONTACT_CHANGED: tickets.ContactChanged,
    Kind.INVITED: tickets.Invited,
    Kind.LEFT: tickets.Left,
    Kind.BREACHED: tickets.Breached,
    Kind.LOWERED: tickets.Lowered,
    Kind.VENDOR_CHANGED: tickets.VendorChanged,
    Kind.CLOSING_ANNOUNCED: tickets.ClosingAnnounced,
    Kind.CLOSED_BY_SILENCE: FactData,
}


def of_ticket(kind: str) -> type[FactData]:
    """What a ticket's fact of this kind keeps; KeyError for a kind that the law does not know."""
    return OF_TICKET[Kind(kind)]


def row_of(kind: Kind, data: FactData) -> dict[str, Any]:
    """The JSON of a ticket's fact; TypeError for what another kind declares, Misfit for a value of another type."""
    declared = OF_TICKET[kind]
    if type(data) is not declared:
        raise TypeError(f"{kind} keeps {declared.__name__}, not {type(data).__name__}")
    return checked(data, kind)

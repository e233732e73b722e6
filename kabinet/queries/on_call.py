"""Who of the desk is called to a ticket, as somebody of that desk sees it at one instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.regulation.access import VENDOR_STAFF, Actor, OrgKind
from kabinet.regulation.fact_data.tickets import OnCall, Summoned
from kabinet.regulation.facts import Kind


@dataclass(frozen=True, slots=True)
class Summons:
    """One who was told, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OnCallView:
    """The last call of a ticket: who was told, who is next and when (`next_name` is empty where nobody is left), since when
    nobody is, and whether there was no lead to be told so; and by whom it was answered, or how it ended."""

    told: Sequence[Summons]
    next_at: datetime | None
    next_name: str
    unanswered_at: datetime | None
    alone: bool
    ended_at: datetime | None
    ended_by: str
    how: str


def call_of(opened: TicketView) -> OnCallView | None:
    """For people of the desk, of an open ticket on a level to which they are called; else None. Asks nothing of its own,
    unless somebody is told next."""
    loud = opened.leg.level(opened.ticket.level).all_hear_off_hours
    if _only_audits(opened.actor) or not (opened.open and loud):
        return None
    found = opened.nearby.call
    if found is None:
        return None
    rows = [row for row in opened.entries if row.pk > found.after_entry]
    summoned = [(row, row.told_as(Summoned)) for row in rows if row.kind == Kind.SUMMONED]
    unanswered = next((row for row in rows if row.kind == Kind.UNANSWERED), None)
    called = {person for _row, told in summoned for person in told.called}
    waiting = []
    if found.next_at is not None:
        first = summoned[0][0].occurred_at if summoned else found.next_at
        waiting = doors.on_call_order(opened.ticket, opened.at, duty_at=first)
    return OnCallView(
        told=[Summons(told.name, row.occurred_at) for row, told in summoned],
        next_at=found.next_at,
        next_name=next((each.name for each in waiting if each.person not in called), ""),
        unanswered_at=unanswered.occurred_at if unanswered else None,
        alone=unanswered is not None and unanswered.told_as(OnCall).alone,
        ended_at=found.ended_at,
        ended_by=found.ended_by,
        how=found.how,
    )


def _only_audits(actor: Actor) -> bool:
    """Whether the reader is of the vendor and none of its desk: they read what was written, and no order of call."""
    return actor.kind is OrgKind.VENDOR and not actor.roles & VENDOR_STAFF

"""Who reads a list of a support side: what they may do with its tickets, and what is theirs to move."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.versions import day_of, law_of
from kabinet.regulation.access import ACTS, Act, Actor, OrgKind, Role
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.work_days import on
from kabinet.regulation.working_time import Calendar

KEPT = 1024  # answers kept ready


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, when, in which zone, and the working hours of the desk; `stopped`: a partner that may only read (L12b)."""

    actor: Actor
    at: datetime
    zone: ZoneInfo
    hours: Calendar
    stopped: bool = False

    def works(self, leg: str) -> bool:
        """Whether they are one of those who work on tickets of this leg and may do so today; the act asks for the rest."""
        return not self.stopped and takes(self.actor, leg)

    def serves(self, leg: str) -> bool:
        """Whether their side serves this leg: whom its tickets are given to, and its own tags."""
        return leg == LegCode.CLIENT or self.actor.kind is OrgKind.VENDOR

    def stuck(self, row: Row) -> bool:
        """Whether nobody can move: it is the turn of a partner that may not work."""
        return stuck(row, self.at) or (self.stopped and waits(row))


def reader_of(actor: Actor, at: datetime, zone: ZoneInfo, leg: str, *, stopped: bool = False) -> Reader:
    """The reader of a leg's queue, with the desk's working hours by their regulation."""
    hours = doors.calendar_for(actor, law_of(actor).leg(leg).terms.hours)
    return Reader(actor, at, zone, hours, stopped)


def leg_of(actor: Actor, *, sent: bool = False) -> str:
    """Whose tickets a queue has: the clients', for the vendor and for what a partner `sent` there the vendor's."""
    return LegCode.VENDOR if sent or actor.kind is OrgKind.VENDOR else LegCode.CLIENT


def only_reads(actor: Actor, at: datetime) -> bool:
    """Whether the reader's organisation is a partner that may not work on tickets today (L12b). One question."""
    if actor.kind is not OrgKind.PARTNER:
        return False
    return bool(doors.barred(actor, {actor.organisation}, day_of(actor, at)))


def takes(actor: Actor, leg: str) -> bool:
    """Whether they are one of those who work on tickets of this leg."""
    return _takes(actor.kind, actor.roles, leg)


@lru_cache(maxsize=KEPT)
def _takes(kind: OrgKind | None, roles: frozenset[Role], leg: str) -> bool:
    """Asked for every line of a list."""
    return any(grant.covers(kind, roles) for grant in ACTS[Act.TAKE].grants(leg))


def free(row: Row) -> bool:
    """Whether nobody works on it and somebody could."""
    return row.assignee_id is None and row.closed_at is None


def waits(row: Row) -> bool:
    """Whether it is open and the partner's turn."""
    return row.closed_at is None and row.turn == OrgKind.PARTNER


def stuck(row: Row, at: datetime) -> bool:
    """Whether nobody can move an open ticket: it is the turn of a partner that may not work on the ticket's day (L12b)."""
    if not waits(row):
        return False
    today = at.astimezone(ZoneInfo(row.versions.terms.hours.zone)).date()
    return on(row.partner_days, today) is None

"""Joint work: the client's participants in a vendor ticket (P5c), what is said there and who is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from typing import Final

from django.db.models import Exists, OuterRef, Q

from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import JournalEntry, Membership, Participant
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, Audience, OrgKind
from kabinet.regulation.fact_data.tickets import Left, LevelChanged
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle

GUEST: Final = "a participant's part in joint work"
ONE_LEG = Text(
    "Совместная работа ведётся в обращении в {vendor_name_acc}", "Joint work is done in the vendor's ticket"
)
ELSEWHERE = Text("Выберите, кому вы пишете", "Choose to whom you write")


def is_guest(actor: Actor, number: str) -> bool:
    """Whether the actor can only be a participant of this ticket."""
    return actor.kind is OrgKind.CLIENT and number.strip().upper().startswith("V-")


@contextmanager
def guest(actor: Actor, number: str) -> Iterator[None]:
    """What a participant does is written as the system: the database lets a client write nothing on the vendor leg. The
    ticket is found by their own reach, and the law is asked about them as about anybody."""
    if not is_guest(actor, number):
        yield
        return
    doors.ticket(actor, number)
    with as_system(GUEST):
        yield


def heard_by(work: Work, *, joint: bool) -> Audience:
    """Both sides of the leg, and on the vendor leg the participants when it is said to them too."""
    if not joint:
        return work.wide
    if work.leg.code != LegCode.VENDOR:
        raise Invalid("audience", ONE_LEG, ELSEWHERE)
    return Audience.JOINT


def told(work: Work, row: JournalEntry) -> frozenset[int]:
    """The participants who are told of a row of the journal, but for the one who made it: what is shown to them, the end of
    their own part or of the ticket, and a level that closes it to them or opens it again. Needs the whole reach."""
    if row.audience != Audience.JOINT or work.leg.level(work.clocks.level).partner_only:
        return _people(work, row) if turned(work, row) else frozenset()
    return _people(work, row)


def turned(work: Work, row: JournalEntry) -> str:
    """What a row does to the part of whoever takes part: "asleep", "awake" by its level (P5c), "ended" with the ticket,
    empty for nothing."""
    if work.leg.code != LegCode.VENDOR:
        return ""
    if _ends(work, row):
        return "ended"
    if not isinstance(row.told, LevelChanged):
        return ""
    before, after = (work.leg.level(each).partner_only for each in (row.told.from_level, row.told.to_level))
    return "" if before == after else "asleep" if after else "awake"


def _ends(work: Work, row: JournalEntry) -> bool:
    """Whether the ticket came to its end with this row."""
    earlier = [each.status for each in takewhile(lambda each: each is not row, work.rows)]
    before, after = (
        lifecycle.status_of(status, work.leg).open
        for status in (earlier[-1] if earlier else work.status_before, row.status)
    )
    return before and not after


def _people(work: Work, row: JournalEntry) -> frozenset[int]:
    """Who takes part, or did until this row, and still belongs to the client."""
    there = Membership.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("client"), ended_at=None, confirmed_at__lte=work.at
    )
    left = row.told.person if isinstance(row.told, Left) else None
    found = Participant.objects.filter(Q(ended_at=None) | Q(person=left), Exists(there), ticket=work.ticket)
    return frozenset(found.values_list("person_id", flat=True)) - {row.actor_id}

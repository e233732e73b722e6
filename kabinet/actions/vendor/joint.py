"""Joint work: the client's participants in a vendor ticket (P5c), what is said there and who is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db.models import Exists, OuterRef

from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import JournalEntry, Membership, Participant
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, Audience, OrgKind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

GUEST: Final = "a participant's part in joint work"
ONE_LEG = Text("Совместная работа ведётся в обращении в 1С", "Joint work is done in the vendor's ticket")
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
    """The participants to whom a row of the journal is shown, but for the one who made it; needs the whole reach."""
    if row.audience != Audience.JOINT or work.leg.level(work.clocks.level).partner_only:
        return frozenset()
    there = Membership.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("client"), ended_at=None, confirmed_at__lte=work.at
    )
    found = Participant.objects.filter(Exists(there), ticket=work.ticket, ended_at=None)
    return frozenset(found.values_list("person_id", flat=True)) - {row.actor_id}

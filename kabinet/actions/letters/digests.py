"""Digests: many notices of one person in one letter, at the hour that they chose (docs/letters.md).

The first delivery that waits for an hour leads the digest of that hour, one a person; what comes later joins it. A digest
of one ticket goes an hour after the first of its notices, one a person and ticket at a time. From the first try on its
deliveries are the same at every try, and so is its Message-ID: nothing is lost and nothing told twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from kabinet.actions.letters.choices import Mode
from kabinet.actions.letters.letter import Dropped, Held, Taken, Why
from kabinet.actions.letters.readers import Reader, reader_of
from kabinet.records.models import Delivery, Person
from kabinet.records.security.reach import as_system
from kabinet.records.versions.calendars import works_on

GATHERING: Final = "notices are gathered for a digest"
MORNING: Final = time(9, 0)
OF_TICKET: Final = timedelta(hours=1)
State = Delivery.State


def slot_after(at: datetime, mode: Mode, zone: ZoneInfo, calendar: str) -> datetime:
    """The next hour after `at` at which such a digest goes: the full hour, or nine in the morning of a working day by the
    `calendar` of this code, both in the reader's zone."""
    local = at.astimezone(zone)
    if mode is Mode.HOURLY:
        hour = local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
        return hour + timedelta(hours=1)
    day = local.date()
    while (slot := datetime.combine(day, MORNING, zone)) <= at or not works_on(day, calendar):
        day += timedelta(days=1)
    return slot


def join_digest(*, at: datetime, taken: Taken, mode: Mode, zone: ZoneInfo, calendar: str) -> None:
    """The delivery waits for the digest of its hour: leads it, or joins the one that does. An hour whose digest went already
    is over, so it waits for the next."""
    with transaction.atomic(), as_system(GATHERING):
        mine = Delivery.objects.filter(pk=taken.key, state=State.WAITING, tries=taken.tries)
        row = mine.select_for_update().first()
        if row is None:
            return
        # Of two deliveries of one person one looks after the other has written.
        Person.objects.select_for_update().get(pk=row.person_id)
        if mode is Mode.TICKET:
            slot, leader = row.created_at + OF_TICKET, _leader_of_ticket(row)
        else:
            slot = slot_after(row.created_at, mode, zone, calendar)
            while (leader := _leader(row.person_id, slot)) is not None and not _gathers(leader):
                slot = slot_after(max(at, slot), mode, zone, calendar)
        row.tries, row.message_id = 0, ""
        if leader is None:
            row.slot, row.next_try, row.of_ticket = slot, slot, mode is Mode.TICKET
        else:
            row.state, row.digest, row.next_try = State.JOINED, leader, None
        row.save(update_fields=["tries", "message_id", "slot", "of_ticket", "next_try", "state", "digest"])


def _leader(person: int, slot: datetime) -> Delivery | None:
    """Locked: whoever sends it either has it by now, which is seen, or takes it when this one has joined."""
    return Delivery.objects.select_for_update().filter(person=person, slot=slot, of_ticket=False).first()


def _leader_of_ticket(row: Delivery) -> Delivery | None:
    """The same of the digest that still gathers what is told of this ticket, and ends after this was."""
    about = Delivery.objects.filter(notice__ticket=row.notice.ticket_id, person=row.person_id, of_ticket=True)
    gathers = about.filter(state=State.WAITING, tries=0, slot__gt=row.created_at)
    return gathers.select_for_update(of=("self",)).order_by("slot").first()


def _gathers(leader: Delivery) -> bool:
    return leader.state == State.WAITING and not leader.tries


@dataclass(slots=True)
class Gathered:
    """What a digest may say, oldest first; each is read while the transaction reaches what its reader reaches. Afterwards
    `left_out` are those that it does not say, and why; `held` until when all of it waits."""

    leader: UUID
    at: datetime
    left_out: dict[UUID, Why] = field(default_factory=dict)
    held: Held | None = None

    def __iter__(self) -> Iterator[Reader]:
        with as_system(GATHERING):
            joined = Delivery.objects.filter(digest=self.leader).order_by("created_at", "id")
            keys = [self.leader, *joined.values_list("pk", flat=True)]
        for key in keys:
            found = reader_of(key, self.at, gathered=True)
            if isinstance(found, Held):
                self.held = found
                return
            if isinstance(found, Dropped):
                self.left_out[key] = found.why
            elif isinstance(found, Reader):
                yield found


def settle_joined(leader: UUID, at: datetime, left_out: Mapping[UUID, Why]) -> None:
    """What became of the digest became of each that joined it, but for those that it left out. Needs the whole reach."""
    joined = Delivery.objects.filter(digest=leader, state=State.JOINED)
    for key, why in left_out.items():
        joined.filter(pk=key).update(state=State.DROPPED, why=why, settled_at=at)
    joined.update(state=State.SENT, settled_at=at)

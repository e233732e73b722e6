"""What a worker does with what happened in another desk: asks what is new, takes it down together with the place up to which
it was read, and does one thing after the other.

Its key there makes each one row, however often it is told, so nothing comes twice after an outage or a kill. What was taken
down waits until it can be done; what cannot be is dead, with the reason, until somebody repeats it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kabinet.actions.bridges import placing, standing
from kabinet.network.desks import Change, Changes, Place, What
from kabinet.records import sealing
from kabinet.records.lengths import NAME
from kabinet.records.models import Bridge, BridgeArrival, BridgeLink
from kabinet.records.models.bridge import Carrying
from kabinet.records.security.reach import as_system
from kabinet.regulation.text import Text

LEASE: Final = timedelta(minutes=2)
PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
TRIES: Final = len(PAUSES) + 1
HEARING: Final = "what happened in another desk"
FAULT: Final = Text("ошибка программы", "a fault of the program")


@dataclass(frozen=True, slots=True)
class Look:
    """A bridge that is to be asked what is new, and from where on; empty for the first time."""

    bridge: UUID
    program: str
    place: Place = field(repr=False)
    seen: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """One thing that happened there, in the hands of one worker; `linked` whether its ticket has one here."""

    key: int
    bridge: UUID
    program: str
    place: Place = field(repr=False)
    change: Change
    tries: int


def next_look(*, at: datetime) -> Look | None:
    """The bridge that was asked longest ago, if that is long enough; it is nobody else's until it is asked again."""
    with transaction.atomic(), as_system(HEARING):
        rows = Bridge.objects.select_related("organisation").filter(state=Bridge.State.ON, next_look__lte=at)
        free = rows.select_for_update(skip_locked=True, of=("self",), no_key=True)
        row = free.order_by("next_look").first()
        if row is None:
            return None
        row.next_look = at + LEASE
        row.save(update_fields=["next_look"])
        why = _hindrance(row, at)
        if why is None:
            return Look(row.pk, row.program, placing.place_of(row), row.seen)
    standing.stop(at=at, bridge=row.pk, why=why)
    return None


def begin(*, at: datetime, look: Look, seen: str) -> None:
    """From here on it is read; what happened before does not cross."""
    with transaction.atomic(), as_system(HEARING):
        Bridge.objects.filter(pk=look.bridge, seen="").update(seen=seen, next_look=at)


def take_down(*, at: datetime, look: Look, found: Changes) -> None:
    """What concerns tickets that are one here, and new tickets if those are registered."""
    with transaction.atomic(), as_system(HEARING):
        rows = Bridge.objects.select_for_update(no_key=True)
        row = rows.filter(pk=look.bridge, seen=look.seen).first()
        if row is None:  # another desk by now
            return
        arrivals = [_arrival(row, change, at) for change in _concerning(row, found.rows)]
        BridgeArrival.objects.bulk_create(arrivals, ignore_conflicts=True)
        row.seen = found.seen
        row.next_look = at if found.more else at + standing.EVERY
        row.save(update_fields=["seen", "next_look"])


def take_next(*, at: datetime) -> Arrived | None:
    """The first of its foreign ticket that is due."""
    with transaction.atomic(), as_system(HEARING):
        free = due(at).select_for_update(skip_locked=True, of=("self",))
        row = free.select_related("bridge__organisation").order_by("next_try", "id").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        why = _hindrance(row.bridge, at)
        if why is None:
            place = placing.place_of(row.bridge)
            told = Change(row.key, row.foreign, What(row.what), row.author, row.happened_at, row.status)
            return Arrived(row.pk, row.bridge_id, row.bridge.program, place, told, row.tries)
        row.tries, row.next_try = row.tries - 1, at
        row.save(update_fields=["tries", "next_try"])
    standing.stop(at=at, bridge=row.bridge_id, why=why)
    return None


def due(at: datetime) -> QuerySet[BridgeArrival]:
    """What can be done at `at`: not behind something earlier of its ticket there, nor while the desk is away. Needs the
    whole reach."""
    before = BridgeArrival.objects.filter(
        bridge=OuterRef("bridge"), foreign=OuterRef("foreign"), id__lt=OuterRef("id"), next_try__isnull=False
    )
    there = {"bridge__state": Bridge.State.ON, "bridge__failures": 0}
    return BridgeArrival.objects.filter(~Exists(before), next_try__lte=at, **there)


def note_done(arrived: Arrived, at: datetime, ticket: int | None) -> None:
    """In the transaction of what was done. Needs the whole reach."""
    mine(arrived).update(state=Carrying.DONE, next_try=None, settled_at=at, ticket=ticket, verdict={})


def note_dropped(*, at: datetime, arrived: Arrived) -> None:
    """It is none of the bridge's after all."""
    with transaction.atomic(), as_system(HEARING):
        mine(arrived).update(state=Carrying.DROPPED, next_try=None, settled_at=at)


def note_away(*, arrived: Arrived, until: datetime) -> None:
    """It waits until then; nothing is counted."""
    with transaction.atomic(), as_system(HEARING):
        mine(arrived).update(tries=F("tries") - 1, next_try=until)


def note_refused(*, at: datetime, arrived: Arrived, why: Text, last: bool) -> None:
    """It cannot be done; with `last` not later either, until somebody puts it right and repeats it."""
    said = {"verdict": {"ru": why.ru, "en": why.en}}
    with transaction.atomic(), as_system(HEARING):
        if last or arrived.tries >= TRIES:
            mine(arrived).update(state=Carrying.DEAD, next_try=None, settled_at=at, **said)
        else:
            next_try = at + PAUSES[arrived.tries - 1]
            mine(arrived).update(state=Carrying.FAILED, next_try=next_try, **said)


def mine(arrived: Arrived) -> QuerySet[BridgeArrival]:
    """As long as it is in these hands."""
    return BridgeArrival.objects.filter(pk=arrived.key, tries=arrived.tries, next_try__isnull=False)


def _hindrance(row: Bridge, at: datetime) -> str | None:
    if not standing.stands(row, at):
        return Bridge.Why.ORPHANED
    try:
        placing.place_of(row)
    except sealing.Unreadable:
        return Bridge.Why.UNREADABLE
    return None


def _concerning(row: Bridge, changes: Sequence[Change]) -> list[Change]:
    tickets = {change.ticket for change in changes}
    linked = BridgeLink.objects.filter(bridge=row, foreign__in=tickets).values_list("foreign", flat=True)
    # What is said in a ticket that waits to be registered waits behind that.
    known = Q(what=What.CREATED) & ~Q(state=Carrying.DROPPED)
    coming = BridgeArrival.objects.filter(known, bridge=row, foreign__in=tickets)
    met = {*linked, *coming.values_list("foreign", flat=True)}
    found: list[Change] = []
    for change in changes:
        if change.what is What.CREATED:
            if not row.registers or change.ticket in linked:
                continue
            met.add(change.ticket)
        if change.ticket in met:
            found.append(change)
    return found


def _arrival(row: Bridge, change: Change, at: datetime) -> BridgeArrival:
    return BridgeArrival(
        bridge=row,
        key=change.key,
        foreign=change.ticket,
        what=change.what,
        author=change.author[:NAME],
        status=change.status,
        happened_at=change.at,
        next_try=at,
        taken_at=at,
    )

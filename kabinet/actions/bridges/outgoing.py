"""What a worker does with what crosses to another desk: takes one fact for the length of a lease, says what is to be asked
there, and writes down what came of it.

Taking and noting are short transactions; between them the desk is asked outside of any. Whoever is killed in between loses
nothing: when the lease ends somebody else takes it up, and looks first whether the desk has it already, by its mark. While a
desk is away nothing is counted against a fact: it waits, however long that takes.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from kabinet.actions.bridges import placing, standing, wording
from kabinet.network.desks import Denied, ForeignTicket, New, Place
from kabinet.records import sealing
from kabinet.records.lengths import LINE
from kabinet.records.models import Bridge, BridgeDelivery, BridgeLink, Ticket
from kabinet.records.models.bridge import Carrying
from kabinet.records.security.reach import as_system
from kabinet.regulation.legs import Channel

# Longer than all that is asked of a desk for one fact.
LEASE: Final = timedelta(minutes=4)
# Before the second try of what a desk refuses, the third and so on.
PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
TRIES: Final = len(PAUSES) + 1
CARRYING: Final = "facts on their way to another desk"
DIED: Final = "every worker that took it ended before it could note what became of it"


@dataclass(frozen=True, slots=True)
class Taken:
    """A fact in the hands of one worker, at its `tries`-th try."""

    key: int
    bridge: UUID
    tries: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be said where. `foreign` is the ticket there, `find` one that is to be looked at first, `new` one to be
    made; with `again` the desk may have been asked for it before. An empty `text` or `status` is nothing to say."""

    program: str
    place: Place = field(repr=False)
    foreign: str
    find: str
    new: New | None
    text: str = field(repr=False)
    mark: str
    status: str
    again: bool


def take_next(*, at: datetime) -> Taken | None:
    """Of what is due and nobody has in hand the first of its ticket, at the bridge that waits longest. None for nothing."""
    with transaction.atomic(), as_system(CARRYING):
        free = due(at).select_for_update(skip_locked=True, of=("self",))
        row = free.order_by("next_try", "id").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        return Taken(row.pk, row.bridge_id, row.tries)


def due(at: datetime) -> QuerySet[BridgeDelivery]:
    """What can be tried at `at`: not behind an earlier fact of its ticket, nor while its desk is away. Needs the whole
    reach."""
    before = BridgeDelivery.objects.filter(
        bridge=OuterRef("bridge"), ticket=OuterRef("ticket"), id__lt=OuterRef("id"), next_try__isnull=False
    )
    there = {"bridge__state": Bridge.State.ON, "bridge__failures": 0}
    return BridgeDelivery.objects.filter(~Exists(before), next_try__lte=at, **there)


def write_parcel(*, at: datetime, taken: Taken) -> Parcel | None:
    """What crosses now; None where nothing does, which is noted."""
    whole = ("bridge__organisation", "entry__message", "ticket")
    with transaction.atomic(), as_system(CARRYING):
        row = BridgeDelivery.objects.select_related(*whole).filter(pk=taken.key, tries=taken.tries).first()
        if row is None:
            return None
        if not standing.stands(row.bridge, at):
            why = Bridge.Why.ORPHANED
        else:
            try:
                parcel = _parcel(row)
            except sealing.Unreadable:
                why = Bridge.Why.UNREADABLE
            else:
                if parcel is None:
                    _mine(taken).update(state=Carrying.DROPPED, next_try=None, settled_at=at)
                else:
                    _mine(taken).update(asked=True)
                return parcel
        _mine(taken).update(tries=F("tries") - 1, next_try=at)
    standing.stop(at=at, bridge=taken.bridge, why=why)
    return None


def note_linked(*, at: datetime, taken: Taken, foreign: ForeignTicket) -> None:
    """The ticket there that is this one's, from now on; it was found there, or made. Denied for another one's."""
    with transaction.atomic(), as_system(CARRYING):
        row = BridgeDelivery.objects.select_related("bridge", "ticket").get(pk=taken.key)
        if (
            BridgeLink.objects.filter(bridge=row.bridge, foreign=foreign.key)
            .exclude(ticket=row.ticket)
            .exists()
        ):
            raise Denied(f"ticket {foreign.key} there is another one's already")
        link(row.bridge, row.ticket, foreign, at=at, born_there=False)


def link(bridge: Bridge, ticket: Ticket, foreign: ForeignTicket, *, at: datetime, born_there: bool) -> None:
    """Two tickets are one matter; once. Needs the whole reach."""
    BridgeLink.objects.get_or_create(
        bridge=bridge,
        ticket=ticket,
        defaults={
            "leg": ticket.leg,
            "client_id": ticket.client_id,
            "partner_id": ticket.partner_id,
            "desk": bridge.name,
            "foreign": foreign.key,
            "url": foreign.page[:LINE],
            "born_there": born_there,
            "status": foreign.status[:40],
            "status_at": at,
            "made_at": at,
        },
    )


def note_carried(*, at: datetime, taken: Taken, status: str) -> None:
    """That desk has it; `status` is the word that it was given, if any."""
    with transaction.atomic(), as_system(CARRYING):
        if not _mine(taken).update(state=Carrying.DONE, next_try=None, settled_at=at, error=""):
            return
        if status:
            ticket = BridgeDelivery.objects.values("ticket").filter(pk=taken.key)
            links = BridgeLink.objects.filter(bridge=taken.bridge, ticket__in=ticket)
            links.update(status=status, status_at=at)


def note_away(*, taken: Taken, until: datetime) -> None:
    """It waits until then; nothing is counted."""
    with transaction.atomic(), as_system(CARRYING):
        _mine(taken).update(tries=F("tries") - 1, next_try=until)


def note_refused(*, at: datetime, taken: Taken, error: str) -> None:
    """That desk says no; after the last try whoever keeps the bridge repeats it."""
    dead = taken.tries >= TRIES
    with transaction.atomic(), as_system(CARRYING):
        if dead:
            _mine(taken).update(state=Carrying.DEAD, next_try=None, settled_at=at, error=error[:LINE])
        else:
            next_try = at + PAUSES[taken.tries - 1]
            _mine(taken).update(state=Carrying.FAILED, next_try=next_try, error=error[:LINE])


def _parcel(row: BridgeDelivery) -> Parcel | None:
    bridge, ticket, entry = row.bridge, row.ticket, row.entry
    linked = BridgeLink.objects.filter(bridge=bridge, ticket=ticket).first()
    find = _given_number(bridge, ticket) if linked is None else ""
    if linked is None and not bridge.creates and not find:
        return None
    text = wording.text_of(entry, ticket, linked)
    status = str(bridge.statuses.get(entry.status, ""))
    if linked is not None and status == linked.status:
        status = ""
    new = None
    if linked is None:
        new = wording.new_of(ticket, str(bridge.levels.get(str(ticket.level), "")))
        # Its first message is what the new ticket begins with.
        text = "" if wording.begins(entry) else text
    elif not text and not status:
        return None
    return Parcel(
        program=bridge.program,
        place=placing.place_of(bridge),
        foreign=linked.foreign if linked is not None else "",
        find=find,
        new=new,
        text=text,
        mark=wording.mark_of(entry, ticket),
        status=status,
        again=row.asked,
    )


def _given_number(bridge: Bridge, ticket: Ticket) -> str:
    """The number there that the client's own person gave with the form, for the client's own desk. Of anybody else's desk a
    typed number would open a stranger's ticket; of what a partner wrote down, one of the client's."""
    own = bridge.organisation_id == bridge.client_id and ticket.channel == Channel.CABINET
    return ticket.foreign_number if own else ""


def _mine(taken: Taken) -> QuerySet[BridgeDelivery]:
    """As long as it is in these hands."""
    return BridgeDelivery.objects.filter(pk=taken.key, tries=taken.tries, next_try__isnull=False)

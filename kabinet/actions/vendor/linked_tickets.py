"""What travels by itself between a client ticket and its vendor ticket: the status, and nothing else.

To the client's ticket: that the vendor's turn changed (VENDOR_CHANGED). To the vendor's ticket: that the client's ticket
ended, that the law lowered it or that the client gave no promise for it (P5d), unless another client ticket waits for it
as well. A ticket that is at its end is left alone. Client tickets are locked first.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import QuerySet

from kabinet.actions.journal import by_program
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.work import Work, system
from kabinet.records import doors, mergers
from kabinet.records.models import JournalEntry, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.fact_data import NOTHING
from kabinet.regulation.fact_data.tickets import (
    Accepted,
    Closed,
    LevelChanged,
    Lowered,
    VendorChanged,
    Withdrawn,
)
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.ticket.system_facts import ENDS

LINKED = "linked ticket"
BESIDE = ("regulation", "calendar", "agreement")
NOT_IN_FULL = ("regulation__content", "calendar__content")
CLIENT_ENDED = Text("Обращение клиента завершено", "The client's ticket came to its end")
CLIENT_LOWERED = Text(
    "Обращение клиента понижено по регламенту", "The regulation lowered the client's ticket"
)
CLIENT_CONTESTED = Text(
    "Клиент не давал согласия на условия критического обращения",
    "The client did not consent to the critical terms",
)
LOWERING_VOID = Text(
    "Понижение обращения клиента отменено", "The lowering of the client's ticket became void"
)
# What the vendor's ticket keeps of the fact by which it ends with the client's.
ENDED: Mapping[Kind, type[Accepted] | type[Closed] | type[Withdrawn]] = {
    Kind.ACCEPTED: Accepted,
    Kind.CLOSED: Closed,
    Kind.WITHDRAWN: Withdrawn,
}


def lock_origins(number: str) -> list[Ticket]:
    """The locked client tickets that wait for the vendor ticket `number`: its own, and those of its duplicates."""
    if not number.startswith("V-"):
        return []
    with as_system(LINKED):
        keys = mergers.origins(number)
        return list(locked().filter(pk__in=keys).order_by("pk")) if keys else []


def open_child(ticket: Ticket) -> Ticket | None:
    """The locked vendor ticket that is still open, if the client ticket was passed on."""
    child = doors.linked(system(LINKED), ticket)
    return locked().filter(pk=child.pk, closed_at=None).first() if child else None


def lock(ticket: Ticket) -> Ticket:
    """The linked ticket, locked after the client's one and read anew."""
    return locked().get(pk=ticket.pk)


def locked() -> QuerySet[Ticket]:
    """Tickets with the versions that an act needs, to be locked as they are read."""
    return Ticket.objects.select_for_update(of=("self",)).select_related(*BESIDE).defer(*NOT_IN_FULL)


def settled(ticket: Ticket, at: datetime) -> Work:
    """A linked ticket with everything on record that fell due before `at`; not kept yet."""
    work = ticket_work.take_up(system(LINKED), at, ticket)
    ticket_work.settle(work)
    return work


def follow(work: Work) -> list[Work]:
    """The linked tickets that changed with this one, kept; needs the whole reach."""
    linked = _told_clients(work) if work.leg.code == LegCode.VENDOR else _told_vendor(work)
    for each in linked:
        ticket_work.keep(each)
    return linked


def _told_clients(work: Work) -> list[Work]:
    """A client ticket follows the vendor ticket in which its matter goes on: after a merger the main one."""
    if work.standing.status == work.status_before:
        return []
    return [
        told for client in work.clients if client.closed_at is None for told in _told_client(work, client)
    ]


def _told_client(work: Work, client: Ticket) -> Iterator[Work]:
    vendor = doors.linked(system(LINKED), client)
    if vendor is None or vendor.status == client.vendor_status:
        return
    told = settled(client, work.at)
    told.ticket.vendor_status = vendor.status
    status = lifecycle.status_of(vendor.status, doors.leg_of(vendor))
    data = VendorChanged(turn=status.turn, status=status.code, role=status.role, vendor=vendor.number)
    by_program.write(told, Kind.VENDOR_CHANGED, data)
    yield told


def _told_vendor(work: Work) -> list[Work]:
    travels = [row for row in work.rows if _travels(row)]
    child = open_child(work.ticket) if travels and work.ticket.passed_on_at else None
    if child is None:
        return []
    shared, own = _others_wait(child, work.ticket), child.origin_id == work.ticket.pk
    travels = [row for row in travels if (not shared if Kind(row.kind) in ENDS else own)]
    told = ticket_work.take_up(system(LINKED), work.at, child)
    for row in sorted(travels, key=lambda row: row.occurred_at):
        _tell(told, row, work.ticket)
    ticket_work.settle(told)
    return [told]


def _travels(row: JournalEntry) -> bool:
    return row.kind == Kind.LOWERED or Kind(row.kind) in ENDS or _contests(row) or bool(row.told.void)


def _contests(row: JournalEntry) -> bool:
    """Whether the client says by it that it gave no promise."""
    return row.kind == Kind.TERMS_DENIED or (
        row.kind == Kind.LEVEL_CHANGED and row.told_as(LevelChanged).how == "denied"
    )


def _others_wait(vendor: Ticket, client: Ticket) -> bool:
    """Whether another client ticket waits for the same vendor ticket: then that neither ends nor falls with this one."""
    others = Ticket.objects.filter(pk__in=mergers.origins(vendor.number), closed_at=None)
    return others.exclude(pk=client.pk).exists()


def _tell(told: Work, row: JournalEntry, client_ticket: Ticket) -> None:
    """Each in its place: what fell due on the vendor ticket before it is written down first."""
    because = client_ticket.number
    ticket_work.settle(told, row.occurred_at)
    if row.kind == Kind.LOWERED:
        _lower(told, row, because)
    elif _contests(row):
        _treat_as_standard(told, because)
    elif ends := ENDS.get(Kind(row.kind)):
        kind = by_program.first(told, *ends)
        data = ENDED[kind](reason=CLIENT_ENDED, because=because) if kind else NOTHING
        by_program.write(told, kind, data)
    else:
        _restore(told, row.told.void, because)


def _lower(told: Work, row: JournalEntry, because: str) -> None:
    before, after = told.clocks.level, row.told_as(Lowered).to_level
    if before < after:
        at = max(row.occurred_at, told.ticket.registered_at)
        data = LevelChanged(from_level=before, to_level=after, reason=CLIENT_LOWERED, because=because)
        clause = told.terms.answer_missed_clause
        by_program.write(told, Kind.LEVEL_CHANGED, data, occurred=at, clause=clause)


def _treat_as_standard(told: Work, because: str) -> None:
    """What was passed on as critical by a promise that nobody gave is not agreed with the client (P5d)."""
    level = told.leg.level(told.clocks.level or 0)
    if level.needs_critical_terms and level.unconfirmed_level:
        to = level.unconfirmed_level
        data = LevelChanged(from_level=level.number, to_level=to, reason=CLIENT_CONTESTED, because=because)
        by_program.write(told, Kind.LEVEL_CHANGED, data, clause=told.leg.denials["terms_not_given"].clause)


def _restore(told: Work, void: Iterable[int], because: str) -> None:
    row = JournalEntry.objects.filter(pk__in=void, kind=Kind.LOWERED).first()
    lowered = row.told_as(Lowered) if row else None
    if lowered is not None and told.clocks.level == lowered.to_level:
        data = LevelChanged(
            from_level=lowered.to_level,
            to_level=lowered.from_level,
            reason=LOWERING_VOID,
            because=because,
        )
        by_program.write(told, Kind.LEVEL_CHANGED, data)

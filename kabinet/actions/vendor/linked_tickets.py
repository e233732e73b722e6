"""What travels by itself between a client ticket and its vendor ticket: the status, and nothing else.

To the client's ticket: that the vendor's turn changed (VENDOR_CHANGED). To the vendor's ticket: that the client's ticket
ended, or that the law lowered it (P5d). A ticket that is at its end is left alone. The client's ticket is locked first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from kabinet.actions.journal import by_program
from kabinet.actions.journal.fact_codec import VOID
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.work import Work, system
from kabinet.records.models import JournalEntry, Ticket
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.ticket import lifecycle
from kabinet.regulation.ticket.system_facts import ENDS

LINKED = "linked ticket"
BESIDE = ("regulation", "calendar", "agreement")
NOT_IN_FULL = ("regulation__content", "calendar__content")
CLIENT_ENDED = {"ru": "Обращение клиента завершено", "en": "The client's ticket came to its end"}
CLIENT_LOWERED = {
    "ru": "Обращение клиента понижено по регламенту",
    "en": "The regulation lowered the client's ticket",
}
LOWERING_VOID = {
    "ru": "Понижение обращения клиента отменено",
    "en": "The lowering of the client's ticket became void",
}


def lock_origin(number: str) -> Ticket | None:
    """The locked client ticket of the vendor ticket `number`, if there are both."""
    if not number.startswith("V-"):
        return None
    with as_system(LINKED):
        # As one value, found by two keys: as a set it may be joined by reading every ticket while statistics are missing.
        origin = Ticket.objects.filter(number=number).values("origin")[:1]
        return locked().filter(pk=origin).first()


def open_child(ticket: Ticket) -> Ticket | None:
    """The locked vendor ticket that is still open, if the client ticket was passed on."""
    return locked().filter(origin=ticket, closed_at=None).first()


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
    linked = _told_client(work) if work.leg.code == LegCode.VENDOR else _told_vendor(work)
    for each in linked:
        ticket_work.keep(each)
    return linked


def _told_client(work: Work) -> list[Work]:
    status = work.standing.status
    if work.pair is None or work.pair.closed_at is not None or status == work.status_before:
        return []
    told = settled(work.pair, work.at)
    told.ticket.vendor_status = status
    turn = lifecycle.turn(status, work.leg)
    data = {"turn": turn.value, "status": status, "vendor": work.ticket.number}
    by_program.write(told, Kind.VENDOR_CHANGED, data)
    return [told]


def _told_vendor(work: Work) -> list[Work]:
    travels = [
        row for row in work.rows if row.kind == Kind.LOWERED or Kind(row.kind) in ENDS or VOID in row.data
    ]
    child = open_child(work.ticket) if travels and work.ticket.passed_on_at else None
    if child is None:
        return []
    told = ticket_work.take_up(system(LINKED), work.at, child)
    for row in sorted(travels, key=lambda row: row.occurred_at):
        _tell(told, row, work.ticket)
    ticket_work.settle(told)
    return [told]


def _tell(told: Work, row: JournalEntry, client_ticket: Ticket) -> None:
    """Each in its place: what fell due on the vendor ticket before it is written down first."""
    because = {"because": client_ticket.number}
    ticket_work.settle(told, row.occurred_at)
    if row.kind == Kind.LOWERED:
        _lower(told, row, because)
    elif ends := ENDS.get(Kind(row.kind)):
        by_program.write(told, by_program.first(told, *ends), {"reason": CLIENT_ENDED, **because})
    else:
        _restore(told, row.data[VOID], because)


def _lower(told: Work, row: JournalEntry, because: Mapping[str, object]) -> None:
    before, after = told.clocks.level, row.data["to"]
    if before < after:
        at = max(row.occurred_at, told.ticket.registered_at)
        data = {"from": before, "to": after, "reason": CLIENT_LOWERED, **because}
        clause = told.terms.answer_missed_clause
        by_program.write(told, Kind.LEVEL_CHANGED, data, occurred=at, clause=clause)


def _restore(told: Work, void: Iterable[int], because: Mapping[str, object]) -> None:
    lowered = JournalEntry.objects.filter(pk__in=void, kind=Kind.LOWERED).first()
    if lowered is not None and told.clocks.level == lowered.data["to"]:
        data = {"from": told.clocks.level, "to": lowered.data["from"], "reason": LOWERING_VOID, **because}
        by_program.write(told, Kind.LEVEL_CHANGED, data)

"""Who is told of a ticket though it is neither theirs nor asked by them. Watching changes nothing of the ticket."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.take import COLLEAGUES, STRANGER
from kabinet.actions.unit import permission
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work, side_of
from kabinet.records import doors
from kabinet.records.models import Ticket, Watcher
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import NARROW, WIDE, Act, Actor, Audience
from kabinet.regulation.fact_data.tickets import WatcherAdded
from kabinet.regulation.facts import Kind, Side

WATCHING = "watching a ticket"


def watch_ticket(*, actor: Actor, at: datetime, number: str) -> Ticket:
    """The actor is told what happens to the ticket; twice is once."""
    with transaction.atomic():
        ticket = _readable(actor, at, number)
        leg = doors.leg_of(ticket)
        heard = (NARROW if side_of(actor, leg) is Side.SUPPORT else WIDE)[ticket.leg]
        put(ticket, [actor.person], heard, actor.person, whole(at))
    return ticket


def unwatch_ticket(*, actor: Actor, at: datetime, number: str) -> Ticket:
    """And is told no more."""
    with transaction.atomic():
        ticket = doors.ticket(actor, number)
        with as_system(WATCHING):
            Watcher.objects.filter(ticket=ticket, person=actor.person).delete()
    return ticket


def add_watcher(
    *, actor: Actor, at: datetime, number: str, person: int, version: int | None = None
) -> Ticket:
    """Support asks a colleague to watch, who is told so; Invalid when they are none."""
    with act(actor=actor, at=at, number=number, act=Act.ADD_WATCHER, version=version) as work:
        name = _colleague(actor, person)
        if put_in(work, [person]):
            data = WatcherAdded(assignee=name, assignee_id=person, called=(person,))
            record(work, Kind.WATCHER_ADDED, data, audience=work.narrow)
    return work.ticket


def put_in(work: Work, people: Iterable[int]) -> bool:
    """Colleagues of the side that serves watch the ticket in hand; whether anybody did not do so yet."""
    return put(work.ticket, people, work.narrow, work.actor.person, work.at)


def put(ticket: Ticket, people: Iterable[int], heard: Audience, by: int, at: datetime) -> bool:
    """One row a person; whoever is there already stays as they are."""
    wanted = set(people)
    if not wanted:
        return False
    with as_system(WATCHING):
        known = set(Watcher.objects.filter(ticket=ticket).values_list("person", flat=True))
        rows = [_row(ticket, person, heard, by, at) for person in sorted(wanted - known)]
        Watcher.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(rows)


def _row(ticket: Ticket, person: int, heard: Audience, by: int, at: datetime) -> Watcher:
    return Watcher(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        person_id=person,
        audience=heard,
        added_by_id=by,
        added_at=at,
    )


def _readable(actor: Actor, at: datetime, number: str) -> Ticket:
    ticket = doors.ticket(actor, number)
    case = doors.case_of(actor, ticket=ticket, at=at)
    permission.require(actor, Act.WATCH, case, doors.pack_of(ticket))
    return ticket


def _colleague(actor: Actor, person: int) -> str:
    for contact in doors.colleagues(actor):
        if contact.person.pk == person:
            return contact.person.name
    raise Invalid("person", STRANGER, COLLEAGUES)

"""The contact named in a ticket, as `verify` looks at it: whom the journal names, whose person they are, and whether they
were told of what others of their side were told (U3.5e, P4.7b)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q

from kabinet.actions.notices.ticket_notices import reads
from kabinet.records.models import GroupMember, JournalEntry, Membership, Notice, Ticket
from kabinet.regulation.fact_data.tickets import ContactChanged
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.legs import LegCode


class Fault(NamedTuple):
    """What is kept of the contact, and what should be."""

    what: str
    kept: object
    told: object


class Time(NamedTuple):
    """A person was the contact from this row of the journal on."""

    person: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """Of a batch of tickets: who belongs where and when, partners of one company group, and who was told of what."""

    stays: Mapping[int, Sequence[tuple[int, datetime, datetime | None]]]
    fellows: Mapping[int, frozenset[int]]
    told: Mapping[tuple[int, str, datetime], frozenset[int]]


def known_of(tickets: Sequence[Ticket], entries: Mapping[int, Sequence[JournalEntry]]) -> Known:
    """Three questions, however many tickets there are, whose rows fit their kinds; needs the whole reach."""
    people = {time.person for ticket in tickets for time in _times(ticket, entries[ticket.pk])}
    stays: dict[int, list[tuple[int, datetime, datetime | None]]] = defaultdict(list)
    held = Membership.objects.filter(person__in=people, confirmed_at__isnull=False)
    for person, there, since, until in held.values_list("person", "organisation", "confirmed_at", "ended_at"):
        if since is not None:
            stays[person].append((there, since, until))
    partners = {ticket.partner_id for ticket in tickets if ticket.leg == LegCode.VENDOR}
    return Known(stays, _fellows(partners), _told([ticket.pk for ticket in tickets]))


def _fellows(partners: set[int]) -> Mapping[int, frozenset[int]]:
    """Whoever was in one group with a partner; on which days is a question of its papers."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = GroupMember.objects.filter(partner__in=partners).annotate(other=F("group__members__partner"))
    for partner, other in pairs.values_list("partner", "other"):
        found[partner].add(other)
    return {partner: frozenset(others) for partner, others in found.items()}


def _told(tickets: Sequence[int]) -> Mapping[tuple[int, str, datetime], frozenset[int]]:
    found: dict[tuple[int, str, datetime], set[int]] = defaultdict(set)
    rows = Notice.objects.filter(Q(ticket__in=tickets), data__reader=Side.APPLICANT.value)
    for ticket, kind, at, person in rows.values_list("ticket", "kind", "created_at", "person"):
        found[ticket, kind, at].add(person)
    return {fact: frozenset(people) for fact, people in found.items()}


def faults(ticket: Ticket, entries: Sequence[JournalEntry], known: Known) -> Iterator[Fault]:
    """Everything that is wrong with the contact of a ticket; nothing of one that names nobody."""
    times = _times(ticket, entries)
    for time in times:
        if not _belongs(time.person, time.since, ticket, known):
            yield Fault("contact", time.person, "nobody who belonged to the party that asks")
    if times and times[-1].person != ticket.contact_id:
        yield Fault("contact", ticket.contact_id, times[-1].person)
    for row in entries:
        contact = next((time.person for time in reversed(times) if time.since <= row.recorded_at), None)
        if contact is not None and _owed(row, contact, ticket, known):
            yield Fault(f"notice of {row.kind}", "none", f"one to the contact, as of {row.recorded_at}")


def _named(entries: Sequence[JournalEntry]) -> Iterator[tuple[Time, int | None]]:
    """Who was named anew and whom they replaced; a corrected telephone names nobody."""
    for row in entries:
        told = row.told
        if isinstance(told, ContactChanged) and told.person is not None:
            yield Time(told.person, row.recorded_at), told.former


def _times(ticket: Ticket, entries: Sequence[JournalEntry]) -> list[Time]:
    """Who was the contact, one after the other: the first is whom the first change replaced."""
    named = list(_named(entries))
    first = named[0][1] if named else ticket.contact_id
    begun = [Time(first, entries[0].recorded_at)] if first and entries else []
    return begun + [time for time, _ in named]


def _belongs(person: int, at: datetime, ticket: Ticket, known: Known) -> bool:
    """Whether they were a confirmed contact of the party that asks."""
    if ticket.leg == LegCode.CLIENT:
        party = frozenset({ticket.client_id})
    else:
        party = known.fellows.get(ticket.partner_id, frozenset()) | {ticket.partner_id}
    return any(
        organisation in party and confirmed <= at and (ended is None or ended > at)
        for organisation, confirmed, ended in known.stays.get(person, ())
    )


def _owed(row: JournalEntry, contact: int, ticket: Ticket, known: Known) -> bool:
    """Whether others of the contact's side were told of this and the contact was not. Of the registration the contact is
    told whoever else is; nobody is told of what they did themselves but of that."""
    told = known.told.get((ticket.pk, row.kind, row.recorded_at), frozenset())
    if contact in told or not _belongs(contact, row.recorded_at, ticket, known):
        return False
    if row.kind == Kind.REGISTERED:
        return True
    return bool(told) and row.actor_id != contact and reads(row, Side.APPLICANT, contact)

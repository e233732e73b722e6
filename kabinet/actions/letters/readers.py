"""Who reads a letter at the instant of sending: what has become of its reader since the notice was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kabinet.actions.letters import choices, wanted
from kabinet.actions.letters.choices import Mode
from kabinet.actions.letters.letter import Deferred, Dropped, Held, Why
from kabinet.actions.notices import wording
from kabinet.records import doors
from kabinet.records.models import BouncedAddress, Delivery, LetterChoice, Membership, Notice, Person
from kabinet.records.security.reach import as_system
from kabinet.records.versions import leg_of, vendor_names
from kabinet.records.versions.calendars import newest_calendar
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.facts import Side


@dataclass(frozen=True, slots=True)
class Reader:
    """The notice as its reader reaches it now, in the organisation for which they do."""

    notice: Notice
    actor: Actor
    person: Person


def reader_of(key: UUID, at: datetime, *, gathered: bool = False) -> Reader | Dropped | Held | Deferred:
    """Of the delivery with this key; `gathered` in a digest, which leaves out what was read meanwhile. Afterwards the
    transaction reaches what the reader reaches, and nothing else."""
    with as_system("who is written a letter"):
        delivery = Delivery.objects.select_related(
            "person", "notice__ticket__regulation", "notice__ticket__agreement"
        ).get(pk=key)
        choice = LetterChoice.objects.filter(person=delivery.person_id).first()
        bounces = BouncedAddress.objects.filter(
            person=delivery.person_id, email=delivery.person.email
        ).exists()
        roles = roles_of(delivery.person_id, at)
        notice, person = delivery.notice, delivery.person
        mode = wanted.letter_mode(notice, held_in(roles), choice)
    if against := _against(person, mode, bounces=bounces, confirmed=bool(roles)):
        return Dropped(against)
    if gathered and notice.read_at is not None:
        return Dropped(Why.READ)
    # One that was tried, or whose worker was killed, may have arrived: it goes on as what it was.
    fresh = delivery.state == Delivery.State.WAITING and delivery.tries <= 1
    defers = fresh and mode in choices.DIGESTS and not gathered and not wanted.is_urgent(notice)
    until = held_until(notice, person, choice, at)
    if until is not None and not defers:
        return Held(until)
    reader = let_in(notice, person, roles, at)
    if reader is not None and defers:
        return Deferred(mode, ZoneInfo(person.zone), reader.actor.calendar or newest_calendar().code)
    return reader or Dropped(Why.OUT_OF_REACH)


def roles_of(person: int, at: datetime) -> list[tuple[int, str]]:
    """In which organisations the person is confirmed, and as what. Needs the whole reach."""
    held = Membership.objects.filter(person=person, confirmed_at__lte=at, ended_at__isnull=True)
    return list(held.values_list("organisation", "role").order_by("organisation"))


def held_in(roles: Iterable[tuple[int, str]]) -> frozenset[Role]:
    """The roles alone."""
    return frozenset(Role(role) for _house, role in roles)


def held_until(notice: Notice, person: Person, choice: LetterChoice | None, at: datetime) -> datetime | None:
    """When the reader's quiet hours end, if this notice waits for that; None when it does not."""
    until = choices.quiet_until(choice, ZoneInfo(person.zone), at)
    return None if wanted.is_urgent(notice) else until


def let_in(notice: Notice, person: Person, roles: Iterable[tuple[int, str]], at: datetime) -> Reader | None:
    """The reader in the first of these organisations for which they reach it; the transaction then reaches as much."""
    for house in dict.fromkeys(organisation for organisation, _role in roles):
        actor = doors.actor_of(person.pk, house, at)
        if actor is not None and actor.confirmed and _reads(actor, notice):
            vendor_names.name_by(actor.law)
            return Reader(notice, actor, person)
    return None


def _against(person: Person, mode: Mode, *, bounces: bool, confirmed: bool) -> Why | None:
    if not (person.is_active and confirmed):
        return Why.REMOVED
    if not person.email:
        return Why.NO_ADDRESS
    if mode is Mode.NEVER:
        return Why.UNWANTED
    return Why.BOUNCES if bounces else None


def _reads(actor: Actor, notice: Notice) -> bool:
    """Whether the actor reaches what it is about, on the side for which it was written."""
    try:
        if notice.ticket is None:
            doors.organisation(actor, notice.organisation_id or 0)
            return actor.kind in wording.declared_of(notice).audience
        ticket = doors.ticket(actor, notice.ticket.number)
    except doors.Closed:
        return False
    supports = actor.kind is OrgKind(leg_of(ticket).support.value)
    return wording.side_of(notice) == (Side.SUPPORT if supports else Side.APPLICANT)

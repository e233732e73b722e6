"""Who reads a letter at the instant of sending: what has become of its reader since the notice was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kabinet.actions.letters import choices
from kabinet.actions.letters.letter import Dropped, Held, Why
from kabinet.actions.notices import wording
from kabinet.actions.notices.kinds import Urgency
from kabinet.records import doors
from kabinet.records.models import BouncedAddress, Delivery, LetterChoice, Membership, Notice, Person
from kabinet.records.security.reach import as_system
from kabinet.records.versions import leg_of, vendor_names
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.facts import Side


@dataclass(frozen=True, slots=True)
class Reader:
    """The notice as its reader reaches it now, in the organisation for which they do."""

    notice: Notice
    actor: Actor
    person: Person


def reader_of(key: UUID, at: datetime) -> Reader | Dropped | Held:
    """Of the delivery with this key. Afterwards the transaction reaches what the reader reaches, and nothing else."""
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
    if against := _against(notice, person, choice, [Role(role) for _house, role in roles]):
        return Dropped(against)
    if bounces:
        return Dropped(Why.BOUNCES)
    until = held_until(notice, person, choice, at)
    if until is not None:
        return Held(until)
    return let_in(notice, person, roles, at) or Dropped(Why.OUT_OF_REACH)


def roles_of(person: int, at: datetime) -> list[tuple[int, str]]:
    """In which organisations the person is confirmed, and as what. Needs the whole reach."""
    held = Membership.objects.filter(person=person, confirmed_at__lte=at, ended_at__isnull=True)
    return list(held.values_list("organisation", "role").order_by("organisation"))


def held_until(notice: Notice, person: Person, choice: LetterChoice | None, at: datetime) -> datetime | None:
    """When the reader's quiet hours end, if this notice waits for that; None when it does not."""
    until = choices.quiet_until(choice, ZoneInfo(person.zone), at)
    return None if is_urgent(notice) else until


def let_in(notice: Notice, person: Person, roles: Iterable[tuple[int, str]], at: datetime) -> Reader | None:
    """The reader in the first of these organisations for which they reach it; the transaction then reaches as much."""
    for house in dict.fromkeys(organisation for organisation, _role in roles):
        actor = doors.actor_of(person.pk, house, at)
        if actor is not None and actor.confirmed and _reads(actor, notice):
            vendor_names.name_by(actor.law)
            return Reader(notice, actor, person)
    return None


def _against(
    notice: Notice, person: Person, choice: LetterChoice | None, roles: Iterable[Role]
) -> Why | None:
    held = frozenset(roles)
    if not (person.is_active and held):
        return Why.REMOVED
    if not person.email:
        return Why.NO_ADDRESS
    chosen = choice.kinds if choice is not None else {}
    return None if choices.wants(wording.declared_of(notice), held, chosen) else Why.UNWANTED


def is_urgent(notice: Notice) -> bool:
    """A clock runs against somebody, or work waits for the reader on a level that knows no night."""
    urgency = wording.urgency(wording.declared_of(notice), notice.data)
    ticket = notice.ticket
    loud = ticket is not None and leg_of(ticket).level(ticket.level).all_hear_off_hours
    return urgency is Urgency.NOW or (loud and urgency is Urgency.SOON)


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

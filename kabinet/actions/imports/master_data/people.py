"""A line of people.*: somebody, what they may do and where, their certificates. Nobody gets a password."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models.functions import Lower

from kabinet.actions.imports.master_data import values
from kabinet.actions.imports.master_data.lines import PEOPLE
from kabinet.actions.imports.master_data.organisations import organisation_of
from kabinet.actions.imports.master_data.outcome import Outcome
from kabinet.actions.imports.master_data.values import Said
from kabinet.actions.imports.old_ticket import Faulty
from kabinet.actions.organisations.contacts.details import LABELS, particulars
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.records import lengths
from kabinet.records.models import Certificate, Membership, Organisation, Person
from kabinet.records.versions import newest_pack
from kabinet.regulation.access import OrgKind, Role
from kabinet.regulation.organisation.contact_roles import ROLES_OF

SEATS: Final = (1, 2)
OF_PERSON: Final = ("zone", "language", "is_active", "created_at", "roles", "certificates")
# A table has a role and a certificate a line.
OF_TABLE: Final = ("organisation", "role", "certificate", "certificate_first_day", "certificate_last_day")
KNOWN: Final = frozenset({"format", *LABELS, *OF_PERSON, *OF_TABLE})
OF_ROLE: Final = frozenset({"organisation", "role", "added_at", "confirmed_at", "ended_at"})
OF_CERTIFICATE: Final = frozenset({"kind", "number", "first_day", "last_day", "pending"})


def take_person(said: Said, at: datetime, outcome: Outcome) -> None:
    """Puts the person on record, unless the login is, and the roles and certificates that are not there yet."""
    values.only(said, KNOWN)
    roles = [each for each in _roles(said) if values.instant(each, "ended_at", at) is None]
    outcome.ended += len(_roles(said)) - len(roles)
    given = _particulars(said)
    small = Person.objects.alias(small=Lower("login"))
    known: Person | None = small.filter(small=given["login"].lower()).first()
    if known is None and not roles:
        return
    same = known is not None and all(getattr(known, name) == value for name, value in given.items())
    person = known or _person(said, given, organisation_of(roles[0], "organisation").zone, at)
    houses = {house.pk for role in roles if (house := _appoint(person, role, at))}
    houses |= {key for paper in _certificates(said) for key in _certify(person, paper)}
    counter = outcome.came if known is None else outcome.here if same else outcome.differs
    counter[PEOPLE] += person.pk not in outcome.people
    outcome.people.add(person.pk)
    for key in houses:
        outcome.add(PEOPLE, key, said)


def _particulars(said: Said) -> dict[str, str]:
    typed = {name: values.text(said, name, lengths.MESSAGE) for name in LABELS}
    try:
        given = particulars(typed, "")
    except Mistaken as wrong:
        raise values.faulty(wrong) from None
    return {name: getattr(given, name) for name in LABELS}


def _person(said: Said, given: dict[str, str], zone: str, at: datetime) -> Person:
    language = values.text(said, "language", 5) or "ru"
    if language not in ("ru", "en"):
        raise Faulty(f"language: {language!r} is neither ru nor en")
    return Person.objects.create(
        **given,
        zone=values.zone(said, zone),
        language=language,
        is_active=values.yes(said, "is_active", otherwise=True),
        created_at=values.instant(said, "created_at", at) or at,
    )


def _roles(said: Said) -> list[Said]:
    if "role" in said or "organisation" in said:
        return [{"organisation": said.get("organisation"), "role": said.get("role")}]
    return values.parts(said, "roles")


def _certificates(said: Said) -> list[Said]:
    if "certificate" not in said:
        return values.parts(said, "certificates")
    days = {name: said.get(f"certificate_{name}") for name in ("first_day", "last_day")}
    return [{"number": said["certificate"], **days}]


def _appoint(person: Person, said: Said, at: datetime) -> Organisation | None:
    """The organisation, where the role is new there. Without `confirmed_at` it counts from now; with an empty one it waits
    for the vendor (L14, L15)."""
    values.only(said, OF_ROLE)
    house = organisation_of(said, "organisation")
    role = values.text(said, "role", 24, needed=True)
    if role not in ROLES_OF[OrgKind(house.kind)]:
        raise Faulty(f"role: {role!r} is none of {', '.join(ROLES_OF[OrgKind(house.kind)])}")
    held = Membership.objects.filter(organisation=house, ended_at=None)
    if held.filter(person=person, role=role).exists():
        return None
    confirmed = values.instant(said, "confirmed_at", at) if "confirmed_at" in said else at
    Membership.objects.create(
        person=person,
        organisation=house,
        role=role,
        seat=_seat(house, set(held.values_list("seat", flat=True)))
        if role == Role.ORGANISATIONAL_CONTACT
        else None,
        added_at=values.instant(said, "added_at", at) or at,
        confirmed_at=confirmed,
    )
    return house


def _seat(house: Organisation, taken: set[int | None]) -> int:
    free = [seat for seat in SEATS if seat not in taken]
    if not free:
        raise Faulty(f"{house.short_name} has two organisational contacts already")
    return free[0]


def _certify(person: Person, said: Said) -> Iterator[int]:
    """The partners whose employee has a new certificate (P2.5)."""
    values.only(said, OF_CERTIFICATE)
    rights = newest_pack().entitlement
    kind = values.text(said, "kind", 40) or (rights.certificate if rights else "")
    number = values.text(said, "number", lengths.NUMBER, needed=True)
    first, last = values.days(said)
    known = Certificate.objects.filter(kind=kind, number=number).first()
    if known is not None:
        if known.person_id != person.pk:
            raise Faulty(f"the certificate {number} is somebody else's here")
        return
    pending = values.yes(said, "pending")
    Certificate.objects.create(
        person=person, kind=kind, number=number, first_day=first, last_day=last, pending=pending
    )
    yield from Membership.objects.filter(
        person=person, role=Role.AUTHORISED_EMPLOYEE, ended_at=None
    ).values_list("organisation", flat=True)

"""People: oneself, the contacts of an organisation, colleagues."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import (
    AuthenticatorApp,
    Certificate,
    Membership,
    Passkey,
    Person,
    RecoveryCode,
    Session,
    Ticket,
)
from kabinet.regulation.access import STAFF, WRITERS, Actor, OrgKind, Role

LASTING = Q(ended_at__isnull=True)


@dataclass(slots=True)
class Contact:
    """A person of an organisation with all their roles there; `pending` are roles that the vendor has not confirmed."""

    person: Person
    organisation: str
    roles: list[Role] = field(default_factory=list)
    pending: list[Role] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Factors:
    """A person's second factors; `codes` are the recovery codes that still work."""

    app: AuthenticatorApp | None
    passkeys: list[Passkey]
    codes: int

    @property
    def any(self) -> bool:
        """Whether one is asked for one at signing in."""
        return self.app is not None or bool(self.passkeys)


def person(actor: Actor) -> Person:
    """The actor's own record."""
    found = Person.objects.filter(pk=actor.person).first()
    if found is None:
        raise Closed
    return found


def sessions(actor: Actor) -> QuerySet[Session]:
    """The actor's own sessions that nobody ended, the one in use last first; nothing by which one could use them."""
    mine = Session.objects.filter(person=actor.person, begun__isnull=False).defer("session_data")
    return mine.order_by("-seen", "session_key")


def factors(actor: Actor) -> Factors:
    """What the actor has beside their password, nothing by which one could use it."""
    mine = {"person": actor.person}
    return Factors(
        app=AuthenticatorApp.objects.filter(**mine).defer("sealed").first(),
        passkeys=list(Passkey.objects.filter(**mine).defer("attested").order_by("added_at", "id")),
        codes=RecoveryCode.objects.filter(**mine, used_at=None).count(),
    )


def memberships(actor: Actor) -> QuerySet[Membership]:
    """What the actor is, in every organisation, confirmed or waiting."""
    mine = Membership.objects.filter(person=actor.person, ended_at__isnull=True)
    return mine.select_related("organisation").order_by("organisation__short_name", "role")


def people(actor: Actor, organisation: int) -> list[Contact]:
    """The contacts of an organisation whose people are open to the actor, by name."""
    return contacts(organisation=organisation)


def confirmed(actor: Actor, organisations: Collection[int], at: datetime | None = None) -> list[Contact]:
    """The confirmed contacts of these organisations, by name, as far as their people are open to the actor: who can be
    named in a ticket (U3.4b, P4.4), as of `at`. One question; certificates are not read."""
    there = LASTING if at is None else LASTING | Q(ended_at__gt=at)
    return uncertified(there, organisation__in=organisations, confirmed_at__isnull=False)


def confirmed_then(actor: Actor, organisation: int, at: datetime) -> list[Contact]:
    """The contacts of an organisation who were confirmed at `at`, with the roles of then, those who left since too."""
    return uncertified(LASTING | Q(ended_at__gt=at), organisation=organisation, confirmed_at__lte=at)


def clients_of(actor: Actor, person: int) -> list[int]:
    """The clients whose confirmed contact this person is, as far as their people are open to the actor."""
    held = Membership.objects.filter(
        LASTING, person=person, confirmed_at__isnull=False, organisation__kind=OrgKind.CLIENT
    )
    return list(held.order_by("organisation").values_list("organisation", flat=True).distinct())


def colleagues(actor: Actor) -> list[Contact]:
    """Those who can be given a ticket: the support staff of the own organisation and of its group, by name."""
    if actor.kind is None or actor.kind is OrgKind.CLIENT:
        return []
    confirmed = {"confirmed_at__isnull": False, "role__in": sorted(STAFF)}
    return contacts(organisation__in=actor.group | {actor.organisation}, **confirmed)


def contacts(**conditions: Any) -> list[Contact]:
    """One for each person among the memberships with these `conditions`, with their certificates."""
    contacts = {contact.person.pk: contact for contact in uncertified(**conditions)}
    for certificate in Certificate.objects.filter(person__in=contacts, pending=False).order_by("first_day"):
        contacts[certificate.person_id].certificates.append(certificate)
    return list(contacts.values())


def uncertified(there: Q = LASTING, **conditions: Any) -> list[Contact]:
    """The same without looking for certificates: one question."""
    rows = Membership.objects.filter(there, **conditions, person__is_active=True)
    contacts: dict[int, Contact] = {}
    for row in rows.select_related("person", "organisation").order_by("person__name", "person_id", "role"):
        contact = contacts.setdefault(row.person_id, Contact(row.person, row.organisation.short_name))
        (contact.roles if row.confirmed_at else contact.pending).append(Role(row.role))
    return list(contacts.values())


def invitable(actor: Actor, ticket: Ticket) -> list[Contact]:
    """The client's confirmed contacts who may write: those in whose name support is given (U3.4b), who can be invited
    into a vendor ticket (P5c)."""
    return [each for each in people(actor, ticket.client_id) if WRITERS.intersection(each.roles)]

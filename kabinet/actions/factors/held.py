"""What a person has beside the password; that it is added, used and ended stands in the journal, and they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.instants import whole
from kabinet.records.models import AuthenticatorApp, Membership, Organisation, Passkey, Person, RecoveryCode
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import OrganisationData


@dataclass(frozen=True, slots=True)
class Held:
    """Whether there is an app, how many keys, and how many recovery codes still work."""

    app: bool
    passkeys: int
    codes: int

    @property
    def any(self) -> bool:
        """Whether one is asked for a second factor: recovery codes alone are none."""
        return self.app or self.passkeys > 0


def factors_of(person: int) -> Held:
    """What the person has, whoever asks: it is asked before anybody is let in."""
    with transaction.atomic(), as_system("which second factors somebody has"):
        return held(person)


def held(person: int) -> Held:
    """The same. Needs the reach of the person or the whole."""
    return Held(
        app=AuthenticatorApp.objects.filter(person=person).exists(),
        passkeys=Passkey.objects.filter(person=person).count(),
        codes=RecoveryCode.objects.filter(person=person, used_at=None).count(),
    )


def has_password(person: int) -> bool:
    """Whether the person can sign in by a password here at all."""
    with transaction.atomic(), as_system("whether somebody has a password"):
        return Person.objects.get(pk=person).has_usable_password()


def forget_recovery(person: int) -> None:
    """Without any other factor recovery codes are worth nothing. Needs the whole reach."""
    if not held(person).any:
        RecoveryCode.objects.filter(person=person).delete()


def remember(*, at: datetime, person: int, kind: str, data: OrganisationData) -> None:
    """The fact in the journal of each organisation that the person works for, and a notice for them. Needs the whole
    reach."""
    found = Person.objects.get(pk=person)
    for house in houses(person):
        organisation_entries.write(
            house.pk,
            kind,
            data,
            actor=Actor(person=person, name=found.name, kind=None, organisation=house.pk),
            at=whole(at),
            person=person,
        )
    tell(at=at, person=person, kind=kind, data={**lay_out(data), "actor": found.name})


def tell(*, at: datetime, person: int, kind: str, data: Mapping[str, Any]) -> None:
    """A notice for the person, of the organisation in which they are longest; none for whoever is in none. Needs the whole
    reach."""
    for house in houses(person)[:1]:
        marks = {"subject": house.short_name, **data}
        notify.to_people(
            [person], kind, marks, about=subjects.OWN_FACTORS, at=whole(at), organisation=house.pk
        )


def houses(person: int) -> list[Organisation]:
    """Whom the person works for, longest first. Needs the whole reach."""
    rows = Membership.objects.filter(person=person, ended_at=None).order_by("added_at", "id")
    found = dict.fromkeys(row.organisation for row in rows.select_related("organisation"))
    return list(found)

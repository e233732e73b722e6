"""Somebody tries to come in as a person, by their password or as another organisation's provider says: they are told, and
their administrators, so that it can be asked who it was."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kabinet.actions.notices import notify, subjects
from kabinet.actions.notices.contact_recipients import confirmers
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.models import Membership, Notice, Organisation, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.contact_roles import HEAD_OF

# It is told once in so long of one person.
TOLD: timedelta = timedelta(days=1)


def tell_of_tries(*, at: datetime, person: int) -> None:
    """A notice for the person, of the organisation in which they are longest, and one for its administrators; nothing for
    whoever is in none."""
    with transaction.atomic(), as_system("a password is tried"):
        held = Membership.objects.filter(person=person, ended_at=None).order_by("added_at", "id")
        organisation = held.values_list("organisation", flat=True).first()
        if organisation is not None:
            of: dict[str, Any] = {"at": whole(at), "organisation": organisation}
            notify.to_people([person], "password_tried", {}, about=subjects.OWN_ACCESS, **of)
            heads = set(staff_of(organisation, *HEAD_OF.values())) - {person}
            name = Person.objects.values_list("name", flat=True).get(pk=person)
            about = subjects.people(organisation)
            notify.to_people(heads, "password_tried_at", {"name": name}, about=about, **of)


def tell_of_foreign(at: datetime, person: Person, house: Organisation) -> None:
    """The provider of `house` said the login of a person of others: they and their administrators are told, without whose it
    is, and the vendor's people who confirm contacts. Once a day; nothing for whoever works in no other organisation.

    Needs the whole reach."""
    held = Membership.objects.filter(person=person.pk, ended_at=None).exclude(organisation=house)
    organisation = held.order_by("added_at", "id").values_list("organisation", flat=True).first()
    before = Notice.objects.filter(person=person.pk, kind="login_claimed", created_at__gt=at - TOLD)
    if organisation is None or before.exists():
        return
    of: dict[str, Any] = {"at": at, "organisation": organisation}
    notify.to_people([person.pk], "login_claimed", {}, about=subjects.OWN_ACCESS, **of)
    told, name = {*confirmers()}, {"name": person.name}
    heads = {*staff_of(organisation, *HEAD_OF.values())} - {person.pk} - told
    notify.to_people(heads, "login_claimed_at", name, about=subjects.people(organisation), **of)
    of["organisation"] = house.pk
    marks = {**name, "subject": house.short_name}
    notify.to_people(told - {person.pk}, "login_claimed_by", marks, about=subjects.people(house.pk), **of)

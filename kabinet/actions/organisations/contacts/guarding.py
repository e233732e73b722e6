"""Somebody tries a person's password: they are told, and their administrators, so that it can be asked who it was."""

from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.models import Membership, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.organisation.contact_roles import HEAD_OF


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

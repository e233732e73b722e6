"""An address that takes no letters: it is marked when its server says so of a letter of ours, and unmarked by its person."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kabinet.actions.inbox.matching import answered_notice
from kabinet.actions.inbox.reading.bounces import Bounce
from kabinet.actions.letters.sending import domain
from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.lengths import LINE
from kabinet.records.models import BouncedAddress, Delivery, Membership, Notice, Person
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.contact_roles import HEAD_OF


def note_bounce(*, at: datetime, bounce: Bounce) -> bool:
    """No letters to this address from now on; its person and who administers their organisation are told, once. False for a
    report of no letter of ours, of another address than the person's, or of a delay. Needs the whole reach."""
    notice = answered_notice(bounce.letters) or _led_by(bounce.letters)
    if notice is None or not bounce.forever:
        return False
    person = Person.objects.get(pk=notice.person_id)
    if not person.email or (bounce.recipient and bounce.recipient != person.email.lower()):
        return False
    row, fresh = BouncedAddress.objects.get_or_create(
        person=person, defaults={"email": person.email, "since": at}
    )
    fresh = fresh or row.email != person.email
    row.email, row.said = person.email, bounce.said[:LINE]
    row.save()
    if fresh:
        _tell(at, person, bounce.said)
    return True


def works_again(*, actor: Actor, at: datetime) -> bool:
    """The person says that their address takes letters; whether it was marked."""
    with transaction.atomic():
        return bool(BouncedAddress.objects.filter(person=actor.person).delete()[0])


def mark_of(person: Person) -> BouncedAddress | None:
    """Since when no letters go to the address that the person has now, and what its server said; in the person's reach."""
    return BouncedAddress.objects.filter(person=person.pk, email=person.email).first()


def _led_by(letters: Iterable[str]) -> Notice | None:
    """The notice whose delivery led the digest that one of these Message-IDs names."""
    for key in letters:
        named = re.fullmatch(r"digest\.([0-9a-f]{32})@(.+)", key)
        if named and named[2].lower() == domain().lower():
            led = Delivery.objects.select_related("notice").filter(pk=UUID(hex=named[1])).first()
            return led.notice if led is not None else None
    return None


def _tell(at: datetime, person: Person, said: str) -> None:
    held = Membership.objects.filter(person=person.pk, ended_at=None).order_by("added_at", "id")
    organisation = held.values_list("organisation", flat=True).first()
    if organisation is None:
        return
    of: dict[str, Any] = {"at": whole(at), "organisation": organisation}
    data = {"name": person.name, "email": person.email, "said": said}
    notify.to_people([person.pk], "address_bounces", data, about=subjects.OWN_ACCESS, **of)
    heads = set(staff_of(organisation, *HEAD_OF.values())) - {person.pk}
    notify.to_people(heads, "address_bounces_at", data, about=subjects.people(organisation), **of)

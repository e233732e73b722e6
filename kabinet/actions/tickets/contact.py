"""Another contact is named in a ticket, or the telephone and the address of the one who is are put right (U3.5e, P4.7b)."""

from datetime import datetime
from typing import Any

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.registration import named_contact
from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.lengths import LINE
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import ContactChanged
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.verdict import deny


def change_contact(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    contact: int,
    phone: str = "",
    email: str = "",
    version: int | None = None,
) -> Ticket:
    """Names the person with this key as the contact of the ticket; an empty `phone` or `email` is that of their record.

    On the client leg somebody of the client, on the vendor leg somebody of the partner. The former and the new contact are
    told. Invalid("contact") for whoever is no confirmed contact of that party, and when nothing would change.
    """
    with act(actor=actor, at=at, number=number, act=Act.CHANGE_CONTACT, version=version) as work:
        found = _found(work, contact)
        given = named_contact.columns(
            found,
            clean(phone, "phone", LINE) or found.person.phone,
            clean(email, "email", LINE) or found.person.email,
        )
        data = _told(work.ticket, found)
        _put(work, given)
        record(work, Kind.CONTACT_CHANGED, data)
    return work.ticket


def nameable(actor: Actor, ticket: Ticket) -> list[Contact]:
    """Who could be the contact of this ticket, by name, as far as the actor knows them."""
    if ticket.leg == LegCode.CLIENT:
        return doors.confirmed(actor, (ticket.client_id,))
    return doors.confirmed(actor, actor.group | {actor.organisation})


def _found(work: Work, key: int) -> Contact:
    found = next((each for each in nameable(work.actor, work.ticket) if each.person.pk == key), None)
    if found is None:
        raise named_contact.invalid("contact", deny(work.leg, "contact_unregistered"))
    return found


def _told(ticket: Ticket, found: Contact) -> ContactChanged:
    """What the history keeps; a correction of telephone or address names nobody anew."""
    person, former = found.person, ticket.contact_id
    if person.pk == former:
        return ContactChanged(name=person.name, same=True)
    return ContactChanged(
        name=person.name,
        person=person.pk,
        called=(person.pk,),
        was=ticket.contact_name,
        former=former or None,
    )


def _put(work: Work, given: dict[str, Any]) -> None:
    ticket = work.ticket
    if all(getattr(ticket, name) == value for name, value in given.items()):
        raise named_contact.invalid("contact", deny(work.leg, "contact_same"))
    for name, value in given.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=named_contact.COLUMNS)

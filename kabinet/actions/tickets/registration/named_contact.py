"""The contact named in a ticket: a confirmed contact of the party that asks, who is told of everything (U3.5e, P4.7b)."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from kabinet.actions.tickets.speak import clean
from kabinet.actions.unit.errors import Invalid
from kabinet.records import lengths
from kabinet.records.doors import Contact
from kabinet.records.models import Ticket
from kabinet.regulation.legs import LegCode
from kabinet.regulation.pack import Leg
from kabinet.regulation.text import Text
from kabinet.regulation.verdict import Verdict, deny

NOBODY: Final = 0  # instead of a person's key: the form was sent without a choice
LONGEST: Final = lengths.LINE  # of a telephone number or an address of a ticket
SHOWN: Final = 80  # letters of a typed name that a refusal repeats
COLUMNS: Final = ("contact", "contact_name", "contact_phone", "contact_email")
# Where a leg's form has the telephone and the address of the contact named.
FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    LegCode.CLIENT: ("phone", "email"),
    LegCode.VENDOR: ("partner_phone", "partner_email"),
}
NAME: Final[Mapping[str, str]] = {LegCode.CLIENT: "contact", LegCode.VENDOR: "partner_contact"}


class NamedContact(NamedTuple):
    """Whom a form names; None where nobody, or nobody who may be: then `fault` says why not."""

    contact: Contact | None
    fault: Verdict | None = None


def contact_named(
    leg: Leg, contacts: Iterable[Contact], key: int | None, usual: int, typed: str = ""
) -> NamedContact:
    """The person with this key among the confirmed `contacts`; without a key the `usual` one. `typed` is a name without a
    record: only that of the usual contact says the same."""
    if key == NOBODY:
        return NamedContact(None)
    wanted = usual if key is None else key
    found = next((each for each in contacts if each.person.pk == wanted), None)
    name = clean(typed)
    if key is None and name and (found is None or name != found.person.name):
        return NamedContact(None, deny(leg, "contact_typed", name=name[:SHOWN]))
    return NamedContact(found) if found else NamedContact(None, deny(leg, "contact_unregistered"))


def demanded(chosen: NamedContact, field: str = "contact") -> None:
    """Invalid for a choice that the law does not take."""
    if chosen.fault:
        raise invalid(field, chosen.fault)


def invalid(field: str, fault: Verdict) -> Invalid:
    """What the law says, as a mistake of this argument."""
    return Invalid(field, fault.reason, fault.remedy, fault.clause)


def filled_in(leg: Leg, chosen: NamedContact, values: Mapping[str, Any]) -> dict[str, Any]:
    """The form's values with the name of the record, and its telephone and address where the form says nothing of them."""
    name, (phone, email) = NAME[leg.code], FIELDS[leg.code]
    if chosen.contact is None:
        return {**values, name: ""}
    person, asked = chosen.contact.person, {each.code for each in leg.form}
    known = {code: said for code, said in ((phone, person.phone), (email, person.email)) if code in asked}
    return {**known, **values, name: person.name}


def columns(contact: Contact, phone: str, email: str) -> dict[str, Any]:
    """Of the ticket's row: the names as they stand now."""
    person = contact.person
    return {
        "contact": person,
        "contact_name": person.name,
        "contact_phone": phone[:LONGEST],
        "contact_email": email[:LONGEST],
    }


def told(ticket: Ticket) -> Text | None:
    """What the history says of a registration that names somebody else than the author."""
    if ticket.contact_id in (None, ticket.author_id):
        return None
    name = ticket.contact_name
    return Text(f", контактное лицо: {name}", f", contact: {name}")


def carried(former: Ticket, contacts: Iterable[Contact], *others: int) -> dict[str, Any]:
    """Into a ticket that goes on with the matter of `former`: its contact, else the first of `others` who is a confirmed
    one; nothing when nobody is left."""
    known = {each.person.pk: each for each in contacts}
    if former.contact_id in known:
        return columns(known[former.contact_id], former.contact_phone, former.contact_email)
    found = next((known[key] for key in others if key in known), None)
    return columns(found, found.person.phone, found.person.email) if found else {}

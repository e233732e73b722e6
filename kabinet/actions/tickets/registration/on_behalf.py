"""A call of the client's authorised contact, written down by the partner's staff as a ticket (U3.4a)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypedDict

from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.models import Agreement
from kabinet.regulation.access import Actor, Case, Late, Registration, Role
from kabinet.regulation.legs import Channel
from kabinet.regulation.text import Text

TELEPHONE: Final = Channel.TELEPHONE
NOT_YET = Text("Этот звонок ещё не состоялся", "This call has not happened yet")
WHEN = Text("Укажите время звонка", "Give the time of the call")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Called:
    """`contact` is the key of who called; `occurred_at` None is now, an earlier instant needs a `reason`."""

    contact: int
    occurred_at: datetime | None = None
    reason: str = ""

    def since(self, at: datetime) -> datetime:
        """When the call came: the ticket is registered from then on. Invalid for an instant to come."""
        then = whole(self.occurred_at) if self.occurred_at else at
        if then > at:
            raise Invalid("occurred_at", NOT_YET, WHEN)
        return then


def contact_of(actor: Actor, client: int, called: Called, at: datetime) -> Contact | None:
    """The client's confirmed contact who called, as they were at the instant of the call, whether they may send tickets or
    not; one who left since too."""
    return among(doors.confirmed_then(actor, client, called.since(at)), called.contact)


def among(contacts: Iterable[Contact], key: int) -> Contact | None:
    """The one of them with this key."""
    return next((each for each in contacts if each.person.pk == key), None)


def is_authorised(contact: Contact | None) -> bool:
    """Confirmed by the vendor as one who sends tickets (U3.5a)."""
    return contact is not None and Role.AUTHORISED_PERSON in contact.roles


def judged_for(
    at: datetime,
    called: Called,
    case: Case,
    agreement: Agreement | None,
    contact: Contact | None,
    promised: bool | None = None,
) -> Case:
    """The case of a call of `contact`: how long ago it was, and whom the agreement names as the servicing partner; `case`
    is that of the instant of the call, from which the ticket counts. `promised` are the terms of a critical ticket."""
    late = Late(hours=(at - called.since(at)) / HOUR, reason_given=bool(clean_reason(called.reason)))
    typed = Registration(
        promised=promised, channel=TELEPHONE, contact_authorised=is_authorised(contact), late=late
    )
    served = replace(case.ticket, partner=agreement.partner_id) if agreement else case.ticket
    return replace(case, ticket=served, typed=typed)


def columns(contact: Contact) -> Mapping[str, Any]:
    """In whose name the ticket is, and how they turned to the partner."""
    return {"author_id": contact.person.pk, "author_name": contact.person.name, "channel": TELEPHONE}


class Told(TypedDict):
    """What the history says of it."""

    channel: str
    name: str
    reason: str


def told(contact: Contact, called: Called) -> Told:
    """The reason is one for writing it down later."""
    reason = clean_reason(called.reason) if called.occurred_at else ""
    return {"channel": TELEPHONE, "name": contact.person.name, "reason": reason}

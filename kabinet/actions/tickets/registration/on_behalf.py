"""A call of the client's authorised contact, or a letter of theirs that came while the cabinet was down, written down by the
partner's staff as a ticket (U3.4a)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypedDict

from kabinet.actions.outages.during import during
from kabinet.actions.tickets.speak import clean_reason
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.models import Agreement
from kabinet.regulation.access import Actor, Case, Late, Registration, Role
from kabinet.regulation.legs import Channel
from kabinet.regulation.organisation.outage import Outage
from kabinet.regulation.text import Text

NOT_YET = {
    Channel.TELEPHONE: Text("Этот звонок ещё не состоялся", "This call has not happened yet"),
    Channel.EMAIL: Text("Это письмо ещё не пришло", "This letter has not come yet"),
}
WHEN = Text("Укажите, когда это было", "Say when that was")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Called:
    """`contact` is the key of who called; `occurred_at` None is now, an earlier instant needs a `reason`, unless the cabinet
    was down then. By `channel` it may be a letter."""

    contact: int
    occurred_at: datetime | None = None
    reason: str = ""
    channel: Channel = Channel.TELEPHONE

    def since(self, at: datetime) -> datetime:
        """When the call came: the ticket is registered from then on. Invalid for an instant to come."""
        then = whole(self.occurred_at) if self.occurred_at else at
        if then > at:
            raise Invalid("occurred_at", NOT_YET[self.channel], WHEN)
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
    outage = outage_of(case, called, at)
    explained = bool(clean_reason(called.reason)) or outage is not None
    typed = Registration(
        promised=promised,
        channel=called.channel,
        outage=outage is not None,
        contact_authorised=is_authorised(contact),
        late=Late(hours=(at - called.since(at)) / HOUR, reason_given=explained),
    )
    served = replace(case.ticket, partner=agreement.partner_id) if agreement else case.ticket
    return replace(case, ticket=served, typed=typed)


def outage_of(case: Case, called: Called, at: datetime) -> Outage | None:
    """The declared outage of the cabinet in which it came, if any."""
    return doors.outage_at(case.ticket.client or 0, called.since(at))


def columns(contact: Contact, called: Called) -> Mapping[str, Any]:
    """In whose name the ticket is, and how they turned to the partner."""
    return {
        "author_id": contact.person.pk,
        "author_name": contact.person.name,
        "channel": called.channel,
    }


class Told(TypedDict):
    """What the history says of it."""

    channel: str
    name: str
    reason: str
    outage: int | None
    outage_since: datetime | None
    outage_closes: datetime | None


def told(contact: Contact, called: Called, outage: Outage | None) -> Told:
    """The reason is one for writing it down later."""
    reason = clean_reason(called.reason) if called.occurred_at else ""
    return {"channel": called.channel, "name": contact.person.name, "reason": reason, **during(outage)}

"""Who asks: whoever is signed in, or the contact whose call is written down (U3.4a)."""

from datetime import datetime

from kabinet.actions.tickets.registration.on_behalf import contact_of
from kabinet.pages.registration.typed import Typed
from kabinet.records import doors
from kabinet.records.doors.record_types import PersonRecord
from kabinet.regulation.access import Actor


def applicant(actor: Actor, at: datetime, typed: Typed) -> PersonRecord:
    """Their record: name, telephone and address go into the form."""
    contact = contact_of(actor, typed.client or 0, typed.called, at) if typed.called else None
    return contact.person if contact else doors.person(actor)

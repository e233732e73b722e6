"""Who asks: whoever is signed in, or the contact whose call is written down (U3.4a)."""

from datetime import datetime
from uuid import UUID

from kabinet.actions.inbox.sorting import State
from kabinet.actions.tickets.registration.on_behalf import contact_of
from kabinet.pages.registration.typed import Typed
from kabinet.records import doors
from kabinet.records.doors.record_types import IncomingLetterRecord, PersonRecord
from kabinet.regulation.access import Actor


def applicant(actor: Actor, at: datetime, typed: Typed) -> PersonRecord:
    """Their record: name, telephone and address go into the form."""
    contact = contact_of(actor, typed.client or 0, typed.called, at) if typed.called else None
    return contact.person if contact else doors.person(actor)


def settled_letter(actor: Actor, typed: Typed) -> IncomingLetterRecord | None:
    """The letter from which this was begun, where somebody else has dealt with it meanwhile; None where it waits, where
    there is none, and where it is not the actor's to see any more."""
    if not typed.letter:
        return None
    try:
        letter = doors.incoming_letter(actor, UUID(typed.letter))
    except doors.Closed:
        return None
    return None if letter.state == State.HELD else letter

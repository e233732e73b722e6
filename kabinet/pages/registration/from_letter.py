"""A letter that came while the cabinet was unreachable becomes a ticket: what it says stands in the form (U3.4a)."""

from datetime import datetime
from io import BytesIO
from uuid import UUID

from kabinet.actions.inbox import handling
from kabinet.actions.inbox.sorting import State, Why
from kabinet.pages.registration.sending import attach_each
from kabinet.records import doors
from kabinet.records.doors.record_types import IncomingLetterRecord
from kabinet.records.lengths import SUBJECT
from kabinet.regulation.access import Actor
from kabinet.regulation.pack import Leg
from kabinet.regulation.ticket import letter_form


def letter_of(actor: Actor, sent: str) -> IncomingLetterRecord | None:
    """The letter with this key that waits for the actor's desk to be entered; None without a key. Closed for any other."""
    if not sent:
        return None
    try:
        letter = doors.incoming_letter(actor, UUID(sent))
    except ValueError:
        raise doors.Closed from None
    if letter.why != Why.OUTAGE or letter.person_id is None:
        raise doors.Closed
    return letter


def waits(letter: IncomingLetterRecord) -> bool:
    """Whether nobody has dealt with it."""
    return letter.state == State.HELD


def client_of(actor: Actor, letter: IncomingLetterRecord) -> str:
    """The key of the client for which its writer is a contact; empty when there are several or none."""
    found = doors.clients_of(actor, letter.person_id) if letter.person_id else []
    return str(found[0]) if len(found) == 1 else ""


def values_of(letter: IncomingLetterRecord, leg: Leg) -> dict[str, str]:
    """By the form's fields: as it is filled in, or all of it as the description."""
    form = letter_form.read(leg, letter.own_words)
    described = "\n\n".join(filter(None, (form.values.get("description", ""), form.rest)))
    return {"subject": letter.subject[:SUBJECT], **form.values, "description": described}


def enclose(actor: Actor, at: datetime, letter: IncomingLetterRecord, draft: int) -> list[str]:
    """Its files beside the draft; a sentence for each that cannot be (U6c)."""
    files = ((each.name, BytesIO(each.content)) for each in handling.files_of(actor, letter.pk))
    return attach_each(actor, at, draft, files)

"""Acts that first look up what was said before: what goes over to the vendor, and what comes back."""

from datetime import datetime
from typing import Any

from kabinet.actions.tickets.claims import confirm_call, deny_call
from kabinet.actions.tickets.close import close_by_word
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.actions.vendor.relay import relay_answer
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.regulation.access import Actor, Audience
from kabinet.regulation.facts import Kind

# Of the conversation with the client goes over what the vendor needs; thanks and questions stay.
CARRIED = ("reply",)


def pass_on_with_talk(*, actor: Actor, at: datetime, number: str, **parcel: Any) -> Ticket:
    """Passes on with the client's replies and every file that the client can see."""
    ticket = doors.ticket(actor, number)
    said = doors.messages(actor, ticket).filter(audience=Audience.PUBLIC)
    files = doors.files(actor, ticket).filter(audience=Audience.PUBLIC)
    return pass_on_ticket(
        actor=actor,
        at=at,
        number=number,
        messages=list(said.filter(kind__in=CARRIED).values_list("pk", flat=True)),
        files=list(files.values_list("pk", flat=True)),
        **parcel,
    )


def relay_latest(*, actor: Actor, at: datetime, number: str, **said: Any) -> Ticket:
    """Relays the vendor's latest message to the client, with the files that came with it."""
    vendor = doors.ticket(actor, number)
    messages = doors.messages(actor, vendor).filter(side="vendor")
    latest = messages.order_by("-occurred_at", "-id").values_list("pk", flat=True)[0]
    files = doors.files(actor, vendor).filter(message=latest).values_list("pk", flat=True)
    return relay_answer(actor=actor, at=at, number=number, message=latest, files=list(files), **said)


def close_by_last_word(*, actor: Actor, at: datetime, number: str, reason: str) -> Ticket:
    """Closes by what the applicant wrote last."""
    return close_by_word(
        actor=actor, at=at, number=number, word=_last(actor, number, Kind.REPLIED), reason=reason
    )


def confirm_last_call(*, actor: Actor, at: datetime, number: str) -> Ticket:
    """Says that the call took place which was written down late."""
    return confirm_call(actor=actor, at=at, number=number, claim=_last(actor, number, Kind.CLAIMED))


def deny_last_call(*, actor: Actor, at: datetime, number: str, reason: str) -> Ticket:
    """Says that there was no such call."""
    claim = _last(actor, number, Kind.CLAIMED)
    return deny_call(actor=actor, at=at, number=number, claim=claim, reason=reason)


def _last(actor: Actor, number: str, kind: Kind) -> int:
    rows = doors.history(actor, doors.ticket(actor, number))
    return int(next(row.pk for row in reversed(list(rows)) if row.kind == kind))

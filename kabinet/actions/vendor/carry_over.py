"""What the client said goes into the vendor's ticket: one action, in the words that the partner confirmed (P5b, P5c)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.journal.entries import record
from kabinet.actions.tickets.drafts import attach
from kabinet.actions.tickets.speak import speak
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.vendor.relay import CHOOSE, GONE
from kabinet.records import doors
from kabinet.records.models import File, Message, Ticket
from kabinet.regulation.access import Act, Actor, Addressed, Audience, OrgKind
from kabinet.regulation.fact_data.tickets import Replied
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.text import Text

NOT_THERE = Text(
    "{Vendor_name} не работает над этим обращением", "{vendor_name} does not work on this ticket"
)
PASS_ON = Text("Сначала передайте его в {vendor_name_acc}", "Pass it on to {vendor_name} first")


def carry_over(
    *,
    actor: Actor,
    at: datetime,
    number: str,
    message: int,
    text: str,
    files: Sequence[UUID] = (),
    version: int | None = None,
) -> Ticket:
    """Writes `text` into the vendor ticket as the partner's reply that carries the client's `message`.

    `number` is the client ticket, `version` the vendor ticket's version that the person saw; the vendor ticket comes back.
    `files` are the client ticket's that the client reads as well, chosen one by one; they go over as copies.
    """
    client = doors.ticket(actor, number)
    vendor = doors.linked(actor, client) if client.leg == LegCode.CLIENT else None
    if vendor is None:
        raise Invalid("number", NOT_THERE, PASS_ON)
    source, chosen = _source(actor, client, message, files)
    typed = Addressed(joint=False)
    with act(actor=actor, at=at, number=vendor.number, act=Act.REPLY, version=version, typed=typed) as work:
        said = speak(work, "reply", text, Audience.VENDOR_LEG)
        attach.carry(work, ((file, said) for file in chosen), Audience.VENDOR_LEG)
        record(work, Kind.REPLIED, Replied(message=source.pk, client=client.number), message=said)
    return work.ticket


def _source(actor: Actor, client: Ticket, key: int, keys: Sequence[UUID]) -> tuple[Message, list[File]]:
    """What both sides of the client's ticket read; a note of the partner's own never goes this way."""
    public = doors.messages(actor, client).filter(audience=Audience.PUBLIC)
    message = public.filter(pk=key, side=OrgKind.CLIENT).first()
    files = list(doors.files(actor, client).filter(pk__in=keys, audience=Audience.PUBLIC))
    if message is None or len(files) < len(set(keys)):
        raise Invalid("message", GONE, CHOOSE)
    return message, files

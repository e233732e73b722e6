"""Something said in a ticket: the message of an act, with its audience and its files."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kabinet.actions.tickets.drafts.attach import bind
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.work import Work
from kabinet.records.models import Draft, Message
from kabinet.regulation.access import Audience
from kabinet.regulation.text import Text
from kabinet.regulation.visible import clean

NOTHING_SAID = Text("Сообщение пустое", "The message is empty")
SAY = Text("Напишите текст", "Write a text")
NO_REASON = Text("Причина не указана", "No reason was given")
GIVE_REASON = Text("Напишите причину: её увидят обе стороны", "Write the reason: both sides will see it")


def speak(
    work: Work,
    kind: str,
    text: str,
    audience: Audience,
    *,
    files: Sequence[UUID] = (),
    draft: Draft | None = None,
    final: bool = False,
    reached: bool | None = None,
    relayed_from: Message | None = None,
    occurred: datetime | None = None,
) -> Message:
    """Writes the message and sends its files; Invalid when there is no text."""
    ticket, actor = work.ticket, work.actor
    message = Message.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        author_id=actor.person,
        author_name=actor.name,
        author_organisation=work.organisation,
        side=actor.kind or work.side,
        audience=audience,
        kind=kind,
        text=worded(text),
        final=final,
        reached=reached,
        relayed_from=relayed_from,
        occurred_at=occurred or work.at,
        recorded_at=work.at,
    )
    if files or draft:
        bind(work, message, files, audience, draft)
    return message


def worded(text: str) -> str:
    """The text as it is kept; Invalid when nothing is said."""
    if not (said := clean(text)):
        raise Invalid("text", NOTHING_SAID, SAY)
    return said


def reasoned(reason: str) -> str:
    """A reason that must be there."""
    if not (said := clean(reason)):
        raise Invalid("reason", NO_REASON, GIVE_REASON)
    return said

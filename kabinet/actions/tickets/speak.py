"""Something said in a ticket: the message of an act, with its audience and its files."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from kabinet.actions.tickets.drafts.attach import bind
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.work import Work
from kabinet.records.lengths import MESSAGE, REASON
from kabinet.records.models import Draft, Message
from kabinet.regulation import visible
from kabinet.regulation.access import Audience
from kabinet.regulation.text import Text

NOTHING_SAID = Text("Сообщение пустое", "The message is empty")
SAY = Text("Напишите текст", "Write a text")
SHORTEN = Text("Сократите текст или приложите его файлом", "Shorten the text, or attach it as a file")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
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


def worded(text: str, most: int = MESSAGE) -> str:
    """The text as it is kept; Invalid when nothing is said, or more than `most` characters."""
    if not (said := clean(text, most=most)):
        raise Invalid("text", NOTHING_SAID, SAY)
    return said


def reasoned(reason: str) -> str:
    """A reason that must be there."""
    if not (said := clean_reason(reason)):
        raise Invalid("reason", NO_REASON, GIVE_REASON)
    return said


def clean_reason(reason: str, field: str = "reason") -> str:
    """A reason as it is kept, or none; Invalid at `field` when it is too long."""
    return clean(reason, field, REASON)


def clean(text: str, field: str = "text", most: int = MESSAGE) -> str:
    """Without spaces at the ends; one kind of line end; no controls, which PostgreSQL or a page cannot keep. Empty when
    there is nothing to be seen.

    Invalid at `field`, an argument of the act, when more than `most` characters are left.
    """
    said = visible.clean(CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if len(said) > most:
        raise too_long(field, len(said), most)
    return said


def require_whole(content: Mapping[str, Any], most: int, field: str) -> None:
    """Invalid at `field` when all of it, as it is written out, is longer than `most` characters."""
    length = len(json.dumps(dict(content), ensure_ascii=False))
    if length > most:
        raise too_long(field, length, most)


def too_long(field: str, length: int, most: int) -> Invalid:
    """Says by how much, so that it can be shortened or sent as a file."""
    return Invalid(
        field,
        Text(f"Не больше {most} знаков, сейчас {length}", f"At most {most} characters, now {length}"),
        SHORTEN,
    )

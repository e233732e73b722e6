"""The reader's chats with the bots of messengers: a code that makes one theirs, and what comes there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.alerts import linking
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import flash_message
from kabinet.records import doors
from kabinet.records.doors.record_types import DeviceRecord
from kabinet.regulation.access import Actor
from kabinet.web import security_log

GROUP = 4  # signs of a code that stand together


@page(MEMBER, "POST")
def code(request: HttpRequest, actor: Actor, at: datetime, channel: str) -> HttpResponse:
    """A new code to send to the bot, in place of the one before."""
    if not linking.make_code(actor=actor, at=at, channel=channel):
        raise doors.Closed
    security_log.tell(request, "code for a messenger made")
    flash_message(request, _("Код готов, он действует 15 минут."))
    return SeeOther(f"{reverse('devices')}#{channel}")


def chats(actor: Actor, at: datetime, kept: Sequence[DeviceRecord]) -> Iterator[Mapping[str, Any]]:
    """Each messenger that there is: its chat, the code that is open, what became of the chat before."""
    known = linking.chats_of(actor, at)
    for channel, messenger in settings.MESSENGERS.items():
        chat, device = known.get(channel), next((each for each in kept if each.channel == channel), None)
        code = chat.code if chat else ""
        yield {
            "channel": channel,
            "name": messenger.name,
            "bot": messenger.bot,
            "row": device,
            "code": "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP)),
            "link": messenger.link_of(code) if code else "",
            "until": chat.until if chat else None,
            "ended_at": chat.ended_at if chat and device is None else None,
        }


def messenger_of(device: UUID, kept: Sequence[DeviceRecord]) -> str:
    """What the messenger is called whose chat this is; empty of a browser."""
    found = next((each.channel for each in kept if each.pk == device), "")
    return settings.MESSENGERS[found].name if found in settings.MESSENGERS else ""

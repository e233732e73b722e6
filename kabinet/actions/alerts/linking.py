"""A person's chat with the bot of a messenger: a code of the page, sent to the bot from a chat, makes that chat theirs.

The code is signed by being reckoned from its row with the installation's own key, so that the page can show it again and no
table keeps it. It is good once and for a few minutes. A chat is one person's: it becomes another's only after it was ended
there, so that nobody stops being told because somebody else came by.
"""

import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from kabinet.actions.alerts import devices
from kabinet.actions.alerts.bot_words import Answer
from kabinet.actions.unit.instants import whole
from kabinet.network.channel import Heard, Messenger
from kabinet.records import sealing
from kabinet.records.lengths import NAME
from kabinet.records.models import ChatCode, Device, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

PURPOSE: Final = "chat code"
LIFE: Final = timedelta(minutes=15)
LENGTH: Final = 12  # signs of 5 bits each
MISREAD: Final = str.maketrans("01", "OI")  # neither stands in base32
STOP: Final = re.compile(r"\s*/stop\b", re.IGNORECASE)
# Stands before the code where a link brings it.
START: Final = re.compile(r"\s*/start\b", re.IGNORECASE)
LONGEST: Final = 80  # of what can be a code at all, with the command before it
LINKING: Final = "a chat is linked with its person"


@dataclass(frozen=True, slots=True)
class Chat:
    """How the actor stands with one messenger: the code that is open, until when; when the chat ended there."""

    code: str
    until: datetime | None
    ended_at: datetime | None


def chats_of(actor: Actor, at: datetime) -> Mapping[str, Chat]:
    """Messenger -> how it stands; none where the actor has never asked for a code."""
    found = ChatCode.objects.filter(person=actor.person)
    return {
        each.channel: Chat(
            code_of(each) if at < each.until else "", each.until if at < each.until else None, each.ended_at
        )
        for each in found
    }


def make_code(*, actor: Actor, at: datetime, channel: str) -> bool:
    """A new code in place of the one before; whether there is such a messenger."""
    if channel not in settings.MESSENGERS:
        return False
    with transaction.atomic(), as_system("a code for a messenger is made"):
        Person.objects.select_for_update().get(pk=actor.person)
        row = ChatCode(
            person_id=actor.person, channel=channel, made_at=whole(at), until=whole(at) + LIFE, ended_at=None
        )
        ChatCode.objects.filter(person=actor.person, channel=channel).delete()
        row.digest = _digest(code_of(row))
        row.save(force_insert=True)
    return True


def code_of(row: ChatCode) -> str:
    """What its person sends: signs of RFC 4648's base32, which can be typed and stand in an address."""
    text = f"{row.pk} {row.channel} {row.made_at.timestamp():.0f}"
    signed = bytes.fromhex(sealing.keyed_digest(text, PURPOSE, row.person_id))
    return b32encode(signed)[:LENGTH].decode()


def hear(*, at: datetime, channel: str, messenger: Messenger, heard: Heard) -> Answer:
    """What somebody wrote to the bot: whatever came of it is done, and this is to be answered."""
    said = heard.text[:LONGEST]
    chat = _chat_digest(channel, heard.chat)
    if STOP.match(said):
        return Answer.STOPPED if _ended(at, channel, chat) else Answer.NOT_LINKED
    code = re.sub(r"[^A-Z2-7]", "", START.sub("", said).upper().translate(MISREAD))
    if not code:
        return Answer.HOW
    with transaction.atomic(), as_system(LINKING):
        return _linked(at, channel, messenger, heard, chat, _digest(code))


def _linked(at: datetime, channel: str, messenger: Messenger, heard: Heard, chat: str, digest: str) -> Answer:
    found = ChatCode.objects.filter(channel=channel, digest=digest).first()
    if found is None:
        return Answer.NO_SUCH_CODE
    person = Person.objects.select_for_update().get(pk=found.person_id)
    row = ChatCode.objects.select_for_update().filter(pk=found.pk).first()
    held = Device.objects.select_for_update().filter(known_by=chat).first()
    if held is not None and held.person_id == person.pk:
        # Also when the same message comes a second time, because whoever read it was killed.
        return Answer.LINKED if _used(row, at) else Answer.NO_SUCH_CODE
    if row is None or at >= row.until or not person.is_active:
        return Answer.NO_SUCH_CODE
    if held is not None:
        return Answer.ANOTHERS
    _keep(at, channel, messenger, heard, chat, person)
    return Answer.LINKED if _used(row, at) else Answer.NO_SUCH_CODE


def _used(row: ChatCode | None, at: datetime) -> bool:
    """It was good for once; its chat is there again."""
    if row is None:
        return False
    row.until, row.ended_at = min(row.until, whole(at)), None
    row.save(update_fields=["until", "ended_at"])
    return True


def _keep(at: datetime, channel: str, messenger: Messenger, heard: Heard, chat: str, person: Person) -> None:
    """The person's chat from now on: another one that they had moves, with its choices and with what is on its way."""
    place = {
        "known_by": chat,
        "service": messenger.service[:NAME],
        "sealed": sealing.seal(heard.chat, devices.PURPOSE, person.pk),
        "browser": "".join(filter(str.isprintable, heard.name))[:NAME],
        "added_at": whole(at),
        "told_at": None,
        "error": "",
    }
    Device.objects.update_or_create(person=person, channel=channel, defaults=place)


def _ended(at: datetime, channel: str, chat: str) -> bool:
    """Somebody who has the chat wants no more there."""
    with transaction.atomic(), as_system("a chat is ended by whoever has it"):
        device = Device.objects.filter(channel=channel, known_by=chat).first()
        if device is not None:
            devices.forget(device.pk, at)
        return device is not None


def _chat_digest(channel: str, chat: str) -> str:
    return sealing.keyed_digest(f"{channel} {chat}", devices.PURPOSE, 0)


def _digest(code: str) -> str:
    return sealing.keyed_digest(code, PURPOSE, 0)

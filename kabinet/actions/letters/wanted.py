"""Whether a notice comes over a channel: its kind and the reader's part in the ticket as they chose, and whose duty it is.

What is a duty on a critical ticket, or a call of the desk, can be moved from one channel to another and not silenced on all:
where its reader wants it nowhere, it comes by letter, and where no letter can come, on every device.
"""

from collections.abc import Collection, Mapping
from typing import Final

from django.conf import settings

from kabinet.actions.letters import choices, deliveries
from kabinet.actions.letters.choices import READING, Channel, Mode, Part
from kabinet.actions.notices import wording
from kabinet.actions.notices.kinds import Urgency
from kabinet.actions.notices.told_as import ToldAs
from kabinet.records.models import BouncedAddress, Device, LetterChoice, Notice, Person
from kabinet.records.versions import leg_of
from kabinet.regulation.access import Role

PARTS: Final[Mapping[str, Part]] = {
    ToldAs.WATCHER: Part.WATCHED,
    ToldAs.DESK: Part.DESK,
    ToldAs.NIGHT: Part.DESK,
}


def part_of(notice: Notice) -> Part | None:
    """What its reader has to do with the ticket; None of what is about none."""
    if notice.ticket_id is None:
        return None
    return PARTS.get(wording.told_as(notice), Part.OWN)


def is_urgent(notice: Notice) -> bool:
    """A clock runs against somebody, or work waits for the reader on a level that knows no night."""
    urgency = _urgency(notice)
    return urgency is Urgency.NOW or (_is_loud(notice) and urgency is Urgency.SOON)


def is_duty(notice: Notice, roles: Collection[Role]) -> bool:
    """Whether a ticket that knows no night waits for its reader, or their desk calls them; watching one is none."""
    told_as = wording.told_as(notice)
    calls = told_as == ToldAs.ON_CALL and _urgency(notice) is Urgency.NOW
    theirs = told_as != ToldAs.WATCHER and not READING.issuperset(roles)
    return theirs and (calls or (_is_loud(notice) and is_urgent(notice)))


def letter_mode(notice: Notice, roles: Collection[Role], choice: LetterChoice | None) -> Mode:
    """How it comes by letter. Needs the whole reach."""
    mode = chosen_mode(notice, roles, choice)
    if mode is Mode.NEVER and is_duty(notice, roles) and not _on_some_device(notice, roles, choice):
        return Mode.AT_ONCE
    return mode


def on_device(device: Device, notice: Notice, roles: Collection[Role], choice: LetterChoice | None) -> bool:
    """Whether it comes to this device of its reader. Needs the whole reach."""
    if chosen_beside(channel_of(device.channel), notice, roles, choice):
        return True
    nowhere = is_duty(notice, roles) and not _takes_letters(device.person)
    return nowhere and not _on_some_device(notice, roles, choice)


def chosen_mode(notice: Notice, roles: Collection[Role], choice: LetterChoice | None) -> Mode:
    """The same as its reader chose it, duty or not."""
    if _is_off(notice, choice, Channel.MAIL):
        return Mode.NEVER
    return choices.mode_of(wording.declared_of(notice), roles, choice.kinds if choice is not None else {})


def chosen_beside(
    channel: Channel, notice: Notice, roles: Collection[Role], choice: LetterChoice | None
) -> bool:
    """Whether it comes to devices, or to a messenger, as its reader chose. Of a kind of which they chose nothing it is this
    notice that must be acted on, and not the kind that can be."""
    if _is_off(notice, choice, channel):
        return False
    kinds = choice.beside.get(channel, {}) if choice is not None else {}
    chosen = kinds.get(choices.key_of(wording.declared_of(notice)))
    if chosen is not None:
        return bool(chosen)
    urgency = _urgency(notice)
    return urgency is Urgency.NOW or (urgency is Urgency.SOON and not READING.issuperset(roles))


def is_used(channel: Channel) -> bool:
    """Whether the operator has it."""
    if channel is Channel.MAIL:
        return deliveries.are_sent()
    return bool(settings.PUSH.used if channel is Channel.BROWSER else settings.MESSENGERS)


def channel_of(carrier: str) -> Channel:
    """What a device's channel is to its person: browsers, or any messenger."""
    return Channel.BROWSER if carrier == Device.BROWSER else Channel.CHAT


def _is_off(notice: Notice, choice: LetterChoice | None, channel: Channel) -> bool:
    part = part_of(notice)
    return choice is not None and part is not None and channel in choice.parts.get(part, ())


def _urgency(notice: Notice) -> Urgency:
    return wording.urgency(wording.declared_of(notice), notice.data)


def _is_loud(notice: Notice) -> bool:
    ticket = notice.ticket
    return ticket is not None and leg_of(ticket).level(ticket.level).all_hear_off_hours


def _takes_letters(person: Person) -> bool:
    bounces = BouncedAddress.objects.filter(person=person, email=person.email)
    return deliveries.are_sent() and bool(person.email) and not bounces.exists()


def _on_some_device(notice: Notice, roles: Collection[Role], choice: LetterChoice | None) -> bool:
    """Whether one takes it that is there and that its service has not refused."""
    used = [*([Device.BROWSER] if settings.PUSH.used else []), *settings.MESSENGERS]
    known = Device.objects.filter(person=notice.person_id, channel__in=used, error="", gone_at=None)
    return any(chosen_beside(channel_of(each.channel), notice, roles, choice) for each in known)

"""What a worker does with alerts: takes one for the length of a lease, and writes down what came of it.

Taking and noting are short transactions; between them the channel is asked outside of any. Whoever is killed in between
loses nothing: when the lease ends somebody else sends it again, and the device shows one in place of the other.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from kabinet.actions.alerts import devices
from kabinet.actions.letters import readers, wanted
from kabinet.actions.letters.letter import Held
from kabinet.network.channel import Message, Words
from kabinet.records import sealing
from kabinet.records.lengths import LINE
from kabinet.records.models import Alert, Device, LetterChoice
from kabinet.records.security.reach import as_system

# Longer than a push service may take.
LEASE: Final = timedelta(minutes=2)
# For so long a browser whose address is gone may say the new one.
GRACE: Final = timedelta(minutes=10)
# Each failure doubles the pause. After a day nobody is woken by what was urgent the day before: it stands in Kabinet.
FIRST_PAUSE, LAST_PAUSE, LIFE = timedelta(seconds=30), timedelta(minutes=30), timedelta(hours=24)
SENDING: Final = "alerts on their way"
# What a device says of itself when its address cannot be read any more; else the service's own words.
UNREADABLE: Final = "unreadable"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """An alert in the hands of one worker, at its `tries`-th try; `service` is the host that is asked."""

    key: UUID
    device: UUID
    tries: int
    service: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message, what carries it, and where to, in the channel's own words."""

    channel: str
    to: str = field(repr=False)
    message: Message = field(repr=False)


@dataclass(frozen=True, slots=True)
class Needless:
    """Nothing is to be sent: it was read, is old, or its reader is not told of it any more."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where the device is told cannot be read with this KABINET_SECRET_KEY."""


def take_alert(*, at: datetime) -> Taken | None:
    """The one that is due longest and that nobody has in hand; None when none is due."""
    with transaction.atomic(), as_system(SENDING):
        due = Alert.objects.select_for_update(skip_locked=True, of=("self",)).filter(next_try__lte=at)
        row = due.select_related("device").order_by("next_try").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        return Taken(row.pk, row.device_id, row.tries, row.device.service)


def write_message(*, at: datetime, taken: Taken) -> Parcel | Needless | Held | Sealed:
    """What its reader may read now, in their language; or why there is nothing, or not yet."""
    with transaction.atomic():
        with as_system("who is told outside of Kabinet"):
            whole = ("device__person", "notice__ticket__regulation", "notice__ticket__agreement")
            alert = Alert.objects.select_related(*whole).filter(pk=taken.key).first()
            if alert is None or _is_over(alert, at):
                return Needless()
            person = alert.device.person
            choice = LetterChoice.objects.filter(person=person).first()
            roles = readers.roles_of(person.pk, at)
            if not wanted.on_device(alert.device, alert.notice, readers.held_in(roles), choice):
                return Needless()
        until = readers.held_until(alert.notice, person, choice, at)
        if until is not None:
            return Held(until)
        reader = readers.let_in(alert.notice, person, roles, at) if person.is_active else None
        if reader is None:
            return Needless()
        writer = settings.ALERT_WRITER if alert.device.channel == Device.BROWSER else settings.CHAT_WRITER
        words = import_string(writer)(reader.notice, person, contents=alert.device.contents)
        return _addressed(alert, words, at)


def note_taken(*, at: datetime, taken: Taken) -> None:
    """Its service has it."""
    with transaction.atomic(), as_system(SENDING):
        Device.objects.filter(pk=taken.device).update(told_at=at, gone_at=None, error="")
        Alert.objects.filter(pk=taken.key).delete()


def note_needless(*, taken: Taken) -> None:
    """Nothing is to be sent."""
    with transaction.atomic(), as_system(SENDING):
        Alert.objects.filter(pk=taken.key).delete()


def note_held(*, taken: Taken, until: datetime) -> None:
    """It waits until then; nothing was tried."""
    with transaction.atomic(), as_system(SENDING):
        _mine(taken).update(tries=taken.tries - 1, next_try=until)


def note_gone(*, at: datetime, taken: Taken, to: str) -> None:
    """The device takes no more at this place: it is removed. A browser may say its new address meanwhile, or for GRACE; then
    what is on its way goes there."""
    with transaction.atomic(), as_system(SENDING):
        device = Device.objects.select_for_update().filter(pk=taken.device).first()
        if device is not None and device.channel == Device.BROWSER:
            if devices.place_of(device) != to:
                _mine(taken).update(next_try=at)
                return
            since = device.gone_at or at
            if at < since + GRACE:
                Device.objects.filter(pk=device.pk).update(gone_at=since)
                Alert.objects.filter(device=device).update(next_try=since + GRACE)
                return
        devices.forget(taken.device, at)
    log.info("alerts: device %s takes no more and is removed", taken.device)


def note_refused(*, taken: Taken, said: str) -> None:
    """The service will never take this one; its person reads why beside the device."""
    with transaction.atomic(), as_system(SENDING):
        Device.objects.filter(pk=taken.device).update(error=said[:LINE])
        Alert.objects.filter(pk=taken.key).delete()
    log.warning("alerts: device %s is refused: %s", taken.device, said)


def note_away(*, at: datetime, taken: Taken, seconds: int = 0) -> None:
    """It was not taken now; tried again after a pause, or after as many seconds as the service said."""
    with transaction.atomic(), as_system(SENDING):
        _mine(taken).update(next_try=at + max(pause(taken.tries), timedelta(seconds=seconds)))


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 16)
    return min(doubled, LAST_PAUSE)


def _is_over(alert: Alert, at: datetime) -> bool:
    """Read meanwhile, too old, or nothing that this device is told of."""
    told = wanted.is_urgent(alert.notice) or not alert.device.urgent_only
    return not told or alert.notice.read_at is not None or at >= alert.created_at + LIFE


def _addressed(alert: Alert, words: Words, at: datetime) -> Parcel | Sealed:
    try:
        to = devices.place_of(alert.device)
    except sealing.Unreadable:
        return Sealed()
    left = int((alert.created_at + LIFE - at).total_seconds())
    message = Message(words, int(at.timestamp()), max(left, 60), wanted.is_urgent(alert.notice))
    return Parcel(alert.device.channel, to, message)


def _mine(taken: Taken) -> QuerySet[Alert]:
    """The alert, while nobody took it after this lease."""
    return Alert.objects.filter(pk=taken.key, tries=taken.tries)

"""Where a person is told outside of Kabinet: changed and removed by its person; read by whoever sends.

A browser is added by what it says, a chat by a code (linking.py). Where either is told is nobody's to read: it stands sealed
for its person, and only named work opens it.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hmac import compare_digest
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction

from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.mistakes import Mistaken, mistaken
from kabinet.network import web_push
from kabinet.network.web_push import Subscription
from kabinet.records import sealing
from kabinet.records.lengths import NAME
from kabinet.records.models import Alert, ChatCode, Device, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

PURPOSE: Final = "device"
BROWSER: Final = Device.BROWSER
MOST: Final = 10
# An address of a push service has some hundred characters, a key 87, a secret 22.
LONGEST_ENDPOINT, LONGEST_KEY = 1000, 120


def channels() -> list[str]:
    """By which people are told at all, as the operator has it."""
    return [*([Device.BROWSER] if settings.PUSH.used else []), *settings.MESSENGERS]


def own_key() -> ec.EllipticCurvePrivateKey:
    """By which push services know this installation (RFC 8292); with another KABINET_SECRET_KEY it is another one."""
    return sealing.signing_key("web push")


def devices_of(actor: Actor) -> Sequence[Device]:
    """The actor's own, the newest first."""
    return list(Device.objects.filter(person=actor.person).order_by("-added_at", "id"))


def add_device(
    *,
    actor: Actor,
    at: datetime,
    endpoint: str,
    key: str,
    auth: str,
    browser: str,
    urgent_only: bool,
    contents: bool,
) -> Device:
    """This browser is told from now on; one that is known already becomes the actor's, whoever had it. Raises Mistaken."""
    said = Subscription(endpoint, key, auth)
    _require_fit(said)
    text = json.dumps({"endpoint": endpoint, "key": key, "auth": auth})
    columns = {
        "person_id": actor.person,
        "service": web_push.host_of(endpoint)[:NAME],
        "sealed": sealing.seal(text, PURPOSE, actor.person),
        "browser": browser[:NAME],
        "urgent_only": urgent_only,
        "contents": contents,
        "added_at": whole(at),
        "told_at": None,
        "gone_at": None,
        "error": "",
    }
    known_by = sealing.keyed_digest(endpoint, PURPOSE, 0)
    with transaction.atomic(), as_system("notices are switched on in a browser"):
        Person.objects.select_for_update().get(pk=actor.person)
        others = Device.objects.filter(person=actor.person, channel=Device.BROWSER).exclude(known_by=known_by)
        if others.count() >= MOST:
            raise mistaken(
                "endpoint",
                f"Уведомления уже включены на {MOST} устройствах: уберите одно из списка",
                f"Notices are switched on on {MOST} devices already: remove one from the list",
            )
        _drop(known_by=known_by)
        return Device.objects.create(known_by=known_by, **columns)


def move_device(*, at: datetime, old: str, secret: str, endpoint: str, key: str, auth: str) -> bool:
    """A browser is told at another address of its push service, its person and what is on its way being the same; False for
    one that is not known. Nobody need be signed in: the `secret` of the `old` address is known to that browser and here.
    Said twice, it is done once."""
    try:
        _require_fit(Subscription(endpoint, key, auth))
    except Mistaken:
        return False
    known_by = sealing.keyed_digest(endpoint, PURPOSE, 0)
    with transaction.atomic(), as_system("a browser says where it is told now"):
        browsers = Device.objects.select_for_update().filter(channel=Device.BROWSER)
        row = browsers.filter(known_by=sealing.keyed_digest(old, PURPOSE, 0)).first()
        there = browsers.filter(known_by=known_by).first()
        if there is not None:
            return there == row or _has_secret(there, auth)
        if row is None or not _has_secret(row, secret):
            return False
        text = json.dumps({"endpoint": endpoint, "key": key, "auth": auth})
        row.known_by, row.service = known_by, web_push.host_of(endpoint)[:NAME]
        row.sealed = sealing.seal(text, PURPOSE, row.person_id)
        waited, row.gone_at, row.error = row.gone_at is not None, None, ""
        row.save(update_fields=["known_by", "service", "sealed", "gone_at", "error"])
        if waited:
            Alert.objects.filter(device=row, tries__gt=0).update(next_try=whole(at))
        return True


def _has_secret(device: Device, secret: str) -> bool:
    try:
        kept = subscription_of(device).auth
    except sealing.Unreadable:
        return False
    return compare_digest(kept.encode(), secret.encode())


def change_device(*, actor: Actor, at: datetime, device: UUID, urgent_only: bool, contents: bool) -> bool:
    """What comes there and what it shows; whether it is still there."""
    own = Device.objects.filter(person=actor.person, pk=device)
    return bool(own.update(urgent_only=urgent_only, contents=contents))


def remove_device(*, actor: Actor, at: datetime, device: UUID) -> bool:
    """Nothing comes there any more; whether it was still there."""
    with transaction.atomic(), as_system("notices are switched off on a device"):
        return _drop(person=actor.person, pk=device)


def end_of(person: int) -> None:
    """The same of all of somebody's, whose password ends, and no chat becomes theirs. Needs the whole reach."""
    ChatCode.objects.filter(person=person).delete()
    _drop(person=person)


def forget(device: UUID, at: datetime) -> None:
    """The same of one that takes no more; of a chat its person reads since when. Needs the whole reach."""
    found = Device.objects.filter(pk=device).first()
    if found is not None:
        ChatCode.objects.filter(person=found.person_id, channel=found.channel).update(ended_at=whole(at))
    _drop(pk=device)


def place_of(device: Device) -> str:
    """Where it is told, in the words of its channel. Raises sealing.Unreadable."""
    return sealing.unseal(device.sealed, PURPOSE, device.person_id)


def subscription_in(place: str) -> Subscription:
    """Of a browser."""
    said = json.loads(place)
    return Subscription(said["endpoint"], said["key"], said["auth"])


def subscription_of(device: Device) -> Subscription:
    """Where a browser is told. Raises sealing.Unreadable."""
    return subscription_in(place_of(device))


def _drop(**which: object) -> bool:
    """The devices are held first, so that no act tells them any more while their alerts go."""
    held = [each.pk for each in Device.objects.select_for_update().filter(**which).order_by("pk")]
    Alert.objects.filter(device__in=held).delete()
    return bool(Device.objects.filter(pk__in=held).delete()[0])


def _require_fit(said: Subscription) -> None:
    short = len(said.endpoint) <= LONGEST_ENDPOINT and max(len(said.key), len(said.auth)) <= LONGEST_KEY
    if not (short and settings.PUSH.allow(said.endpoint)):
        raise mistaken(
            "endpoint",
            "Служба уведомлений этого браузера здесь не используется. Какие используются, скажет администратор Кабинета",
            "The notification service of this browser is not used here. Kabinet's administrator can say which are",
        )
    try:
        web_push.require_fit(said)
    except web_push.Unfit:
        raise mistaken(
            "endpoint",
            "Браузер назвал ключи, с которыми уведомление нельзя зашифровать. Включите ещё раз",
            "The browser named keys with which nothing can be encrypted. Switch it on again",
        ) from None

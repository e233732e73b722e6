"""Keys and passkeys (WebAuthn): added under a name, asked for after the password, removed.

For which site they sign is said by KABINET_PUBLIC_URL and never by a request. A challenge is of one session and one answer:
whoever keeps it (pages/entrance/second/challenges.py) hands it in here and forgets it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kabinet.actions.factors import demand, held
from kabinet.actions.unit.mistakes import mistaken
from kabinet.records import doors, sealing
from kabinet.records.models import Passkey, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data.organisations import FactorTold
from kabinet.regulation.organisation.second_factor import MOST_PASSKEYS, passkey_words

MOST_BYTES: Final = 1800  # of what a key says of itself: its name is at most 1023
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
Json = Mapping[str, Any]


class Outcome(StrEnum):
    """What became of an answer."""

    TAKEN = "taken"
    REFUSED = "refused"
    BEHIND = "behind"  # its counter is not greater than the last one: a copy of the key


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser is to be told, and what has to be kept of it until the answer comes."""

    options: Json
    state: Json


def possible() -> bool:
    """Whether keys can be used at the address of this installation: they are bound to a name, and a number is none."""
    host = settings.PUBLIC_HOST
    try:
        ip_address(host)
    except ValueError:
        return settings.HTTPS or host == "localhost"
    return False


def ask_to_add(person: int, login: str, name: str) -> Asked:
    """For a new key; those that the person has are not to be added twice."""
    with transaction.atomic(), as_system("a key is to be added"):
        known = [_descriptor(row) for row in Passkey.objects.filter(person=person)]
    user = PublicKeyCredentialUserEntity(id=_handle(person), name=login, display_name=name)
    options, state = _server().register_begin(
        user,
        known,
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return Asked(dict(options), state)


def add_passkey(*, actor: Actor, at: datetime, name: str, state: Json | None, answer: Json) -> None:
    """The key signs its person in from now on. Raises Mistaken for an answer that proves nothing, or was not asked for."""
    if state is None or not possible():
        raise mistaken("answer", "Начните заново", "Begin anew")
    try:
        said = _server().register_complete(state, answer)
        attested = said.credential_data
    except Exception:
        attested = None
    if attested is None or len(attested) > MOST_BYTES:
        raise mistaken(
            "answer", "Ответ ключа не подошёл. Начните заново", "The key's answer does not fit. Begin anew"
        )
    try:
        with transaction.atomic(), as_system("a key is added"):
            Person.objects.select_for_update().get(pk=actor.person)
            if Passkey.objects.filter(person=actor.person).count() >= MOST_PASSKEYS:
                raise mistaken(
                    "name",
                    f"Больше {MOST_PASSKEYS} ключей не бывает: удалите ненужный",
                    f"No more than {MOST_PASSKEYS} keys: remove one that you do not need",
                )
            Passkey.objects.create(
                person_id=actor.person,
                name=name,
                credential=_text(attested.credential_id),
                attested=_text(attested),
                sign_count=said.counter,
                verifies=said.is_user_verified(),
                added_at=at,
            )
            data = FactorTold(name=actor.name, factor=passkey_words(name))
            held.remember(at=at, person=actor.person, kind="factor_added", data=data)
    except IntegrityError:
        raise mistaken("answer", "Этот ключ уже добавлен", "This key was added before") from None


def ask_for_one(person: int) -> Asked | None:
    """For one of the keys of somebody who typed the right password; None for whoever has none."""
    with transaction.atomic(), as_system("a key is asked for"):
        known = [_descriptor(row) for row in Passkey.objects.filter(person=person)]
    if not known:
        return None
    options, state = _server().authenticate_begin(
        known, user_verification=UserVerificationRequirement.PREFERRED
    )
    return Asked(dict(options), state)


def take_passkey(*, at: datetime, person: int, state: Json, answer: Json) -> Outcome:
    """Whether one of the person's keys signed the challenge. Two answers come one after the other here."""
    with transaction.atomic(), as_system("the answer of a key is looked at"):
        rows = {row.credential: row for row in Passkey.objects.select_for_update().filter(person=person)}
        known = [AttestedCredentialData(_bytes(row.attested)) for row in rows.values()]
        try:
            used = _server().authenticate_complete(state, known, answer)
            said = AuthenticationResponse.from_dict(answer).response.authenticator_data
            handle = AuthenticationResponse.from_dict(answer).response.user_handle
        except Exception:
            return Outcome.REFUSED
        row = rows[_text(used.credential_id)]
        if (row.verifies and not said.is_user_verified()) or handle not in (None, b"", _handle(person)):
            return Outcome.REFUSED
        if (row.sign_count or said.counter) and said.counter <= row.sign_count:
            held.tell(at=at, person=person, kind="passkey_behind", data={"key": row.name})
            return Outcome.BEHIND
        row.sign_count, row.used_at = said.counter, at
        row.save(update_fields=["sign_count", "used_at"])
    return Outcome.TAKEN


def remove_passkey(*, actor: Actor, at: datetime, key: int) -> bool:
    """False when it is not there any more. Raises Mistaken for the last factor of somebody of whom one is demanded."""
    with transaction.atomic(), as_system("a key is removed"):
        Person.objects.select_for_update().get(pk=actor.person)
        row = Passkey.objects.filter(person=actor.person, pk=key).first()
        if row is None:
            return False
        row.delete()
        demand.require_left(actor.person)
        held.forget_recovery(actor.person)
        data = FactorTold(name=actor.name, factor=passkey_words(row.name))
        held.remember(at=at, person=actor.person, kind="factor_removed", data=data)
    return True


def _server() -> Fido2Server:
    if not possible():
        raise doors.Closed
    rp = PublicKeyCredentialRpEntity(id=settings.PUBLIC_HOST, name=settings.PUBLIC_HOST)
    return Fido2Server(rp, verify_origin=lambda said: said == _origin())


def _origin() -> str:
    """As browsers write it: without the port that goes without saying."""
    parts = urlsplit(settings.PUBLIC_URL)
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{settings.PUBLIC_HOST}{port}"


def _handle(person: int) -> bytes:
    """What a key keeps of its person: no number that tells anything."""
    return bytes.fromhex(sealing.keyed_digest("", "the handle of a key", person))


def _descriptor(row: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=_bytes(row.credential))


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))

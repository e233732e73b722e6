"""Codes that an app makes of a secret and the time (RFC 6238). The secret is kept sealed; each code counts once."""

import logging
from datetime import datetime

import pyotp
from django.db import transaction
from django.utils.crypto import constant_time_compare

from kabinet.actions.factors import demand, held
from kabinet.actions.unit.mistakes import mistaken
from kabinet.records import sealing
from kabinet.records.models import AuthenticatorApp, Person
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data.organisations import FactorTold
from kabinet.regulation.organisation.second_factor import (
    APP_WORDS,
    CODE_DIGITS,
    STEP_SECONDS,
    steps_near,
)

PURPOSE = "authenticator app"
log = logging.getLogger(__name__)


def new_secret(person: int) -> str:
    """A secret that is not anybody's yet, sealed."""
    return sealing.seal(pyotp.random_base32(), PURPOSE, person)


def secret_of(sealed: str, person: int) -> str:
    """The secret itself in base32, to be typed into an app. Raises sealing.Unreadable."""
    return sealing.unseal(sealed, PURPOSE, person)


def address_of(sealed: str, person: int, *, login: str, issuer: str) -> str:
    """What an app reads from a picture: otpauth://totp/…"""
    return _totp(secret_of(sealed, person)).provisioning_uri(name=login, issuer_name=issuer)


def set_app(*, actor: Actor, at: datetime, sealed: str, code: str) -> None:
    """The person's app from now on, in place of one before; `code` proves that it has the secret. Raises Mistaken."""
    step = _step(secret_of(sealed, actor.person), code, at)
    if step is None:
        raise mistaken(
            "code",
            "Код не подошёл. Проверьте, что часы телефона идут верно, и введите тот, что показан сейчас",
            "The code does not fit. See that the phone's clock is right and type the one it shows now",
        )
    with transaction.atomic(), as_system("an app is set up"):
        Person.objects.select_for_update().get(pk=actor.person)
        AuthenticatorApp.objects.update_or_create(
            person_id=actor.person,
            defaults={"sealed": sealed, "last_step": step, "added_at": at, "used_at": None},
        )
        held.remember(
            at=at,
            person=actor.person,
            kind="factor_added",
            data=FactorTold(name=actor.name, factor=APP_WORDS),
        )


def remove_app(*, actor: Actor, at: datetime) -> bool:
    """False when there is none. Raises Mistaken for the last factor of somebody of whom one is demanded."""
    with transaction.atomic(), as_system("an app is removed"):
        Person.objects.select_for_update().get(pk=actor.person)
        gone, _of = AuthenticatorApp.objects.filter(person=actor.person).delete()
        if gone:
            demand.require_left(actor.person)
            held.forget_recovery(actor.person)
            data = FactorTold(name=actor.name, factor=APP_WORDS)
            held.remember(at=at, person=actor.person, kind="factor_removed", data=data)
    return bool(gone)


def take_code(*, at: datetime, person: int, code: str) -> bool:
    """Whether the code is the app's at `at`; from now on neither it nor an older one counts. Two who bring the same at once
    come one after the other here, and the second has it no more."""
    with transaction.atomic(), as_system("a code is looked at"):
        row = AuthenticatorApp.objects.select_for_update().filter(person=person).first()
        step = _step_of(row, code, at) if row else None
        if row is None or step is None or step <= row.last_step:
            return False
        row.last_step, row.used_at = step, at
        row.save(update_fields=["last_step", "used_at"])
    return True


def of_unreadable() -> list[int]:
    """Whose app has a secret that cannot be read: they are not let in. Needs the whole reach."""
    rows = AuthenticatorApp.objects.order_by("person").iterator()
    return [row.person_id for row in rows if _secret_of(row) is None]


def _step_of(row: AuthenticatorApp, code: str, at: datetime) -> int | None:
    secret = _secret_of(row)
    if secret is None:
        log.error("the secret of an app cannot be read: is KABINET_SECRET_KEY another one? kabinet doctor")
        return None
    return _step(secret, code, at)


def _secret_of(row: AuthenticatorApp) -> str | None:
    try:
        return secret_of(row.sealed, row.person_id)
    except sealing.Unreadable:
        return None


def _step(secret: str, code: str, at: datetime) -> int | None:
    """Of which time step the code is, of those that a device may be in."""
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdecimal()):
        return None
    totp = _totp(secret)
    fits = [step for step in steps_near(at) if constant_time_compare(totp.at(step * STEP_SECONDS), code)]
    return max(fits, default=None)


def _totp(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=CODE_DIGITS, interval=STEP_SECONDS)

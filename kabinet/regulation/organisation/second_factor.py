"""A second factor of whoever signs in by a password of this installation: which there are, and how codes by time count."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from kabinet.regulation.text import Text

STEP_SECONDS: Final = 30  # RFC 6238
DRIFT_STEPS: Final = 1  # a device's clock may be so many steps ahead or behind
CODE_DIGITS: Final = 6
RECOVERY_CODES: Final = 10
MOST_PASSKEYS: Final = 10
# A password that was typed so long ago at most need not be typed again to change what one signs in with.
FRESH: Final = timedelta(minutes=10)
# From the password to the second factor.
PATIENCE: Final = timedelta(minutes=10)


class Factor(StrEnum):
    """By what a session was opened beside the password, or in its place."""

    NONE = ""
    APP = "app"
    RECOVERY = "recovery"
    PASSKEY = "passkey"
    PROVIDER = "provider"  # the identity provider answers for it


FACTOR_WORDS: Mapping[Factor, Text] = {
    Factor.NONE: Text("пароль", "password"),
    Factor.APP: Text("пароль и код из приложения", "password and a code of the app"),
    Factor.RECOVERY: Text("пароль и запасной код", "password and a recovery code"),
    Factor.PASSKEY: Text("пароль и ключ", "password and a key"),
    Factor.PROVIDER: Text("внешняя система входа", "identity provider"),
}
# What a person adds and removes, as histories and notices name it.
APP_WORDS: Final = Text("приложение с кодами", "an app with codes")


def passkey_words(name: str) -> Text:
    """A key by the name that its person gave it."""
    return Text(f"ключ «{name}»", f"the key “{name}”")


def steps_near(at: datetime) -> Iterable[int]:
    """Time steps whose codes may be shown on a device at `at`, the likeliest first."""
    now = int(at.timestamp()) // STEP_SECONDS
    return (now, *(now + way * step for step in range(1, DRIFT_STEPS + 1) for way in (-1, 1)))


def is_fresh(opened: datetime, factor: str, at: datetime) -> bool:
    """Whether the session was opened with the password so lately that it is not asked again."""
    return factor != Factor.PROVIDER and at - opened < FRESH

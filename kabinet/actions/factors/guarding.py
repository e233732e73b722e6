"""Somebody knows a password and tries codes: its person is told."""

from datetime import datetime

from django.db import transaction

from kabinet.actions.factors import held
from kabinet.actions.unit.mistakes import Mistaken, mistaken
from kabinet.records.security.reach import as_system


def wrong_password() -> Mistaken:
    """Of whoever changes what they sign in with."""
    return mistaken("password", "Пароль не подошёл", "The password does not fit")


def tell_of_codes(*, at: datetime, person: int) -> None:
    """Once in a while (pages/entrance/throttle.py): a notice that tells them to change the password."""
    with transaction.atomic(), as_system("codes are tried"):
        held.tell(at=at, person=person, kind="codes_tried", data={})

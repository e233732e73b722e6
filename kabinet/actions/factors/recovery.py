"""Recovery codes: ten, seen once, each worth one sign-in; the database has digests of them alone."""

from datetime import datetime
from secrets import choice
from typing import Final

from django.db import transaction

from kabinet.actions.factors import held
from kabinet.actions.unit.mistakes import mistaken
from kabinet.records import sealing
from kabinet.records.models import Person, RecoveryCode
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor
from kabinet.regulation.fact_data.organisations import Named
from kabinet.regulation.organisation.second_factor import RECOVERY_CODES

# No two signs that look alike on paper: ten of them are 49 bits, and a few may be tried within a quarter of an hour.
SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH: Final = 10
PURPOSE: Final = "recovery codes"


def make_codes(*, actor: Actor, at: datetime) -> list[str]:
    """New ones, as they are shown; those before are worth nothing more. Raises Mistaken where there is no second factor."""
    codes = ["".join(choice(SIGNS) for _ in range(LENGTH)) for _ in range(RECOVERY_CODES)]
    with transaction.atomic(), as_system("recovery codes are made"):
        Person.objects.select_for_update().get(pk=actor.person)
        if not held.held(actor.person).any:
            raise mistaken("password", "Сначала добавьте приложение или ключ", "Add an app or a key before")
        RecoveryCode.objects.filter(person=actor.person).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(person_id=actor.person, digest=_digest(code, actor.person), made_at=at)
            for code in codes
        )
        data = Named(name=actor.name)
        held.remember(at=at, person=actor.person, kind="recovery_codes_made", data=data)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def take_recovery(*, at: datetime, person: int, code: str) -> int | None:
    """How many are left after this one, which is used up; None when it is none of theirs, or was used. The person is
    told."""
    plain = code.lower().replace("-", "").replace(" ", "")
    if len(plain) != LENGTH:
        return None
    with transaction.atomic(), as_system("a recovery code is looked at"):
        row = (
            RecoveryCode.objects.select_for_update()
            .filter(person=person, digest=_digest(plain, person), used_at=None)
            .first()
        )
        if row is None:
            return None
        row.used_at = at
        row.save(update_fields=["used_at"])
        left = RecoveryCode.objects.filter(person=person, used_at=None).count()
        held.tell(at=at, person=person, kind="recovery_code_used", data={"left": left})
    return left


def _digest(code: str, person: int) -> str:
    return sealing.keyed_digest(code, PURPOSE, person)

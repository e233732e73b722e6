"""The address of one's deadlines for a calendar program: made, changed, ended by its person; read by whoever has it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kabinet.actions.unit.instants import whole
from kabinet.records.models import DeadlineFeed, Membership
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

SECRET_BYTES = 32
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose deadlines are read, and in which organisations they are confirmed at that instant."""

    person: int
    language: str
    zone: str
    organisations: tuple[int, ...]
    everybody: bool
    subjects: bool


def feed_of(actor: Actor) -> DeadlineFeed | None:
    """The actor's own."""
    return DeadlineFeed.objects.filter(person=actor.person).first()


def open_feed(*, actor: Actor, at: datetime, everybody: bool, subjects: bool) -> str:
    """A new secret, which is said this once; a former one is void from now on."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    said = {
        "secret": _hashed(secret),
        "everybody": everybody,
        "subjects": subjects,
        "made_at": whole(at),
        "read_at": None,
    }
    with transaction.atomic():
        DeadlineFeed.objects.update_or_create(person_id=actor.person, defaults=said)
    return secret


def change_feed(*, actor: Actor, at: datetime, everybody: bool, subjects: bool) -> bool:
    """What the same address shows from now on; whether there is one."""
    own = DeadlineFeed.objects.filter(person=actor.person)
    return bool(own.update(everybody=everybody, subjects=subjects))


def end_feed(*, actor: Actor, at: datetime) -> bool:
    """The address shows nothing any more; whether there was one."""
    with transaction.atomic():
        ended, _of = DeadlineFeed.objects.filter(person=actor.person).delete()
    return bool(ended)


def end_of(person: int) -> None:
    """The same of somebody else's, whose password ends. Needs the whole reach."""
    DeadlineFeed.objects.filter(person=person).delete()


def read_feed(*, at: datetime, secret: str) -> Feed | None:
    """Whose it is; None when nobody's, or when its person is confirmed nowhere any more."""
    if not 0 < len(secret) <= LONGEST:
        return None
    with transaction.atomic(), as_system("a calendar program reads deadlines"):
        row = DeadlineFeed.objects.select_related("person").filter(secret=_hashed(secret)).first()
        if row is None or not row.person.is_active:
            return None
        held = Membership.objects.filter(person=row.person_id, confirmed_at__lte=at, ended_at__isnull=True)
        houses = tuple(sorted(set(held.values_list("organisation", flat=True))))
        if houses:
            DeadlineFeed.objects.filter(pk=row.pk).update(read_at=whole(at))
    person = row.person
    return (
        Feed(person.pk, person.language, person.zone, houses, row.everybody, row.subjects) if houses else None
    )


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""The same form sent twice does one thing, and whoever lost the answer can ask whether it arrived.

A row comes and goes with the act's own transaction: what is there was done, what is not there was not.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from kabinet.records.models import Sending
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

# Longer than a browser keeps what it has no answer to (pages/static/kabinet/js/30-kept.js).
KEPT = timedelta(days=30)
LONGEST = 4000


class Kept(NamedTuple):
    """What a program sent under a key before, by its digest, and what it was told."""

    digest: str
    answer: str


def begin_sending(*, actor: Actor, at: datetime, key: UUID) -> str | None:
    """Before the act: None when it is to be done, else the address that answered it the first time. Waits while the same
    sending is being done."""
    row, first = Sending.objects.get_or_create(person_id=actor.person, key=key, defaults={"at": at})
    return None if first else row.answer


def begin_call(*, actor: Actor, at: datetime, key: UUID, digest: str) -> Kept | None:
    """The same of what a program sends, which has to be the same under the same key."""
    row, first = Sending.objects.get_or_create(
        person_id=actor.person, key=key, defaults={"at": at, "digest": digest}
    )
    return None if first else Kept(row.digest, row.answer)


def end_sending(*, actor: Actor, key: UUID, answer: str) -> None:
    """After the act: where it led."""
    Sending.objects.filter(person=actor.person, key=key).update(answer=answer[:LONGEST])


def drop_sending(*, actor: Actor, key: UUID) -> None:
    """Nothing was done: the form is before the person again."""
    Sending.objects.filter(person=actor.person, key=key).delete()


def forget_sendings(*, at: datetime) -> int:
    """Those that no browser will ask about; how many."""
    with transaction.atomic(), as_system("old sendings are forgotten"):
        return Sending.objects.filter(at__lt=at - KEPT).delete()[0]

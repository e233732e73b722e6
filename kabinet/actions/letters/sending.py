"""What a worker does with deliveries: takes one for the length of a lease, and writes down what came of it.

Taking and noting are short transactions; between them the letter is sent outside of any. Whoever is killed in between loses
nothing: when the lease ends somebody else sends it under the same Message-ID, by which a receiver knows the double.
"""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from kabinet.actions.letters import digests
from kabinet.actions.letters.letter import Deferred, Dropped, Held, Letter, Taken, Why
from kabinet.actions.letters.readers import Reader, reader_of
from kabinet.records.lengths import LINE
from kabinet.records.models import CaughtLetter, Delivery
from kabinet.records.security.reach import as_system

# Longer than a server may take at every step of one letter (jobs/post_office.py).
LEASE: Final = timedelta(minutes=10)
# Each failure doubles the pause; the last try comes after about three days.
FIRST_PAUSE, LAST_PAUSE, TRIES = timedelta(minutes=1), timedelta(hours=4), 24
OPEN = (Delivery.State.WAITING, Delivery.State.FAILED)
SENDING = "letters on their way"
log = logging.getLogger(__name__)


def take_delivery(*, at: datetime) -> Taken | None:
    """The one that is due longest and that nobody has in hand; None when none is due."""
    with transaction.atomic(), as_system(SENDING):
        due = Delivery.objects.select_for_update(skip_locked=True).filter(next_try__lte=at)
        row = due.order_by("next_try").first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        # A digest answers to no notice: a reply to it is about none of them surely, but for one of a single ticket.
        digest = row.slot is not None
        named = f"digest.{row.pk.hex}" if digest and not row.of_ticket else row.notice_id.hex
        row.message_id = row.message_id or f"<{named}@{domain()}>"
        row.save(update_fields=["tries", "next_try", "message_id"])
        return Taken(row.pk, row.tries, row.message_id, digest, row.of_ticket)


def write_letter(*, at: datetime, taken: Taken) -> Letter | Dropped | Held | Deferred:
    """The letter as its reader may read it now, in their language; or why there is none, or not yet."""
    with transaction.atomic():
        if taken.digest:
            return _digest(at, taken)
        found = reader_of(taken.key, at)
        if not isinstance(found, Reader):
            return found
        writer = import_string(settings.LETTER_WRITER)
        letter: Letter = writer(found.notice, found.actor, found.person, taken.message_id)
        return letter


def _digest(at: datetime, taken: Taken) -> Letter | Dropped | Held:
    gathered = digests.Gathered(taken.key, at)
    writer = import_string(settings.DIGEST_WRITER)
    letter: Letter | None = writer(gathered, taken.message_id, of_ticket=taken.of_ticket)
    if gathered.held is not None:
        return gathered.held
    if letter is None:
        return Dropped(gathered.left_out[taken.key], gathered.left_out)
    return replace(letter, left_out=gathered.left_out)


def note_sent(
    *, at: datetime, taken: Taken, caught: str | None = None, left_out: Mapping[UUID, Why] | None = None
) -> None:
    """A server took it; or it is kept as `caught`, the whole letter, in a demonstration."""
    with transaction.atomic(), as_system(SENDING):
        done = _settle(taken, Delivery.State.SENT, at)
        if taken.digest:
            digests.settle_joined(taken.key, at, left_out or {})
        if caught is not None and done:
            person = Delivery.objects.values_list("person", flat=True).get(pk=taken.key)
            CaughtLetter.objects.create(delivery_id=taken.key, person_id=person, raw=caught, at=at)


def note_dropped(*, at: datetime, taken: Taken, dropped: Dropped) -> None:
    """Nothing is to be sent."""
    with transaction.atomic(), as_system(SENDING):
        _settle(taken, Delivery.State.DROPPED, at, why=dropped.why)
        if taken.digest:
            digests.settle_joined(taken.key, at, dropped.left_out)


def note_held(*, taken: Taken, until: datetime) -> None:
    """It waits until then; nothing was tried."""
    with transaction.atomic(), as_system(SENDING):
        _mine(taken).update(tries=taken.tries - 1, next_try=until)


def note_failed(*, at: datetime, taken: Taken, error: str, forever: bool) -> None:
    """It was not taken, and why; tried again after a pause, or given up: at once if it would fail `forever`."""
    said = " ".join("".join(each if each.isprintable() else " " for each in error).split())[:LINE]
    with transaction.atomic(), as_system(SENDING):
        mine = _mine(taken)
        if not (forever or taken.tries >= TRIES):
            mine.update(state=Delivery.State.FAILED, next_try=at + pause(taken.tries), error=said)
        elif mine.update(state=Delivery.State.GIVEN_UP, next_try=None, settled_at=at, error=said):
            log.error("letters: delivery %s is given up: %s", taken.key, said)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, TRIES)
    return min(doubled, LAST_PAUSE)


def domain() -> str:
    """In whose name Message-IDs are made: that of the sender's address."""
    return parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2]


def _settle(taken: Taken, state: Delivery.State, at: datetime, **noted: str) -> bool:
    """Once, whoever has it by now: what was sent was sent; what another worker noted before stands."""
    open_ = Delivery.objects.filter(pk=taken.key, state__in=OPEN)
    settled = {"error": "", "why": "", **noted}
    return bool(open_.update(state=state, next_try=None, settled_at=at, **settled))


def _mine(taken: Taken) -> QuerySet[Delivery]:
    """The delivery, while nobody took it after this lease."""
    return Delivery.objects.filter(pk=taken.key, state__in=OPEN, tries=taken.tries)

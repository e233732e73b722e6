"""What a worker does with what is to be told: takes one fact for the length of a lease, and writes down what came of it.

Taking and noting are short transactions; between them the receiver is asked outside of any. Whoever is killed in between
loses nothing: when the lease ends somebody else sends it again, under the same name. What fails is tried again after pauses
that grow and holds back later facts of its own ticket at that address, nothing else; after the last try it is dead and holds
back nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from kabinet.actions.webhooks import message, reaching, signing, stopping
from kabinet.actions.webhooks.keeping import host_of, is_inside
from kabinet.records import sealing
from kabinet.records.lengths import LINE
from kabinet.records.models import Webhook, WebhookDelivery
from kabinet.records.security.reach import as_system

# Longer than a receiver may take.
LEASE: Final = timedelta(minutes=2)
# Before the second try, the third and so on (Standard Webhooks 1.0), give or take a tenth.
PAUSES: Final = (
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
TRIES: Final = len(PAUSES) + 1
LONGEST_WISH: Final = timedelta(hours=24)  # that a receiver may ask for by Retry-After
FAILS_FOR: Final = timedelta(days=5)
SENDING: Final = "facts on their way to programs"
DIED: Final = "every worker that took it ended before it could note what became of it"
State = WebhookDelivery.State


@dataclass(frozen=True, slots=True)
class Taken:
    """A fact in the hands of one worker, at its `tries`-th try at `host`; its pauses are `spread` times as long."""

    key: int
    webhook: UUID
    tries: int
    host: str
    spread: float


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent and where; `inside` the operator's own network."""

    url: str = field(repr=False)
    inside: bool
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def take_next(*, at: datetime) -> Taken | None:
    """Of what is due and nobody has in hand the first of its ticket, of the address that was asked longest ago: a receiver
    that is slow keeps none of the others waiting for more than itself. None when nothing is due."""
    with transaction.atomic(), as_system(SENDING):
        order = (F("webhook__asked_at").asc(nulls_first=True), "next_try", "id")
        free = due(at).select_for_update(skip_locked=True, of=("self",))
        row = free.select_related("webhook").order_by(*order).first()
        if row is None:
            return None
        row.tries, row.next_try = row.tries + 1, at + LEASE
        row.save(update_fields=["tries", "next_try"])
        Webhook.objects.filter(pk=row.webhook_id).update(asked_at=at)
        return Taken(row.pk, row.webhook_id, row.tries, host_of(row.webhook.url), _spread(row.message_id))


def due(at: datetime) -> QuerySet[WebhookDelivery]:
    """What can be tried at `at`: not behind an earlier fact of its ticket. Needs the whole reach."""
    before = WebhookDelivery.objects.filter(
        webhook=OuterRef("webhook"), ticket=OuterRef("ticket"), id__lt=OuterRef("id"), next_try__isnull=False
    )
    on = {"next_try__lte": at, "webhook__state": Webhook.State.ON}
    return WebhookDelivery.objects.filter(~Exists(before), **on)


def write_parcel(*, at: datetime, taken: Taken) -> Parcel | None:
    """What its organisation may be told now; None where there is nothing to send, which is noted."""
    whole = ("webhook__organisation", "entry", "ticket")
    with transaction.atomic(), as_system(SENDING):
        row = WebhookDelivery.objects.select_related(*whole).filter(pk=taken.key, tries=taken.tries).first()
        if row is None:
            return None
        if not stopping.somebody_stands_behind(row.webhook, at):
            stops = Webhook.Why.ORPHANED
        elif not _still_heard(row, at):
            _mine(taken).update(state=State.DROPPED, next_try=None, settled_at=at)
            return None
        else:
            try:
                return _parcel(row, at)
            except sealing.Unreadable:
                stops = Webhook.Why.UNREADABLE
        _mine(taken).update(tries=taken.tries - 1, next_try=at)
    stopping.stop(at=at, webhook=taken.webhook, why=stops)
    return None


def note_told(*, at: datetime, taken: Taken, status: int) -> None:
    """It was taken."""
    with transaction.atomic(), as_system(SENDING):
        if _mine(taken).update(state=State.SENT, next_try=None, settled_at=at, status=status, error=""):
            _of(taken).update(told_at=at, failing_since=None, status=status, error="")


def note_failed(*, at: datetime, taken: Taken, status: int | None, error: str, wish: int = 0) -> None:
    """It was not; `wish` is for how many seconds the receiver wants to be left alone. After FAILS_FOR the address is off."""
    said = {"status": status, "error": error[:LINE]}
    dead = taken.tries >= TRIES
    with transaction.atomic(), as_system(SENDING):
        if dead:
            mine = _mine(taken).update(state=State.DEAD, next_try=None, settled_at=at, **said)
        else:
            due = at + max(PAUSES[taken.tries - 1] * taken.spread, min(timedelta(seconds=wish), LONGEST_WISH))
            mine = _mine(taken).update(state=State.FAILED, next_try=due, **said)
        if not mine:
            return
        _of(taken).update(**said)
        _of(taken).filter(failing_since__isnull=True).update(failing_since=at)
        over = _of(taken).filter(failing_since__lte=at - FAILS_FOR).exists()
    if over:
        stopping.stop(at=at, webhook=taken.webhook, why=Webhook.Why.FAILING)


def note_gone(*, at: datetime, taken: Taken, status: int) -> None:
    """The receiver says that it will never take anything again (410)."""
    with transaction.atomic(), as_system(SENDING):
        _mine(taken).update(state=State.DEAD, next_try=None, settled_at=at, status=status, error="")
        _of(taken).update(status=status, error="")
    stopping.stop(at=at, webhook=taken.webhook, why=Webhook.Why.GONE)


def note_held(*, taken: Taken, until: datetime) -> None:
    """It waits until then; nothing was tried."""
    with transaction.atomic(), as_system(SENDING):
        _mine(taken).update(tries=taken.tries - 1, next_try=until)


def _parcel(row: WebhookDelivery, at: datetime) -> Parcel:
    body = message.body_of(row)
    keys = signing.secrets_of(row.webhook, at)
    headers = {
        "Content-Type": "application/json",
        **signing.signed(message.name_of(row), at, body, keys),
    }
    return Parcel(row.webhook.url, is_inside(row.webhook.url), headers, body)


def _still_heard(row: WebhookDelivery, at: datetime) -> bool:
    entry, ticket = row.entry, row.ticket
    if entry is None or ticket is None:
        return True
    told = reaching.listener_of(row.webhook, at)
    return told.hears(entry.kind, ticket.leg, ticket.client_id, ticket.partner_id, entry.audience)


def _spread(message: UUID) -> float:
    """From 0.9 to 1.1: what failed together is not tried again together."""
    return 0.9 + message.int % 1000 / 5000


def _mine(taken: Taken) -> QuerySet[WebhookDelivery]:
    """As long as it is in these hands."""
    return WebhookDelivery.objects.filter(pk=taken.key, tries=taken.tries, next_try__isnull=False)


def _of(taken: Taken) -> QuerySet[Webhook]:
    return Webhook.objects.filter(pk=taken.webhook)

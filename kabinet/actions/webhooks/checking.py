"""What is amiss with webhooks, for the operator's commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Min

from kabinet.actions.webhooks import sending, signing
from kabinet.records import sealing
from kabinet.records.models import Webhook, WebhookDelivery
from kabinet.records.security.reach import as_system

LOOKING = "how webhooks get on"
# What is due for so long, nobody tries.
UNTRIED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Webhooks:
    """How many there are, how many of them have stopped by themselves; how many facts are dead, and since when the oldest
    that could go has been due, if it is late."""

    all: int
    stopped: int
    dead: int
    late_since: datetime | None


def webhooks(*, at: datetime) -> Webhooks:
    """How they get on at `at`."""
    with transaction.atomic(), as_system(LOOKING):
        return Webhooks(
            Webhook.objects.count(),
            Webhook.objects.exclude(why="").count(),
            WebhookDelivery.objects.filter(state=WebhookDelivery.State.DEAD).count(),
            sending.due(at - UNTRIED).aggregate(due=Min("next_try"))["due"],
        )


def faults(*, at: datetime) -> Iterator[str]:
    """Secrets that do not open, and facts that are told of another ticket than theirs, each in a sentence."""
    with transaction.atomic(), as_system(LOOKING):
        for row in Webhook.objects.order_by("made_at", "id"):
            try:
                signing.secrets_of(row, at)
            except sealing.Unreadable:
                yield f"webhook {row.pk}: its secret cannot be read with this KABINET_SECRET_KEY"
        strange = WebhookDelivery.objects.filter(entry__isnull=False).exclude(entry__ticket=F("ticket"))
        for key in strange.values_list("pk", flat=True):
            yield f"webhook delivery {key}: it is of another ticket than its fact"

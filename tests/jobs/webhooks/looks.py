"""What became of webhooks, looked at from outside."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.desk import msk

AT = msk("2026-04-20 12:00")
Hooks = Callable[[datetime], None]
Connected = Callable[..., UUID]


def webhook(key: UUID) -> models.Webhook:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Webhook.objects.get(pk=key)


def on_their_way(**which: Any) -> list[models.WebhookDelivery]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.WebhookDelivery.objects.filter(**which).order_by("id"))

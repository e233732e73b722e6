"""What was told to programs is not kept for ever, and what waited too long is not told any more."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kabinet.records.models import WebhookDelivery
from kabinet.records.security.reach import as_system

KEPT: Final = timedelta(days=30)


def forget_told(*, at: datetime) -> int:
    """Whatever became of it; how many."""
    with transaction.atomic(), as_system("what programs were told of long ago is removed"):
        return WebhookDelivery.objects.filter(created_at__lt=at - KEPT).delete()[0]

"""What became of bridges, looked at from outside."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.clock import AT

__all__ = ["AT", "MINUTE", "arrivals", "bridge", "deliveries", "links"]
MINUTE = timedelta(minutes=1)


def bridge(key: UUID) -> models.Bridge:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Bridge.objects.get(pk=key)


def links(**which: Any) -> list[models.BridgeLink]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.BridgeLink.objects.filter(**which).select_related("ticket").order_by("id"))


def deliveries(**which: Any) -> list[models.BridgeDelivery]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.BridgeDelivery.objects.filter(**which).order_by("id"))


def arrivals(**which: Any) -> list[models.BridgeArrival]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.BridgeArrival.objects.filter(**which).order_by("id"))

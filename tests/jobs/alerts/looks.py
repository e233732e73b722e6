"""What came of alerts, looked at from outside."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.desk import msk
from tests.fixtures_push import PushService

AT = msk("2026-04-20 12:00")
Tell = Callable[[datetime], None]
SwitchOn = Callable[..., Any]


def change(model: Any, **columns: Any) -> None:
    with transaction.atomic(), as_system("a test"):
        model.update(**columns)


def alerts() -> list[models.Alert]:
    with transaction.atomic(), as_system("a look from outside"):
        return list(models.Alert.objects.order_by("created_at"))


def device(key: Any) -> models.Device | None:
    with transaction.atomic(), as_system("a look from outside"):
        return models.Device.objects.filter(pk=key).first()


def came(push: PushService, name: str = "gordeeva") -> list[Any]:
    return [each.said for each in push.pushed.get(name, [])]

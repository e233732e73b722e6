"""Alerts that nobody sends any more, and browsers that took none and have not said where they are told now."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kabinet.actions.alerts import devices
from kabinet.actions.alerts.sending import LIFE
from kabinet.records.models import Alert, Device
from kabinet.records.security.reach import as_system

# After that no worker would send one; where none runs, for the operator switched them off, nobody else removes it.
KEPT: Final = 2 * LIFE
GONE: Final = timedelta(days=1)


def forget_alerts(*, at: datetime) -> int:
    """How many went."""
    with transaction.atomic(), as_system("alerts of long ago are removed"):
        for key in Device.objects.filter(gone_at__lt=at - GONE).values_list("pk", flat=True):
            devices.forget(key, at)
        return Alert.objects.filter(created_at__lt=at - KEPT).delete()[0]

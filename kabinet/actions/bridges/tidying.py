"""What was carried is not kept for ever; what still waits, or could not be carried, is."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from kabinet.records.models import BridgeArrival, BridgeDelivery
from kabinet.records.models.bridge import Carrying
from kabinet.records.security.reach import as_system

# Far longer than another desk tells the same again.
KEPT: Final = timedelta(days=90)


def forget_carried(*, at: datetime) -> int:
    """How many."""
    old = {"state__in": [Carrying.DONE, Carrying.DROPPED], "settled_at__lt": at - KEPT}
    with transaction.atomic(), as_system("what bridges carried long ago is removed"):
        gone = BridgeDelivery.objects.filter(**old).delete()[0]
        return gone + BridgeArrival.objects.filter(**old).delete()[0]

"""What is known of letters is not kept for ever: what is over goes after a stated time, and nothing that is still needed.

A notice stays, so a reply to any letter is matched as before, and letters of one ticket are one conversation by its number
alone. Whether an address takes letters stands with the address.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from kabinet.records.models import Delivery, IncomingLetter
from kabinet.records.security.reach import as_system

# What was sent or dropped; reports of servers that take no letter come within days. What programs wrote to the desk.
KEPT: Final = timedelta(days=90)
# What was given up waits for an administrator.
KEPT_GIVEN_UP: Final = timedelta(days=365)
BATCH: Final = 1_000
State = Delivery.State
TIDYING: Final = "letters of long ago are removed"


def forget_letters(*, at: datetime) -> int:
    """Deliveries that are over, with what a demonstration caught of them; how many. What joined a digest goes with it."""
    over = Q(state__in=(State.SENT, State.DROPPED), created_at__lt=at - KEPT, settled_at__lt=at - KEPT)
    given_up = Q(state=State.GIVEN_UP, created_at__lt=at - KEPT_GIVEN_UP, settled_at__lt=at - KEPT_GIVEN_UP)
    return sum(_forget(Delivery.objects.filter(each)) for each in (over, given_up))


def forget_automatic(*, at: datetime) -> int:
    """Letters that a program wrote to a desk; how many."""
    automatic = {"state": IncomingLetter.State.AUTOMATIC, "arrived_at__lt": at - KEPT}
    return _forget(IncomingLetter.objects.filter(**automatic))


def _forget(rows: QuerySet[Delivery] | QuerySet[IncomingLetter]) -> int:
    """In batches, so that nobody waits for a lock."""
    done = 0
    while True:
        with transaction.atomic(), as_system(TIDYING):
            keys = list(rows.order_by().values_list("pk", flat=True)[:BATCH])
            rows.filter(pk__in=keys).delete()
        if not keys:
            return done
        done += len(keys)

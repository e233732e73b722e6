"""What is amiss with letters, for the operator's commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Min

from kabinet.records.models import Delivery
from kabinet.records.security.reach import as_system

LOOKING = "how letters get on"
# A letter that is due for so long, nobody tries.
UNTRIED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Deliveries:
    """How many are open, of them failed at least once, and given up; since when the oldest is due, if it is late."""

    open: int
    failed: int
    given_up: int
    late_since: datetime | None


def deliveries(*, at: datetime) -> Deliveries:
    """How letters get on at `at`."""
    with transaction.atomic(), as_system(LOOKING):
        states = dict(Delivery.objects.values_list("state").annotate(count=Count("pk")).order_by())
        oldest = Delivery.objects.filter(next_try__lt=at - UNTRIED).aggregate(due=Min("next_try"))["due"]
    failed = states.get(Delivery.State.FAILED, 0)
    return Deliveries(
        states.get(Delivery.State.WAITING, 0) + failed, failed, states.get(Delivery.State.GIVEN_UP, 0), oldest
    )


def misdirected() -> Iterator[str]:
    """Deliveries that go to another person than their notice tells, each in a sentence."""
    with transaction.atomic(), as_system(LOOKING):
        for key in Delivery.objects.exclude(person=F("notice__person")).values_list("pk", flat=True):
            yield f"delivery {key}: it goes to another person than its notice tells"


def left_behind() -> Iterator[str]:
    """Deliveries that joined a digest which is over without them, each in a sentence."""
    over = (Delivery.State.SENT, Delivery.State.DROPPED)
    with transaction.atomic(), as_system(LOOKING):
        joined = Delivery.objects.filter(state=Delivery.State.JOINED, digest__state__in=over)
        for key in joined.values_list("pk", flat=True):
            yield f"delivery {key}: it joined a digest that is over"


def given_up() -> int:
    """How many letters nobody tries any more, and nobody has repeated."""
    with transaction.atomic(), as_system(LOOKING):
        return Delivery.objects.filter(state=Delivery.State.GIVEN_UP).count()

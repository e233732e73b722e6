"""What is amiss with bridges, for the operator's commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from kabinet.actions.bridges import incoming, outgoing, placing
from kabinet.records import sealing
from kabinet.records.models import Bridge, BridgeArrival, BridgeDelivery
from kabinet.records.models.bridge import Carrying
from kabinet.records.security.reach import as_system

LOOKING = "how bridges get on"
# What is due for so long, nobody tries.
UNTRIED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Bridges:
    """How many there are, have stopped by themselves, do not answer; how much could not be carried; since when the oldest
    that could go has been due, if it is late."""

    all: int
    stopped: int
    silent: int
    dead: int
    late_since: datetime | None


def bridges(*, at: datetime) -> Bridges:
    """How they get on at `at`."""
    with transaction.atomic(), as_system(LOOKING):
        late = [
            rows.filter(bridge__silent_since=None).aggregate(due=Min("next_try"))["due"]
            for rows in (outgoing.due(at - UNTRIED), incoming.due(at - UNTRIED))
        ]
        return Bridges(
            Bridge.objects.count(),
            Bridge.objects.exclude(why="").count(),
            Bridge.objects.filter(told_silent=True).count(),
            sum(
                model.objects.filter(state=Carrying.DEAD).count() for model in (BridgeDelivery, BridgeArrival)
            ),
            min(filter(None, late), default=None),
        )


def sealed_away() -> Iterator[str]:
    """Passwords that do not open, each in a sentence."""
    with transaction.atomic(), as_system(LOOKING):
        for row in Bridge.objects.order_by("made_at", "id"):
            try:
                placing.place_of(row)
            except sealing.Unreadable:
                yield f"bridge {row.pk}: its password cannot be read with this KABINET_SECRET_KEY"

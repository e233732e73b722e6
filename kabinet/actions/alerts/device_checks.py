"""What is amiss with notices in browsers and messengers, for the operator's commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Min

from kabinet.actions.alerts import devices
from kabinet.records import sealing
from kabinet.records.models import Alert, Device
from kabinet.records.security.reach import as_system

LOOKING = "how notices outside of Kabinet get on"
# An alert that is due for so long, nobody tries.
UNTRIED = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Alerts:
    """How many devices, of them such as cannot be read and such as are refused; how many alerts wait, and since when the
    oldest is due, if it is late."""

    devices: int
    unreadable: int
    refused: int
    open: int
    late_since: datetime | None


def alerts(*, at: datetime) -> Alerts:
    """How they get on at `at`."""
    with transaction.atomic(), as_system(LOOKING):
        known = list(Device.objects.only("sealed", "person_id", "error"))
        oldest = Alert.objects.filter(next_try__lt=at - UNTRIED).aggregate(due=Min("next_try"))["due"]
        return Alerts(
            len(known),
            sum(not _is_readable(each) for each in known),
            sum(bool(each.error) for each in known),
            Alert.objects.count(),
            oldest,
        )


def misdirected() -> Iterator[str]:
    """Alerts that go to another person's device than their notice tells, each in a sentence."""
    with transaction.atomic(), as_system(LOOKING):
        for key in Alert.objects.exclude(device__person=F("notice__person")).values_list("pk", flat=True):
            yield f"alert {key}: it goes to another person than its notice tells"


def unreadable() -> list[tuple[UUID, int]]:
    """Devices that nobody can tell anything, each with its person. Needs the whole reach."""
    known = Device.objects.only("sealed", "person_id").order_by("person", "pk")
    return [(each.pk, each.person_id) for each in known if not _is_readable(each)]


def _is_readable(device: Device) -> bool:
    try:
        devices.place_of(device)
    except sealing.Unreadable:
        return False
    return True

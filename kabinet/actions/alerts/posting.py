"""An alert beside each notice that cannot wait, for each device of its person, in the transaction of the act."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from kabinet.actions.alerts.devices import channels
from kabinet.actions.letters import deliveries
from kabinet.actions.notices import wording
from kabinet.actions.notices.kinds import Urgency
from kabinet.records.models import Alert, Device, Notice

# What somebody must act on; what is good to know stands in Kabinet.
TOLD: Final = frozenset({Urgency.NOW, Urgency.SOON})

# Held against its removal alone: nobody else who tells that person waits for it.
OF_PEOPLE: Final = (
    "SELECT id, person_id FROM device WHERE person_id = ANY(%s) AND channel = ANY(%s) FOR KEY SHARE"
)


def post(notices: Sequence[Notice], *, repeated: bool = False) -> None:
    """Of these notices that were just made, in one insert; none where nobody concerned has a device. `repeated`: some may
    have been made before, and theirs are not made again. Needs the whole reach."""
    used = channels()
    if not used or deliveries.are_withheld():
        return
    told = [each for each in notices if must_be_acted_on(each)]
    devices = _devices({each.person_id for each in told}, used) if told else []
    if not devices:
        return
    fresh = deliveries.fresh(told) if repeated else told
    Alert.objects.bulk_create(
        [
            Alert(notice_id=each.pk, device_id=key, next_try=each.created_at, created_at=each.created_at)
            for each in fresh
            for key, person in devices
            if person == each.person_id
        ],
        ignore_conflicts=repeated,
    )


def _devices(people: set[int], used: list[str]) -> list[tuple[UUID, int]]:
    """Held until the act is done: one that is removed meanwhile would take the act down with its alert."""
    return [(each.pk, each.person_id) for each in Device.objects.raw(OF_PEOPLE, [list(people), used])]


def must_be_acted_on(notice: Notice) -> bool:
    """Whether its person is told of it outside of the list of notices."""
    return wording.urgency(wording.declared_of(notice), notice.data) in TOLD

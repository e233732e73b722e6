"""An alert beside each notice that cannot wait, or that is wanted there, for each device of its person, in the transaction
of the act. Whether it comes is decided when it is sent (letters/wanted.py)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection

from kabinet.actions.alerts.devices import channels
from kabinet.actions.letters import deliveries, wanted
from kabinet.actions.letters.choices import key_of
from kabinet.actions.notices import wording
from kabinet.actions.notices.kinds import Urgency
from kabinet.records.models import Alert, Notice

# What somebody must act on; what is good to know stands in Kabinet, unless they chose it.
TOLD: Final = frozenset({Urgency.NOW, Urgency.SOON})

# Held against its removal alone: nobody else who tells that person waits for it.
OF_PEOPLE: Final = (
    "SELECT d.id, d.person_id, d.channel, c.beside FROM device d LEFT JOIN letter_choice c USING (person_id) "
    "WHERE d.person_id = ANY(%s) AND d.channel = ANY(%s) FOR KEY SHARE OF d"
)


def post(notices: Sequence[Notice], *, repeated: bool = False) -> None:
    """Of these notices that were just made, in one insert; none where nobody concerned has a device. `repeated`: some may
    have been made before, and theirs are not made again. Needs the whole reach."""
    used = channels()
    if not used or deliveries.are_withheld():
        return
    places = _places({each.person_id for each in notices}, used) if notices else []
    told = [(each, place) for each in notices for place in places if _is_told(place, each)]
    if not told:
        return
    fresh = {each.pk for each in deliveries.fresh([each for each, _place in told])} if repeated else None
    Alert.objects.bulk_create(
        [
            Alert(
                notice_id=each.pk,
                device_id=place.device,
                next_try=each.created_at,
                created_at=each.created_at,
            )
            for each, place in told
            if fresh is None or each.pk in fresh
        ],
        ignore_conflicts=repeated,
    )


def must_be_acted_on(notice: Notice) -> bool:
    """Whether its person is told of it outside of the list of notices, having chosen nothing."""
    return wording.urgency(wording.declared_of(notice), notice.data) in TOLD


@dataclass(frozen=True, slots=True)
class _Place:
    """A device of somebody, and the kinds of which they chose whether they come there."""

    device: UUID
    person: int
    chosen: Mapping[str, bool]


def _places(people: set[int], used: list[str]) -> list[_Place]:
    """Held until the act is done: one that is removed meanwhile would take the act down with its alert."""
    with connection.cursor() as cursor:
        cursor.execute(OF_PEOPLE, [list(people), used])
        rows = cursor.fetchall()
    return [
        _Place(device, person, (json.loads(beside) if beside else {}).get(wanted.channel_of(channel), {}))
        for device, person, channel, beside in rows
    ]


def _is_told(place: _Place, notice: Notice) -> bool:
    """Whether it may come there: what the person wants by then is asked when it is sent."""
    if place.person != notice.person_id:
        return False
    return must_be_acted_on(notice) or place.chosen.get(key_of(wording.declared_of(notice)), False)

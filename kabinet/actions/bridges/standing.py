"""How a bridge stands: who stands behind it, when it stops by itself, and what is told to those who keep it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.keepers import keepers, keeps
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.actions.unit.work import system
from kabinet.records.models import Bridge, Organisation
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data import OrganisationData, lay_out
from kabinet.regulation.fact_data.organisations import BridgeSilent, BridgeStopped
from kabinet.regulation.text import Text

STANDING: Final = "how bridges stand"
SILENCE: Final = timedelta(minutes=15)
# Between two looks, and after so many that failed one after the other.
EVERY: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(minutes=10)
State, Why = Bridge.State, Bridge.Why
REASONS: Final[Mapping[str, Text]] = {
    Why.ORPHANED: Text(
        "тот, кто за неё отвечал, больше не ведёт связь с системами организации",
        "whoever stood behind it keeps the organisation's bridges no more",
    ),
    Why.UNREADABLE: Text(
        "её пароль не читается с нынешним ключом установки, введите его заново",
        "its password cannot be read with the installation's present key: give it again",
    ),
}


def stands(row: Bridge, at: datetime) -> bool:
    """Whether who keeps it may do so now. Needs the whole reach."""
    return keeps(row.kept_by_id, row.organisation, Act.KEEP_BRIDGES, at)


def stop(*, at: datetime, bridge: UUID, why: str) -> None:
    """Once: what is under way waits until somebody switches it on again."""
    now = whole(at)
    with transaction.atomic(), as_system(STANDING):
        house, row = _locked(bridge)
        if row.state == State.ON:
            row.state, row.why = State.PAUSED, why
            row.save(update_fields=["state", "why"])
            _tell(house, "bridge_stopped", BridgeStopped(desk=row.name, reason=REASONS[why]), now)


def note_heard(*, at: datetime, bridge: UUID) -> None:
    """It answered: whatever was wrong is over."""
    with transaction.atomic(), as_system(STANDING):
        Bridge.objects.filter(pk=bridge).update(
            heard_at=at, failures=0, silent_since=None, told_silent=False, error=""
        )


def note_away(*, at: datetime, bridge: UUID, error: str) -> datetime:
    """It did not; until when it is left alone. Those who keep it are told when it has been silent for SILENCE, once."""
    now = whole(at)
    with transaction.atomic(), as_system(STANDING):
        house, row = _locked(bridge)
        row.failures = min(row.failures + 1, 1000)
        row.silent_since, row.error = row.silent_since or row.heard_at or now, error
        row.next_look = now + min(EVERY * 2 ** min(row.failures - 1, 10), LONGEST)
        if row.state == State.ON and not row.told_silent and now - row.silent_since > SILENCE:
            row.told_silent = True
            _tell(house, "bridge_silent", BridgeSilent(desk=row.name, since=row.silent_since), now)
        row.save(update_fields=["failures", "silent_since", "error", "next_look", "told_silent"])
        return row.next_look


def _locked(bridge: UUID) -> tuple[Organisation, Bridge]:
    """The organisation first, as every act on it does."""
    found = Bridge.objects.values_list("organisation", flat=True).get(pk=bridge)
    house = Organisation.objects.select_for_update().get(pk=found)
    return house, Bridge.objects.select_for_update(no_key=True).get(pk=bridge)


def _tell(house: Organisation, kind: str, data: OrganisationData, at: datetime) -> None:
    organisation_entries.write(house.pk, kind, data, actor=system(STANDING), at=at)
    people = staff_of(house.pk, *keepers(Act.KEEP_BRIDGES, house.kind))
    notify.to_people(people, kind, lay_out(data), about=subjects.BRIDGES, at=at, organisation=house.pk)

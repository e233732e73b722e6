"""An address at which nobody is told any more, by itself: why, and who of its organisation is told so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.keepers import keepers, keeps
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.actions.unit.work import system
from kabinet.actions.webhooks.keeping import host_of
from kabinet.records.models import Organisation, Webhook, WebhookDelivery
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import WebhookStopped
from kabinet.regulation.text import Text

STOPPING: Final = "a webhook stops by itself"
State, Why = Webhook.State, Webhook.Why
REASONS: Final[Mapping[str, Text]] = {
    Why.FAILING: Text(
        "получатель не отвечает как надо уже пять дней", "its receiver has failed for five days"
    ),
    Why.GONE: Text("получатель ответил, что его больше нет (410)", "its receiver says that it is gone (410)"),
    Why.ORPHANED: Text(
        "тот, кто за него отвечал, больше не ведёт вебхуки организации",
        "whoever stood behind it keeps the organisation's webhooks no more",
    ),
    Why.UNREADABLE: Text(
        "его секрет не читается с нынешним ключом установки",
        "its secret cannot be read with the installation's present key",
    ),
}


def somebody_stands_behind(row: Webhook, at: datetime) -> bool:
    """Whether who keeps it may do so now. Needs the whole reach."""
    return keeps(row.kept_by_id, row.organisation, Act.KEEP_WEBHOOKS, at)


def stop(*, at: datetime, webhook: UUID, why: str) -> None:
    """Once: an address that is not on stays as it is. What waits for one whose keeper left goes on waiting until somebody
    stands behind it; of any other it is dead, and can be repeated."""
    now = whole(at)
    with transaction.atomic(), as_system(STOPPING):
        found = Webhook.objects.filter(pk=webhook).values_list("organisation", flat=True).first()
        if found is None:
            return
        # The organisation first, as every act on it does.
        house = Organisation.objects.select_for_update().get(pk=found)
        row = Webhook.objects.select_for_update().filter(pk=webhook, state=State.ON).first()
        if row is None:
            return
        row.state, row.why = State.PAUSED if why == Why.ORPHANED else State.OFF, why
        row.save(update_fields=["state", "why"])
        if row.state == State.OFF:
            left = WebhookDelivery.objects.filter(webhook=row, next_try__isnull=False)
            left.update(state=WebhookDelivery.State.DEAD, next_try=None, settled_at=now)
        _tell(house, row, now)


def _tell(house: Organisation, row: Webhook, at: datetime) -> None:
    kind, data = "webhook_stopped", WebhookStopped(address=host_of(row.url), reason=REASONS[row.why])
    organisation_entries.write(house.pk, kind, data, actor=system(STOPPING), at=at)
    people = staff_of(house.pk, *keepers(Act.KEEP_WEBHOOKS, house.kind))
    notify.to_people(people, kind, lay_out(data), about=subjects.WEBHOOKS, at=at, organisation=house.pk)

"""What whoever keeps a webhook does with what is on its way: tries it out, repeats what is dead.

Neither leaves a row in a journal: nothing of the organisation changes by it. The log names who did it.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.unit.organisation_act import asked
from kabinet.actions.unit.permission import require_allowed
from kabinet.actions.webhooks.message import TRIAL
from kabinet.records import doors
from kabinet.records.models import Webhook, WebhookDelivery
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor

State = WebhookDelivery.State
log = logging.getLogger(__name__)


def send_trial(*, actor: Actor, at: datetime, key: UUID) -> bool:
    """A message of no ticket, at once; False where it is not on, or one is on its way already. Raises Closed, Refused."""
    with transaction.atomic():
        row = _one(actor, at, key)
        with as_system("a webhook is tried out"):
            waits = WebhookDelivery.objects.filter(webhook=row, kind=TRIAL, next_try__isnull=False)
            if row.state != Webhook.State.ON or waits.exists():
                return False
            WebhookDelivery.objects.create(webhook=row, kind=TRIAL, next_try=at, created_at=at)
    log.info("person %s tries webhook %s out", actor.person, key)
    return True


def repeat_dead(*, actor: Actor, at: datetime, key: UUID, delivery: int | None = None) -> int:
    """The one with this key, or all that are dead, are tried as if they were new; how many. Raises Closed, Refused."""
    with transaction.atomic():
        row = _one(actor, at, key)
        with as_system("facts are told to a program again"):
            if row.state == Webhook.State.OFF:
                return 0
            dead = WebhookDelivery.objects.filter(webhook=row, state=State.DEAD)
            chosen = dead if delivery is None else dead.filter(pk=delivery)
            done = chosen.update(state=State.WAITING, tries=0, next_try=at, settled_at=None)
    log.info("person %s repeats %d facts of webhook %s", actor.person, done, key)
    return done


def _one(actor: Actor, at: datetime, key: UUID) -> Webhook:
    require_allowed(asked(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_WEBHOOKS))
    return doors.webhook(actor, key)

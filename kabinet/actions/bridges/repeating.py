"""What could not be carried is tried again, by whoever keeps the bridge. The log names who did it."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.unit.organisation_act import asked
from kabinet.actions.unit.permission import require_allowed
from kabinet.records.doors import programs
from kabinet.records.models import BridgeArrival, BridgeDelivery
from kabinet.records.models.bridge import Carrying
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Act, Actor

log = logging.getLogger(__name__)


def repeat_deliveries(*, actor: Actor, at: datetime, key: UUID, delivery: int | None = None) -> int:
    """The one with this key, or all that the other desk did not take; how many. Raises Closed, Refused."""
    return _repeated(actor, at, key, BridgeDelivery, delivery)


def repeat_arrivals(*, actor: Actor, at: datetime, key: UUID, arrival: int | None = None) -> int:
    """The same of what could not be done here."""
    return _repeated(actor, at, key, BridgeArrival, arrival)


def _repeated(
    actor: Actor, at: datetime, key: UUID, model: type[BridgeDelivery | BridgeArrival], one: int | None
) -> int:
    with transaction.atomic():
        require_allowed(asked(actor=actor, at=at, organisation=actor.organisation, act=Act.KEEP_BRIDGES))
        row = programs.bridge(actor, key)
        with as_system("what a bridge could not carry is tried again"):
            dead = model.objects.filter(bridge=row, state=Carrying.DEAD)
            chosen = dead if one is None else dead.filter(pk=one)
            done = chosen.update(state=Carrying.WAITING, tries=0, next_try=at, settled_at=None)
    log.info("person %s repeats %d facts of bridge %s", actor.person, done, key)
    return done

"""Letters that were given up are tried again when the vendor's administrator says so."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.unit import permission
from kabinet.records.models import Delivery
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import day_of, law_of
from kabinet.regulation.access import Act, Actor, Case

log = logging.getLogger(__name__)


def repeat_letters(*, actor: Actor, at: datetime, key: UUID | None = None) -> int:
    """The one with this key, or all that were given up, are tried as if they were new; how many. Refused to whoever does not
    look after letters."""
    permission.require(actor, Act.KEEP_LETTERS, Case(today=day_of(actor, at)), law_of(actor))
    with transaction.atomic(), as_system("letters are tried again"):
        given_up = Delivery.objects.filter(state=Delivery.State.GIVEN_UP)
        chosen = given_up if key is None else given_up.filter(pk=key)
        done = chosen.update(state=Delivery.State.WAITING, tries=0, next_try=at, settled_at=None)
    log.info("person %s repeats %d letters", actor.person, done)
    return done

"""Ends what a person has open at once: sessions, and the links with which a password is set."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from kabinet.records.models import Person, Session
from kabinet.regulation.access import Actor

TICK = timedelta(seconds=1)
log = logging.getLogger(__name__)


def end_sessions(person: Person, at: datetime) -> datetime:
    """Everything that began up to `at` ends; the answer is when a session that may go on begins. Saves nothing.

    The mark grows with every ending and every session begins after it, so nothing of the same second slips through.
    """
    person.sessions_since = beginning(person, at)
    return beginning(person, at)


def beginning(person: Person, at: datetime) -> datetime:
    """When a session that is opened at `at` begins."""
    return max(at, person.sessions_since + TICK) if person.sessions_since else at


def end_session(*, actor: Actor, at: datetime, key: str) -> bool:
    """Ends one of the actor's own sessions, by the key of its row; False when it is not there any more."""
    with transaction.atomic():
        ended, _of = Session.objects.filter(person=actor.person, pk=key).delete()
    if ended:
        log.info("person %s ended one of their sessions", actor.person)
    return bool(ended)


def end_other_sessions(*, actor: Actor, at: datetime, but: str) -> int:
    """Ends all of the actor's own sessions but the one with this key of its row; how many were ended."""
    with transaction.atomic():
        ended, _of = Session.objects.filter(person=actor.person).exclude(pk=but).delete()
    log.info("person %s ended %d other sessions", actor.person, ended)
    return ended

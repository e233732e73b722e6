"""Who is asking: the person of a session, the organisation they work for, and whether they are let in at all."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings

from kabinet.records import doors
from kabinet.records.versions import vendor_names
from kabinet.regulation.access import Actor

LONGEST, IDLE = (timedelta(seconds=age) for age in (settings.SESSION_COOKIE_AGE, settings.SESSION_IDLE_AGE))


class NobodySignedIn(Exception):
    """Nobody is known by what was shown, or nobody any more."""


class Unconfirmed(Exception):
    """The person is known and waits for confirmation (L14, L15)."""


class Session(NamedTuple):
    """By what a person is known: their key, the organisation that a person of several chose, when the session began.

    One without a beginning is nobody's once the person's sessions were ended. Of a browser's: when it was `opened`, and when
    its person last used it (`seen`). One that an organisation's own provider answers for is of this organisation `only`.
    """

    person: int
    organisation: int | None
    begun: datetime | None
    opened: datetime | None = None
    seen: datetime | None = None
    only: int | None = None

    def lasts(self, at: datetime) -> bool:
        """Whether it has not ended by itself: LONGEST after it was opened, IDLE after its person last used it."""
        if self.opened is None or self.seen is None:
            return True
        return at - self.opened < LONGEST and at - self.seen < IDLE


def actor_of(session: Session | None, at: datetime) -> Actor | None:
    """The actor of this session at `at`, with the database told who asks and sentences told what the vendor is called;
    None when nobody, or nobody any more, is."""
    if session is None or not session.lasts(at):
        return None
    actor = doors.actor_of(session.person, session.organisation, at, begun=session.begun, only=session.only)
    vendor_names.name_by(actor.law if actor else None)
    return actor


def admit(session: Session | None, at: datetime, *, unconfirmed: bool = False) -> Actor:
    """The same, or NobodySignedIn; Unconfirmed for a person whom nobody has confirmed, unless they are let in as well."""
    actor = actor_of(session, at)
    if actor is None:
        raise NobodySignedIn
    if not (actor.confirmed or unconfirmed):
        raise Unconfirmed
    return actor

"""Who is asking: the person of a session, the organisation they work for, and whether they are let in at all."""

from datetime import datetime
from typing import NamedTuple

from kabinet.records import doors
from kabinet.regulation.access import Actor


class NobodySignedIn(Exception):
    """Nobody is known by what was shown, or nobody any more."""


class Unconfirmed(Exception):
    """The person is known and waits for confirmation (L14, L15)."""


class Session(NamedTuple):
    """By what a person is known: their key, the organisation that a person of several chose, when the session began.

    One without a beginning is nobody's once the person's sessions were ended.
    """

    person: int
    organisation: int | None
    begun: datetime | None


def actor_of(session: Session | None, at: datetime) -> Actor | None:
    """The actor of this session at `at`, with the database told who asks; None when nobody, or nobody any more, is."""
    if session is None:
        return None
    return doors.actor_of(session.person, session.organisation, at, begun=session.begun)


def admit(session: Session | None, at: datetime, *, unconfirmed: bool = False) -> Actor:
    """The same, or NobodySignedIn; Unconfirmed for a person whom nobody has confirmed, unless they are let in as well."""
    actor = actor_of(session, at)
    if actor is None:
        raise NobodySignedIn
    if not (actor.confirmed or unconfirmed):
        raise Unconfirmed
    return actor

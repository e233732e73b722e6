"""Who asks: the person of the session, the organisation they chose to work for, and whether a rule lets them in."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from kabinet.pages.gate.rules import Rule
from kabinet.records import doors
from kabinet.regulation.access import Actor

BEGUN = "begun"  # the session's key for the instant at which it began, ISO 8601
ORGANISATION = "organisation"  # the session's key for the organisation that a person of several chose


class NobodySignedIn(Exception):
    """The page is for people who signed in."""


class Unconfirmed(Exception):
    """The person is known and waits for confirmation (L14, L15)."""


def admitted(request: HttpRequest, rule: Rule, at: datetime) -> Actor | None:
    """The actor whom `rule` lets in, with the database told; None for an open page.

    Raises NobodySignedIn, Unconfirmed or doors.Closed (404).
    """
    if not rule.signed_in:
        return None
    actor = signed_in(request, at)
    if actor is None:
        raise NobodySignedIn
    if rule.confirmed and not actor.confirmed:
        raise Unconfirmed
    if not rule.knows(actor):
        raise doors.Closed
    return actor


def signed_in(request: HttpRequest, at: datetime) -> Actor | None:
    """The actor of this session, with the database told who asks; None when nobody, or nobody any more, is."""
    person = request.session.get(SESSION_KEY)
    if person is None:
        return None
    begun = request.session.get(BEGUN)
    return doors.actor_of(
        int(person),
        request.session.get(ORGANISATION),
        at,
        begun=datetime.fromisoformat(begun) if begun else None,
    )

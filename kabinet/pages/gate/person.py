"""Who asks for a page: the session as the request carries it, and whether the page's rule lets its person in."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from kabinet.pages.gate.rules import Rule
from kabinet.queries import admission
from kabinet.queries.admission import Session
from kabinet.records import doors
from kabinet.regulation.access import Actor

BEGUN = "begun"  # the session's key for the instant at which it began, ISO 8601
ORGANISATION = "organisation"  # the session's key for the organisation that a person of several chose


def admitted(request: HttpRequest, rule: Rule, at: datetime) -> Actor | None:
    """The actor whom `rule` lets in, with the database told; None for an open page.

    Raises NobodySignedIn, Unconfirmed or doors.Closed (404).
    """
    if not rule.signed_in:
        return None
    actor = admission.admit(session_of(request), at, unconfirmed=not rule.confirmed)
    if not rule.knows(actor):
        raise doors.Closed
    return actor


def signed_in(request: HttpRequest, at: datetime) -> Actor | None:
    """The actor of this session, with the database told who asks; None when nobody, or nobody any more, is."""
    return admission.actor_of(session_of(request), at)


def session_of(request: HttpRequest) -> Session | None:
    """What the request's session says; None for a visitor."""
    person = request.session.get(SESSION_KEY)
    if person is None:
        return None
    begun = request.session.get(BEGUN)
    return Session(
        int(person),
        request.session.get(ORGANISATION),
        datetime.fromisoformat(begun) if begun else None,
    )

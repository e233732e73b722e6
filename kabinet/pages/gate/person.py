"""Who asks for a page: the session as the request carries it, and whether the page's rule lets its person in."""

from datetime import datetime
from typing import Protocol, cast

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from kabinet.queries import admission
from kabinet.queries.admission import Session
from kabinet.records import doors
from kabinet.regulation.access import Actor
from kabinet.web.rule import Rule


class FactorWanted(Exception):
    """The person is known, and a second factor is demanded of them that they do not have yet."""


class BrowserSession(Protocol):
    """What the session engine adds to Django's (config/sessions.py)."""

    person: int | None
    begun: datetime | None
    seen: datetime | None
    factor: str

    @property
    def row_key(self) -> str:
        """The key of its row: the hash of the one that the browser has."""
        ...

    def begin(self, person: int, at: datetime, browser: str, factor: str = "") -> None:
        """Somebody has signed in, with this second factor."""
        ...

    def proved(self, factor: str) -> None:
        """Its person has shown this second factor since."""
        ...

    def note(self, at: datetime) -> None:
        """It is in use at `at`."""
        ...


BEGUN = "begun"  # the session's key for the instant at which it began, ISO 8601
# Names of pages that a lying form sends to every minute, and pieces of a file that goes on by itself.
BY_ITSELF = ("new_ticket_promised", "upload")
WANTED = "factor_wanted"  # the session's key for where somebody goes once they have set a second factor up
ORGANISATION = "organisation"  # the session's key for the organisation that a person of several chose
ONLY = "only"  # the session's key for the organisation whose own identity provider answers for its person


def admitted(request: HttpRequest, rule: Rule, at: datetime) -> Actor | None:
    """The actor whom `rule` lets in, with the database told; None for an open page.

    Raises NobodySignedIn, FactorWanted, Unconfirmed or doors.Closed (404).
    """
    if not rule.signed_in:
        return None
    if WANTED in request.session and not rule.before_factor:
        raise FactorWanted
    actor = admission.admit(session_of(request), at, unconfirmed=not rule.confirmed)
    if _used(request):
        browsers(request).note(at)
    if not rule.knows(actor):
        raise doors.Closed
    return actor


def signed_in(request: HttpRequest, at: datetime) -> Actor | None:
    """The actor of this session, with the database told who asks; None when nobody, or nobody any more, is, and for whoever
    has to set a second factor up first."""
    if WANTED in request.session:
        return None
    return admission.actor_of(session_of(request), at)


def session_of(request: HttpRequest) -> Session | None:
    """What the request's session says; None for a visitor, and for one that does not say since when it is."""
    person, browser = request.session.get(SESSION_KEY), browsers(request)
    if person is None or browser.begun is None or browser.seen is None:
        return None
    begun = request.session.get(BEGUN)
    return Session(
        int(person),
        request.session.get(ORGANISATION),
        datetime.fromisoformat(begun) if begun else None,
        browser.begun,
        browser.seen,
        request.session.get(ONLY),
    )


def browsers(request: HttpRequest) -> BrowserSession:
    """The request's session with what its row says beside the data."""
    return cast("BrowserSession", request.session)


def _used(request: HttpRequest) -> bool:
    """Whether its person did something: not what a page that lies open asks by itself."""
    asked = request.method in ("GET", "HEAD") and "HX-Request" in request.headers
    return not asked and (request.resolver_match is None or request.resolver_match.url_name not in BY_ITSELF)

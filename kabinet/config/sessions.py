"""Sessions in the database, each under the hash of its key: whoever reads the table is nobody by it.

A session is looked up by every request and kept by every act, the short way (`kabinet_session` and `kabinet_keep_session`
of sql_functions); of the rest nobody reads a row but whose it is. How long one lasts the gate says (queries/admission.py),
by `begun` and `seen`.
"""

import logging
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kabinet.actions.organisations.api_tokens import is_token
from kabinet.records.fast.prepared import ask, ask_named
from kabinet.records.models import Session
from kabinet.records.security.reach import as_system

LIVE = "SELECT * FROM kabinet_session(%(key)s::text, %(now)s::timestamptz)"
KEEP = """SELECT kept FROM kabinet_keep_session(%(key)s::text, %(data)s::text, %(expires)s::timestamptz, %(person)s::bigint,
  %(begun)s::timestamptz, %(seen)s::timestamptz, %(browser)s::text, %(factor)s::text)"""
KEPT = "a session is kept"
# Written down again only after so long: not every request writes.
NOTED = timedelta(minutes=1)
LONGEST_BROWSER = 200


def hashed(key: str) -> str:
    """What the table has of a key."""
    return sha256(key.encode()).hexdigest()[:40]


def is_live(key: str) -> bool | None:
    """Whether there is such a session, asked beside any request; None while the database does not tell."""
    try:
        connection.close_if_unusable_or_obsolete()
        return "\0" not in key and ask_named(LIVE, {"key": hashed(key), "now": timezone.now()}) is not None
    except (DatabaseError, InterfaceError):
        return None


def is_known(shown: str) -> bool | None:
    """The same of a program by its access token."""
    try:
        connection.close_if_unusable_or_obsolete()
        return is_token(at=timezone.now(), shown=shown)
    except (DatabaseError, InterfaceError):
        return None


LOST = (OperationalError, InterfaceError)
log = logging.getLogger(__name__)


class Sessions(SessionMiddleware):
    """Middleware. What was done stands when its answer is to be kept: then no session can say that it was not.

    A session that somebody ended meanwhile, or one that a lost connection did not let be written, costs the sentence for
    the next page; the answer goes out as it is. Only where the session is all that was done (signing in) there is no
    answer without it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return self._kept(request, response)
        except (SessionInterrupted, *LOST):
            if request.session.session_key != request.COOKIES.get(settings.SESSION_COOKIE_NAME):
                raise
            log.warning("the session was not kept; the answer goes out without", exc_info=True)
            return response

    def _kept(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except LOST:
            # The connection was cut between the act and this: on a new one it may well be kept.
            connection.close()
            return super().process_response(request, response)


class SessionStore(db.SessionStore):
    """Named in SESSION_ENGINE. Of a person who signed in: `person`, `begun`, `seen`, `browser` and `factor`
    (models/session.py)."""

    person: int | None
    begun: datetime | None
    seen: datetime | None
    browser: str
    factor: str

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._forget()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    @property
    def row_key(self) -> str:
        """The key of its row."""
        return hashed(self.session_key) if self.session_key else ""

    def begin(self, person: int, at: datetime, browser: str, factor: str = "") -> None:
        """Somebody has signed in, with this second factor."""
        self.get("")  # loaded: what its row says stands in no way of this
        self.person, self.begun, self.seen = person, at, at
        self.browser, self.factor = browser.replace("\0", "")[:LONGEST_BROWSER], factor
        self.modified = True

    def proved(self, factor: str) -> None:
        """Its person has shown this second factor since."""
        self.get("")
        self.factor, self.modified = factor, True

    def note(self, at: datetime) -> None:
        """It is in use at `at`."""
        if self.row_key and (self.seen is None or at - self.seen >= NOTED):
            self.seen = at
            with transaction.atomic(), as_system(KEPT):
                Session.objects.filter(pk=self.row_key).update(seen=at)

    def exists(self, session_key: str) -> bool:
        with transaction.atomic(), as_system(KEPT):
            return Session.objects.filter(pk=hashed(session_key)).exists()

    def save(self, must_create: bool = False) -> None:
        """As Django does it, one that is there in one question. UpdateError when somebody ended it meanwhile, and none when
        the connection was lost."""
        if must_create or self.session_key is None:
            with transaction.atomic(), as_system(KEPT):
                super().save(must_create)
        elif not self._keep():
            raise UpdateError

    def _keep(self) -> bool:
        """Whether there was such a session to keep it in."""
        row = self.create_model_instance(dict(self.items()))
        said = {"key": row.session_key, "data": row.session_data, "expires": row.expire_date}
        of_person = {"person": row.person_id, "begun": row.begun, "seen": row.seen, "browser": row.browser}
        of_person["factor"] = row.factor
        try:
            return bool(ask(KEEP, {**said, **of_person}))
        except LOST:
            raise
        except DatabaseError as failed:
            raise UpdateError from failed

    def delete(self, session_key: str | None = None) -> None:
        key = hashed(session_key) if session_key else self.row_key
        with transaction.atomic(), as_system(KEPT):
            Session.objects.filter(pk=key).delete()

    def flush(self) -> None:
        super().flush()
        self._forget()

    def create_model_instance(self, data: Any) -> Session:
        return Session(
            session_key=self.row_key,
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            person_id=self.person,
            begun=self.begun,
            seen=self.seen,
            browser=self.browser,
            factor=self.factor,
        )

    @classmethod
    def clear_expired(cls) -> None:
        with transaction.atomic(), as_system("sessions that ended by themselves"):
            super().clear_expired()

    def _get_session_from_db(self) -> Self | None:
        """Itself, with what its row says."""
        found = ask_named(LIVE, {"key": self.row_key, "now": timezone.now()}) if self.row_key else None
        if found is None:
            self._session_key = None
            return None
        self.person, self.browser, self.factor = found["person"], found["browser"], found["factor"]
        self.begun, self.seen = found["begun"], found["seen"]
        self.session_data = found["data"]
        return self

    def _forget(self) -> None:
        self.person = self.begun = self.seen = None
        self.browser = self.factor = ""

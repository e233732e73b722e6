"""What waits for a lock that another transaction holds: that alone waits, and never with every thread that answers.

A page looks briefly (`lock_timeout` of the connection). If the lock does not come free, the same is done anew from the
beginning with more patience, by as many threads at a time as can be spared; whoever finds no place is told at once. So one
ticket that somebody keeps holds back nobody who wants another.
"""

from collections.abc import Callable
from threading import BoundedSemaphore

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponseBase
from psycopg import errors

from kabinet.actions.tickets.drafts import stored
from kabinet.actions.unit import known_elsewhere

# In all they stay below the seconds that a browser, a proxy and a person wait for an answer.
LONGER = "4s"
# Nothing of the transaction stands, and the same may well succeed a moment later.
HELD = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)

_places = BoundedSemaphore(max(1, settings.WEB_THREADS // 2))


def answer(request: HttpRequest, attempt: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `attempt` gives, tried twice at most, each time in a transaction of its own.

    Raises OperationalError when what it needs is held for longer. Nothing is tried twice that changed the session, which
    is not taken back with the transaction.
    """
    try:
        with stored.settled(), known_elsewhere.counted(), transaction.atomic():
            return attempt()
    except OperationalError as failed:
        if not is_held(failed) or request.session.modified or not _places.acquire(blocking=False):
            raise
    try:
        _begin_again(request)
        with stored.settled(), known_elsewhere.counted(), transaction.atomic():
            _wait_longer()
            return attempt()
    finally:
        _places.release()


def is_held(failed: BaseException) -> bool:
    """Whether somebody else's transaction stood in the way."""
    return isinstance(failed.__cause__, HELD)


def _begin_again(request: HttpRequest) -> None:
    """The form as it came: files are read from their beginning."""
    for file in (file for name in request.FILES for file in request.FILES.getlist(name)):
        file.seek(0)


def _wait_longer() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LONGER}'")

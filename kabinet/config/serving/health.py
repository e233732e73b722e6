"""For load balancers and for whoever watches: does this process answer, does its database, does what happens by itself?

It has a thread and a connection of its own (threads.py), so it is told while every other thread waits.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse

from kabinet.config import schema
from kabinet.config.serving.threads import BUSY
from kabinet.jobs import loops
from kabinet.records import agreed_time


def health(request: HttpRequest) -> HttpResponse:
    """503 while no page can be answered, with the reason; else 200 and `ok`, with a line for each thing that is amiss.

    A worker that is away makes no page worse, so it takes no web node out of its balancer.
    """
    if BUSY in request.META:
        return _told(503, "database too slow to answer")
    try:
        if words := schema.difference(schema.applied_by(connection)):
            return _told(503, words)
        at = datetime.now(UTC)
        return _told(200, "ok", *_clock(at), *_late(at))
    except (DatabaseError, InterfaceError):
        return _told(503, "database away")


def is_another_version() -> bool:
    """Whether the database is of another version than this code; nobody knows while it is away."""
    try:
        return bool(schema.difference(schema.applied_by(connection)))
    except (DatabaseError, InterfaceError):
        return False


def _clock(at: datetime) -> Iterator[str]:
    found = agreed_time.ahead(at)
    if abs(found) > agreed_time.tolerance():
        yield f"clock: this machine {agreed_time.difference(found)}"


def _late(at: datetime) -> Iterator[str]:
    for name, last in loops.late(at):
        yield (
            f"late: {name} has not run since {last:%Y-%m-%dT%H:%M:%SZ}"
            if last
            else f"late: {name} has not run yet"
        )


def _told(status: int, *lines: str) -> HttpResponse:
    return HttpResponse("\n".join(lines), status=status, content_type="text/plain")

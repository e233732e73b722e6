"""Which loops there are, how often each runs, and when it last did: written down by every worker, read by /health.

What is written says nothing of a ticket and may be lost at any time, so it stands in the cache, which is a table.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, close_old_connections
from procrastinate.contrib.django import app

from kabinet.actions.alerts import devices
from kabinet.actions.letters import deliveries
from kabinet.jobs import clock

DEADLINES, ON_CALL, LETTERS, EXPORTS = "deadlines", "on_call", "letters", "exports"
ALERTS, MESSENGERS, MAIL, WEBHOOKS = "alerts", "messengers", "mail", "webhooks"
LOGS, ANTIVIRUS, BRIDGES = "technological_logs", "antivirus", "bridges"
# Written no more often than this, and missed only after that much more than the loop's own period.
EVERY, MARGIN = timedelta(seconds=10), timedelta(minutes=3)
# A job that comes so seldom is not missed before it was seen once.
SELDOM = timedelta(minutes=10)
_KEY = "loop:"
_written: dict[str, datetime] = {}
log = logging.getLogger(__name__)


def periods(at: datetime) -> dict[str, timedelta]:
    """Every loop, and after how long it should have run again."""
    found = {
        DEADLINES: EVERY,
        ON_CALL: EVERY,
        EXPORTS: EVERY,
        WEBHOOKS: EVERY,
        LOGS: EVERY,
        BRIDGES: EVERY,
    } | ({LETTERS: EVERY} if deliveries.are_sent() else {})
    if devices.channels():
        found[ALERTS] = EVERY
    if settings.MESSENGERS:
        found[MESSENGERS] = EVERY
    if settings.CLAMD:
        found[ANTIVIRUS] = EVERY
    if settings.MAIL_IN.boxes:
        found[MAIL] = EVERY
    for task in app.periodic_registry.periodic_tasks.values():
        turns = task.croniter
        turns.set_current(at.timestamp())
        first = turns.get_next(float)
        found[task.task.name.rpartition(".")[2]] = timedelta(seconds=turns.get_next(float) - first)
    return found


def ran(name: str) -> None:
    """This loop has just done its work."""
    at = clock.now()
    if at - _written.get(name, at - EVERY) >= EVERY:
        cache.set(f"{_KEY}{name}", at.isoformat(), timeout=None)
        _written[name] = at


def look(name: str, once: Callable[[], bool]) -> bool:
    """`once` does what is due, a piece of it, and says whether there may be more at once. The database being away is news,
    not an end: False then. `once` asks the time by itself, for the clock may ask the database."""
    try:
        more = once()
        ran(name)
    except (DatabaseError, InterfaceError) as failed:
        log.error("%s: the database does not answer, trying again: %s", name, failed)
        close_old_connections()
        return False
    return more


def late(at: datetime) -> Iterator[tuple[str, datetime | None]]:
    """Those that have not run in their time, with the instant at which they last did; None where nobody knows of any."""
    known = periods(at)
    told = cache.get_many([f"{_KEY}{name}" for name in known])
    for name, period in known.items():
        last = datetime.fromisoformat(told[key]) if (key := f"{_KEY}{name}") in told else None
        if last is None and period >= SELDOM:
            continue
        if last is None or at - last > period + MARGIN:
            yield name, last

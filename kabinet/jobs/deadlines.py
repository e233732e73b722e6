"""The loop that puts on record what fell due, at its true instant, with nobody watching (L2b, P4.8.1a).

It asks the index once a second for what lies in the past. A breach is stamped with the deadline whatever the hour at which
the loop sees it, so nothing is lost while it does not run. A ticket that cannot be settled is tried again later, ever more
seldom, and holds up no other; a database that is away is waited for.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from django.db import connection

from kabinet.actions.journal.deadlines import settle_due
from kabinet.jobs import clock, loops

PAUSE = 1.0  # seconds between two looks: a breach is on record within two seconds of its instant
BATCH = 200
FIRST_RETRY = timedelta(seconds=30)
LAST_RETRY = timedelta(hours=1)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Troubled:
    """Tickets that failed, and from when on each is tried again."""

    until: dict[int, datetime] = field(default_factory=dict)
    times: dict[int, int] = field(default_factory=dict)

    def resting(self, at: datetime) -> list[int]:
        """Keys that are not to be tried at `at`."""
        return [key for key, until in self.until.items() if until > at]

    def note(self, failed: frozenset[int], at: datetime) -> None:
        """Each failure doubles the wait, up to an hour."""
        for key in failed:
            times = self.times[key] = self.times.get(key, 0) + 1
            self.until[key] = at + min(FIRST_RETRY * 2 ** (times - 1), LAST_RETRY)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; what is under way is finished first."""
    troubled = Troubled()
    try:
        while not stop.is_set():
            if not loops.look(loops.DEADLINES, lambda: _pass(now(), troubled) > 0):
                stop.wait(PAUSE)
    finally:
        connection.close()


def catch_up(at: datetime, troubled: Troubled | None = None) -> int:
    """Everything that fell due strictly before `at`; how many tickets were settled."""
    done, troubled = 0, troubled or Troubled()
    while made := _pass(at, troubled):
        done += made
    return done


def _pass(at: datetime, troubled: Troubled) -> int:
    settled = settle_due(at=at, limit=BATCH, passing_over=troubled.resting(at))
    troubled.note(settled.failed, at)
    return settled.done

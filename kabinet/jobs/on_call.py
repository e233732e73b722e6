"""The loop that calls a desk to its critical tickets at night: who is told next when nobody has answered (jobs/deadlines.py
is its elder sister).

It asks an index once a second for calls whose minutes are over. Nothing but the row knows how far a call is, so any number
of workers may run, and any of them be killed. A call that fails is tried again ever more seldom and holds up no other.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import connection

from kabinet.actions.on_call.calling import call_due
from kabinet.jobs import clock, loops
from kabinet.jobs.deadlines import Troubled

PAUSE = 1.0  # seconds between two looks
BATCH = 50
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; what is under way is finished first."""
    troubled = Troubled()
    try:
        while not stop.is_set():
            if not loops.look(loops.ON_CALL, lambda: call(now(), troubled) == BATCH):
                stop.wait(PAUSE)
    finally:
        connection.close()


def call(at: datetime, troubled: Troubled | None = None) -> int:
    """Every call that is due at `at` goes on by one person; how many did."""
    troubled = troubled or Troubled()
    called = call_due(at=at, limit=BATCH, passing_over=troubled.resting(at))
    troubled.note(called.failed, at)
    return called.done

"""The instant of a test's pages, and how long a test waits for what it set going.

Pages that are read in the process of the tests are read at AT, whenever the tests run (`stated_instant` in
tests/fixtures_clock.py); those of a live server at the true time. `now()` is the one or the other: what a test lets happen
"an hour ago" happens an hour before its pages are read. docs/tests.md says more.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

# A working Thursday afternoon in Moscow, far from every holiday.
AT = datetime(2026, 11, 26, 11, 42, 7, tzinfo=UTC)
# Nothing of ours takes so long; a machine with much else to do may.
PATIENCE = 120.0


def now() -> datetime:
    """The instant at which a page would be read now."""
    from kabinet.pages import gate

    # Unless another stands in its place the gate's clock asks the database, which a test need not have.
    true = gate.now.__module__ == gate.__name__
    return gate.own().replace(microsecond=0) if true else gate.now()


def until(seen: Callable[[], object], working: Callable[[], bool] = lambda: True) -> None:
    """Waits until `seen()`, for as long as a loaded machine may need; not for what no longer works."""
    end, pause = time.monotonic() + PATIENCE, threading.Event()
    while not seen():
        assert working(), "it ended before it could be seen"
        assert time.monotonic() < end, f"not seen within {PATIENCE:.0f} seconds"
        pause.wait(0.05)

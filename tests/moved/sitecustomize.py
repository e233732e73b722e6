"""Read by every Python of a run with the clock moved (bin/test-at), before anything else.

libfaketime leaves the clock that measures true to itself, as it is told to, but not the call by which Python sleeps until
an instant of that clock: `time.sleep` fails there with EINVAL. Waiting for nothing, so long, is the same and works.
"""

import select
import time


def _sleep(seconds: float) -> None:
    select.select([], [], [], max(0.0, seconds))


time.sleep = _sleep

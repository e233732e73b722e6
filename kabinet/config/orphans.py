"""Whoever loses its parent ends, as if told to (SIGTERM): nobody would know of it, and it would go on with a former version.

On Linux the kernel says so, elsewhere a thread that looks who the parent is. That thread also sees to it that what was told
to end does end: the parent that would have waited and made an end of it is gone. A process in which no thread of Python gets
on any more (a library that waits while it holds the interpreter's lock) is ended by a timer of the kernel, which the thread
winds up as long as it can; its parent, when it has one, starts it again.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from typing import Final

PARENT: Final = "KABINET_PARENT"
PR_SET_PDEATHSIG: Final = 1
LOOK: Final = 1.0
# Twice what a parent would grant (children.py).
SECONDS_TO_FINISH: Final = 8.0
# So long the whole interpreter may stand still.
STANDSTILL: Final = 20.0


def told() -> Mapping[str, str]:
    """What a child's environment says of this process."""
    return {PARENT: str(os.getpid())}


def end_with_parent() -> None:
    """For a command that another one started, at its beginning; any other has no parent to lose."""
    parent = os.environ.pop(PARENT, "")
    if parent:
        end_with(int(parent))


def end_with(parent: int) -> None:
    """From now on SIGTERM comes when the process `parent` ends, which is the one that started this, and SIGKILL when that
    was not enough. What SIGTERM does here must be this process's own: handlers that a fork copied are to be gone before.
    SIGALRM is the timer's and ends it as well."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if sys.platform == "linux":
        # Of the thread that started this: in all of Kabinet that is the main one.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before that could be said
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        signal.setitimer(signal.ITIMER_REAL, STANDSTILL)
        time.sleep(LOOK)
    if sys.platform != "linux":
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_FINISH)
    os.kill(os.getpid(), signal.SIGKILL)

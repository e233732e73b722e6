"""Whoever loses its parent ends, whatever it is doing and whatever it makes of SIGTERM."""

import os
import signal
import subprocess
import sys

import pytest

from tests import processes
from tests.clock import PATIENCE, until

pytestmark = pytest.mark.slow
# A process that notes SIGTERM and goes on, as whoever is still finishing something.
DEAF = "import signal, time; signal.signal(signal.SIGTERM, lambda *_: None); "
ENDS_WITH = (
    "from kabinet.config import orphans; orphans.SECONDS_TO_FINISH = 0.2; orphans.end_with({parent}); "
)
# A library that waits for ever and lets no thread of Python on.
STANDS_STILL = "import ctypes; signal.signal(signal.SIGTERM, signal.SIG_IGN); ctypes.PyDLL(None).sleep(600)"
QUICK = "from kabinet.config import orphans; orphans.LOOK, orphans.STANDSTILL = 0.1, 1.5; "
WAITS = "print('here', flush=True); time.sleep(600)"
GONE = 2**22 + 1  # above every process's number


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_is_told_to_end_and_does_not_is_made_to() -> None:
    """The parent is killed; its child is deaf."""
    child = (
        DEAF
        + ENDS_WITH.format(parent="__import__('os').getppid()")
        + "import os; print(os.getpid(), flush=True); "
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child + WAITS!r}])"
    with processes.started(python(parent), os.environ, stdout=subprocess.PIPE) as one:
        assert one.stdout is not None
        number = int(one.stdout.readline())
        assert one.stdout.readline() == b"here\n"
        one.kill()
        one.wait(PATIENCE)
        until(lambda: not lives(number))


@pytest.mark.parametrize("deaf", ["", DEAF])
def test_so_does_whoever_was_begun_by_a_parent_that_is_gone(deaf: str) -> None:
    begun = subprocess.run(
        python(f"import time; {deaf}{ENDS_WITH.format(parent=GONE)}time.sleep(600)"),
        timeout=PATIENCE,
        check=False,
    )
    assert begun.returncode == -(signal.SIGKILL if deaf else signal.SIGTERM)


def test_nobody_stands_still_for_ever() -> None:
    """Its parent is there, and would wait for an answer that never comes. Whoever gets on is left alone."""
    # Longer than it may stand still: whoever gets on winds the timer up.
    begins = "import signal, time; " + QUICK + ENDS_WITH.format(parent="__import__('os').getppid()")
    one = subprocess.run(
        python(f"{begins}time.sleep(2); print('well', flush=True); {STANDS_STILL}"),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (one.returncode, one.stdout) == (-signal.SIGALRM, b"well\n")


def test_a_web_worker_that_was_forked_does_not_keep_its_parents_way_of_ending() -> None:
    """It ends at once, not when somebody makes it."""
    code = f"{DEAF}from kabinet.config.commands import serve; serve._begin_child({GONE}); time.sleep(600)"
    begun = subprocess.run(python(code), timeout=PATIENCE, check=False)
    assert begun.returncode == -signal.SIGTERM

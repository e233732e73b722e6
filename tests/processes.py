"""Processes that a test starts, and that do not outlive it: neither a test that fails nor a run that is killed.

Each leads a process group of its own, which is ended when the `with` block is left in any way. Should the tests' own
process be killed meanwhile, the kernel tells the child (Linux: PR_SET_PDEATHSIG), which then ends as when it is told to.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from tests.clock import PATIENCE

Process = subprocess.Popen[bytes]
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@contextmanager
def started(words: Sequence[str], environment: Mapping[str, str], **how: Any) -> Iterator[Process]:
    """The process; at the end of the block it is told to end (SIGTERM), waited for, and then its whole group is killed."""
    process = subprocess.Popen(
        words, env=environment, process_group=0, preexec_fn=_end_with(os.getpid()), **how
    )
    try:
        yield process
    finally:
        end(process)


def kabinet(*words: str) -> list[str]:
    """`kabinet WORDS` with this Python."""
    return [sys.executable, "-m", "kabinet.config.command", *words]


def end(process: Process) -> None:
    """By SIGTERM if it will, else by force; and whatever it left of its group."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def _end_with(parent: int) -> Any:
    """What the child says before it becomes the program: tell me when my parent ends."""

    def say() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before that could be said
            os._exit(1)

    return say

"""Serves the pages: granian with its web workers, until SIGTERM or SIGINT; requests under way are answered first."""

import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from kabinet.config import orphans, schema
from kabinet.config.children import FIRST_PAUSE, LAST_PAUSE, WELL
from kabinet.config.environment import Misconfigured
from kabinet.config.home import at_home

if TYPE_CHECKING:
    from granian.server.mp import MPServer
    from granian.server.mt import MTServer

BACKLOG = 4096  # connections that wait, and requests that are under way in one web worker

# What is under way is finished within these; less than whoever waits for this command waits (children.py).
SECONDS_TO_FINISH = 3
# Web workers that ended so soon after the first start, one after the other, will end again.
SOON = 10.0


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = (
        "KABINET_ADDRESS, KABINET_PORT, KABINET_WEB_WORKERS and KABINET_WEB_THREADS say where and how many."
    )


def run(_: Namespace) -> int:
    os.environ["KABINET_PART"] = "serve"
    orphans.end_with_parent()
    with at_home():
        from kabinet.config import settings
        from kabinet.config.counterparts.providers import ending
        from kabinet.config.static import collect

        collect(settings.STATIC_ROOT)
        refuse_taken(settings.ADDRESS, settings.PORT)
        schema.refuse_another(os.environ["DATABASE_URL"])
        for _over, sentence in ending(settings.SIGN_IN_PROVIDERS, datetime.now(UTC)):
            print(f"kabinet: {sentence}.", file=sys.stderr, flush=True)
        return _serve(settings.ADDRESS, settings.PORT, settings.WEB_WORKERS)


def refuse_taken(address: str, port: int) -> None:
    """Misconfigured where another program listens: granian's workers would share the port with it without a word."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as failed:
            raise Misconfigured(
                f"KABINET_PORT: nothing can listen on {address}:{port} ({failed.strerror})."
            ) from None


def _serve(address: str, port: int, workers: int) -> int:
    """This process only watches over the web workers; Django is in them alone, which saves its memory once.

    granian starts one worker again, and gives up when it ends again at once; then all are started anew, ever more seldom.
    """
    # A web worker that is still starting would keep this process's handlers, and miss that it is told to stop.
    os.register_at_fork(after_in_child=partial(_begin_child, os.getpid()))
    pause = FIRST_PAUSE
    while True:
        began = time.monotonic()
        server = _granian(address, port, workers)
        with suppress(SystemExit):
            server.serve()
        _forget_handlers()
        if server.interrupt_signal:
            return 0
        if pause == FIRST_PAUSE and time.monotonic() - began < SOON:
            return 1  # it never came up, and has said why
        pause = FIRST_PAUSE * 2 if time.monotonic() - began > WELL else min(pause * 2, LAST_PAUSE)
        time.sleep(pause)


def _granian(address: str, port: int, workers: int) -> "MPServer | MTServer":
    from granian import Granian
    from granian.constants import Interfaces

    return Granian(
        "kabinet.config.served:application",
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        backlog=BACKLOG,
        # Half a request holds a task of the loop alone (served.py); those that are whole wait for its threads.
        backpressure=BACKLOG,
        websockets=False,
        log_dictconfig=LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
    )


def _begin_child(parent: int) -> None:
    # First: of a parent that is gone already it is told at once, and the copied handlers only note that for a loop not here.
    _forget_handlers()
    orphans.end_with(parent)


def _forget_handlers() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


LOGGING = {
    "formatters": {"line": {"()": "kabinet.config.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}

"""Serves the pages: granian with its web workers, until SIGTERM or SIGINT; requests under way are answered first."""

import os
import signal
from argparse import ArgumentParser, Namespace

from kabinet.config.home import at_home

SECONDS_TO_FINISH = 20


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = (
        "KABINET_ADDRESS, KABINET_PORT, KABINET_WEB_WORKERS and KABINET_WEB_THREADS say where and how many."
    )


def run(_: Namespace) -> int:
    with at_home():
        from kabinet.config import settings
        from kabinet.config.static import collect

        collect(settings.STATIC_ROOT)
        return _serve(settings.ADDRESS, settings.PORT, settings.WEB_WORKERS, settings.WEB_THREADS)


def _serve(address: str, port: int, workers: int, threads: int) -> int:
    """This process only watches over the web workers; Django is in them alone, which saves its memory once."""
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "kabinet.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        # A thread that ends takes its database connection with it: let them stay as long as granian allows.
        blocking_threads_idle_timeout=600,
        websockets=False,
        log_dictconfig=LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
    )
    # A web worker that is still starting would keep this process's handlers, and miss that it is told to stop.
    os.register_at_fork(after_in_child=_forget_handlers)
    server.serve()
    return 0 if server.interrupt_signal else 1


def _forget_handlers() -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


LOGGING = {
    "formatters": {"line": {"()": "kabinet.config.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}

"""Everything on this machine: PostgreSQL, migrations, the demonstration, web and worker; Ctrl-C or SIGTERM ends it.

For bin/run. In production the parts run by themselves: `kabinet migrate`, `kabinet serve`, `kabinet work`.
`kabinet demo` loads the demonstration into an empty database, leaves any other as it is, and prints who can sign in.
"""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from kabinet.config.children import Child, Stopped, all_run, children, command, stoppable, wait_for_any
from kabinet.config.command import names
from kabinet.config.home import at_home

PARTS = ("serve", "work")
SECONDS_TO_SERVE = 60


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--empty", action="store_true", help="do not load the demonstration")


def run(args: Namespace) -> int:
    os.environ.setdefault("KABINET_DEMO", "no" if args.empty else "yes")
    try:
        with stoppable(), at_home():
            return _run(demonstration=not args.empty)
    except Stopped:
        return 0
    except subprocess.CalledProcessError as failed:
        # It has said why itself.
        return failed.returncode


def _run(*, demonstration: bool) -> int:
    people = _prepare(demonstration=demonstration)
    with children([name for name in PARTS if name in names()]) as running:
        _welcome(running, people)
        wait_for_any(running)
    print("kabinet: a part has ended, so the others ended as well.", file=sys.stderr)
    return 1


def _prepare(*, demonstration: bool) -> str:
    """The database as this version needs it; gives what the demonstration says about who can sign in."""
    subprocess.run(command("migrate", "--quiet"), check=True)
    if not demonstration or "demo" not in names():
        return ""
    return subprocess.run(command("demo"), check=True, stdout=subprocess.PIPE, text=True).stdout


def _welcome(running: Sequence[Child], people: str) -> None:
    """Say the address once it answers."""
    from kabinet.config import settings

    here = "127.0.0.1" if settings.ADDRESS in ("0.0.0.0", "::") else settings.ADDRESS  # noqa: S104
    end = time.monotonic() + SECONDS_TO_SERVE
    while time.monotonic() < end and all_run(running):
        if _answers(here, settings.PORT, settings.PUBLIC_HOST):
            print(f"{people}\nKabinet: {settings.PUBLIC_URL}\n".lstrip(), flush=True)
            return
        time.sleep(0.05)


def _answers(address: str, port: int, host: str) -> bool:
    connection = HTTPConnection(address, port, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": host})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

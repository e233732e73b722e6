"""Everything on this machine: PostgreSQL, migrations, the demonstration, web and worker; Ctrl-C or SIGTERM ends it.

Whatever of it ends by itself is started again.

For bin/run. In production the parts run by themselves: `kabinet migrate`, `kabinet serve`, `kabinet work`.
`kabinet demo` loads the demonstration into an empty database, leaves any other as it is, and prints who can sign in.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from kabinet.config import orphans
from kabinet.config.children import Stopped, children, command, keep_running, stoppable
from kabinet.config.command import names
from kabinet.config.commands.serve import refuse_taken
from kabinet.config.home import alone_at_home, at_home

PARTS = ("serve", "work")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--empty", action="store_true", help="do not load the demonstration")


def run(args: Namespace) -> int:
    orphans.end_with_parent()
    os.environ.setdefault("KABINET_DEMO", "no" if args.empty else "yes")
    try:
        with stoppable(), alone_at_home(), at_home():
            return _run(demonstration=not args.empty)
    except Stopped:
        return 0
    except subprocess.CalledProcessError as failed:
        # It has said why itself.
        return failed.returncode


def _run(*, demonstration: bool) -> int:
    from kabinet.config import settings

    refuse_taken(settings.ADDRESS, settings.PORT)
    people = _prepare(demonstration=demonstration)
    # Letters come in where a box is named, by a process of their own: they come while the web is away.
    wanted = (*PARTS, *(("mail",) if settings.MAIL_IN.boxes else ()))
    with children([name for name in wanted if name in names()]) as running:
        return keep_running(running, _tell, _Welcome(people).say)


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _prepare(*, demonstration: bool) -> str:
    """The database as this version needs it; gives what the demonstration says about who can sign in."""
    subprocess.run(command("migrate", "--quiet"), check=True)
    if not demonstration or "demo" not in names():
        return ""
    return subprocess.run(command("demo"), check=True, stdout=subprocess.PIPE, text=True).stdout


class _Welcome:
    """The address, and who can sign in; said once, as soon as it answers."""

    def __init__(self, people: str) -> None:
        self.people, self.said = people, False

    def say(self) -> None:
        from kabinet.config import settings

        here = "127.0.0.1" if settings.ADDRESS in ("0.0.0.0", "::") else settings.ADDRESS  # noqa: S104
        if not self.said and _answers(here, settings.PORT, settings.PUBLIC_HOST):
            print(f"{self.people}\nKabinet: {settings.PUBLIC_URL}\n".lstrip(), flush=True)
            self.said = True


def _answers(address: str, port: int, host: str) -> bool:
    connection = HTTPConnection(address, port, timeout=1)
    try:
        connection.request("GET", "/health", headers={"Host": host})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()

"""Watches the deadlines and does the jobs, until SIGTERM or SIGINT; what is under way is finished first."""

import os
from argparse import ArgumentParser, Namespace

from kabinet.config import orphans, schema
from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = "Any number of workers may run beside each other, on any number of machines."


def run(_: Namespace) -> int:
    os.environ["KABINET_PART"] = "work"
    orphans.end_with_parent()
    with opened():
        from kabinet.jobs import worker
        from kabinet.jobs.threads import leave

        schema.refuse_another(os.environ["DATABASE_URL"])
        status = worker.main()
    leave(status)

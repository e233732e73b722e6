"""Takes letters in from the boxes of KABINET_MAIL_IN and reads them, until SIGTERM or SIGINT; needs no web node."""

import os
from argparse import ArgumentParser, Namespace

from kabinet.config import orphans, schema
from kabinet.config.environment import Misconfigured
from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = (
        "Any number of them may run beside each other: a letter is kept once, and read by one of them."
    )


def run(_: Namespace) -> int:
    os.environ["KABINET_PART"] = "work"
    orphans.end_with_parent()
    with opened():
        from django.conf import settings

        from kabinet.jobs.mail import process
        from kabinet.jobs.threads import leave

        if not settings.MAIL_IN.boxes:
            raise Misconfigured("KABINET_MAIL_IN names no box: there is nothing to take letters from.")
        schema.refuse_another(os.environ["DATABASE_URL"])
        status = process.main(settings.MAIL_IN)
    leave(status)

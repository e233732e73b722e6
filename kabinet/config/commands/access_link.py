"""Prints the link by which somebody who never had a password sets one: how the first administrator comes in.

For whoever works on this machine. It works once, for three days; it stands in the journals of the person's organisations
and in the security log, never its secret.
"""

import logging
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from urllib.parse import urlencode

from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("login", metavar="LOGIN")


def run(args: Namespace) -> int:
    with opened():
        from django.conf import settings
        from django.urls import reverse

        from kabinet.actions.factors.first_link import give_first_link
        from kabinet.actions.unit.mistakes import Mistaken
        from kabinet.records.agreed_time import AgreedTime

        at = AgreedTime(every=60).instant(datetime.now(UTC)).replace(microsecond=0)
        try:
            key = give_first_link(at=at, login=args.login)
        except Mistaken as mistaken:
            print(f"kabinet: {mistaken.verdict.reason.en}.", file=sys.stderr)
            return 2
        logging.getLogger("kabinet.security").info("link issued person=nobody address=- of=%d", key.person)
        query = urlencode({"who": key.person, "key": key.secret})
        print(f"{settings.PUBLIC_URL}{reverse('welcome')}?{query}")
    return 0

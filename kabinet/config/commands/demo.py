"""Loads the demonstration into an empty database, leaves any other as it is, and says who can sign in.

A load that is interrupted leaves the database empty; the next one begins anew.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from kabinet.config.children import Stopped, stoppable
from kabinet.config.opened import opened
from kabinet.config.static import collect

STOPPED = 143


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--tickets", type=int, default=400, help="about how many tickets of both legs (400)")
    parser.add_argument("--seed", type=int, help="another world of the same kind")


def run(args: Namespace) -> int:
    try:
        with stoppable(), opened():
            return _run(args.tickets, args.seed)
    except Stopped:
        return STOPPED


def _run(tickets: int, seed: int | None) -> int:
    if not (said := _who()):
        _load(tickets, seed)
        said = _who()
    print(said, end="\n" if said else "")
    return 0


def _who() -> str:
    """Who can sign in; nothing when this is no demonstration."""
    from django.db import transaction

    from kabinet.demonstration.guide import guide

    with transaction.atomic():
        return guide()


def _load(tickets: int, seed: int | None) -> None:
    from django.conf import settings

    from kabinet.demonstration.build import SEED, build

    # A version of the regulation is published in it, and before that every page is built, with its pictures.
    collect(settings.STATIC_ROOT)
    _say("the demonstration is being loaded, which takes about a minute")
    built = build(at=datetime.now(UTC), tickets=tickets, seed=SEED if seed is None else seed)
    _say(str(built or "the database is not empty, nothing was loaded"))


def _say(words: str) -> None:
    print(f"kabinet: {words}.", file=sys.stderr, flush=True)

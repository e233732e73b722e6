"""Watches the deadlines and does the jobs, until SIGTERM or SIGINT; what is under way is finished first."""

from argparse import ArgumentParser, Namespace

from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.epilog = "Any number of workers may run beside each other, on any number of machines."


def run(_: Namespace) -> int:
    with opened():
        from kabinet.jobs import worker

        worker.main()
    return 0

"""Django's own commands, for developers: `kabinet manage makemigrations`."""

from argparse import REMAINDER, ArgumentParser, Namespace

from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("rest", nargs=REMAINDER, metavar="COMMAND …")


def run(args: Namespace) -> int:
    from django.core.management import execute_from_command_line

    with opened():
        execute_from_command_line(["kabinet manage", *args.rest])
    return 0

"""Brings the database to this version of Kabinet, as the owner of the tables, and raises its walls."""

from argparse import ArgumentParser, Namespace

from kabinet.config.opened import opened


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")


def run(args: Namespace) -> int:
    with opened():
        bring_up(verbosity=0 if args.quiet else 1)
    return 0


def bring_up(verbosity: int = 0) -> None:
    """Migrations and walls on the alias `owner`, then the versions that the program carries; Django is set up."""
    from django.core.management import call_command
    from django.db import connections, transaction

    from kabinet.config.environment import Misconfigured
    from kabinet.records.versions import put_on_record
    from kabinet.records.walls import raise_walls

    if "owner" not in connections:
        raise Misconfigured("DATABASE_OWNER_URL is not set.")
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    call_command("createcachetable", database="owner", verbosity=verbosity)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        raise_walls(cursor)
    connections["owner"].close()
    with transaction.atomic():
        put_on_record()

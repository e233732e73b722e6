"""Builds the demonstration: a world, and two years in it, played through the acts at their own instants.

All of it is one transaction: a load that is interrupted leaves an empty database, and the next one begins anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count

from kabinet.actions.letters import deliveries
from kabinet.actions.tickets.read import mark_read
from kabinet.actions.unit.instants import moment, whole
from kabinet.demonstration.calendars import calendars
from kabinet.demonstration.chronicle import past
from kabinet.demonstration.contacts import contacts
from kabinet.demonstration.desk import desk
from kabinet.demonstration.founding import found
from kabinet.demonstration.handovers import handovers
from kabinet.demonstration.letters import post_last_notices
from kabinet.demonstration.office import office
from kabinet.demonstration.oversight import oversight
from kabinet.demonstration.present import open_now
from kabinet.demonstration.regulations import afterwards, regulations
from kabinet.demonstration.scenes import hours
from kabinet.demonstration.scenes.casting import Cast
from kabinet.demonstration.scenes.stage import actor_of, play
from kabinet.demonstration.scenes.together import together
from kabinet.demonstration.world import World
from kabinet.records import doors
from kabinet.records.models import JournalEntry, Organisation, Ticket
from kabinet.records.security.reach import as_system, leave
from kabinet.records.versions import newest_pack
from kabinet.regulation.legs import LegCode
from kabinet.regulation.working_time import calendar_of
from kabinet.regulation.working_time.years import LATEST

TICKETS, SEED = 400, 20240110
# Tickets that the open ones make, at both legs.
OPEN = 46
# Of each person so many notices are letters, the newest: what played two years ago nobody is written about.
LETTERS = 5
# Working minutes before the end at which everybody has read their notices.
UNREAD = 150
LOCK = "SELECT pg_advisory_xact_lock(hashtext('kabinet demonstration'))"
# Nobody analyses tables that grow inside one transaction; joins are short and their order is right as written.
PLAN = "SET LOCAL join_collapse_limit = 1"


@dataclass(frozen=True, slots=True)
class Built:
    """How much there is now."""

    client_tickets: int
    vendor_tickets: int
    facts: int

    def __str__(self) -> str:
        return f"{self.client_tickets} tickets of clients, {self.vendor_tickets} at the vendor, {self.facts} facts"


def build(*, at: datetime, tickets: int = TICKETS, seed: int = SEED) -> Built | None:
    """Fills an empty database as if it had been worked with until `at`; None when it is not empty.

    The same `at`, `tickets` and `seed` give the same world. `tickets` are of both legs; one of each kind is always there.
    """
    with transaction.atomic(), _no_litter(), deliveries.withheld(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not _empty():
            return None
        cursor.execute(PLAN)
        cast = Cast(World(whole(at)), seed)
        found(cast.world)
        regulations(cast)
        play(cast.world, [*past(cast, Random(seed), tickets - OPEN), *open_now(cast)])  # noqa: S311
        desk(cast)
        together(cast)
        contacts(cast)
        calendars(cast)
        afterwards(cast)
        oversight(cast)
        office(cast)
        handovers(cast)
        _read(cast)
        post_last_notices(each=LETTERS)
        leave()
        return _counted()


@contextmanager
def _no_litter() -> Iterator[None]:
    """Files are no part of a transaction: those of a load that failed go."""
    before = set(settings.FILES.glob("*/*"))
    try:
        yield
    except BaseException:
        for path in set(settings.FILES.glob("*/*")) - before:
            path.unlink()
        raise


def _empty() -> bool:
    with as_system("is there anybody"):
        return not Organisation.objects.exists()


def _read(cast: Cast) -> None:
    """Everybody has read what they were told, but for the last hours."""
    working = calendar_of(newest_pack().leg(LegCode.VENDOR).terms.hours, LATEST)
    until = hours.shifted(working, cast.end, -UNREAD * 60)
    for member in cast.world.members:
        if member.there(-1, 0):
            actor = actor_of(cast.world, member.login, cast.end)
            old = doors.notices(actor).filter(created_at__lte=moment(until), read_at=None)
            mark_read(actor=actor, at=moment(until), notices=list(old.values_list("pk", flat=True)))


def _counted() -> Built:
    with as_system("how much there is"):
        legs = Ticket.objects.values_list("leg").annotate(count=Count("pk"))
        made = dict(legs.order_by())
        return Built(made["client"], made["vendor"], JournalEntry.objects.count())

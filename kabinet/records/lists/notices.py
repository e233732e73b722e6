"""What a person was told, counted by kind and by day, and the newest of each kind."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, Count, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber, TruncDate

from kabinet.records import doors
from kabinet.records.models import Notice
from kabinet.regulation.access import Actor

# A kind of a ticket's journal and one of an organisation's may have one name.
OF_ORGANISATION = Case(When(ticket=None, then=Value(True)), default=Value(False), output_field=BooleanField())
FRESH_FIRST = Case(When(read_at=None, then=Value(0)), default=Value(1), output_field=IntegerField())


class Told(NamedTuple):
    """How many notices of one kind there are, and how many of them are unread."""

    kind: str
    of_organisation: bool
    total: int
    fresh: int


def told_by_kind(actor: Actor, *, unread: bool = False) -> Iterator[Told]:
    """Every kind of which the actor was told; with `unread` of what is unread alone."""
    found = (
        _of(actor, unread=unread)
        .order_by()
        .annotate(of_organisation=OF_ORGANISATION)
        .values_list("kind", "of_organisation")
        .annotate(total=Count("pk"), fresh=Count("pk", filter=Q(read_at=None)))
    )
    return (Told(*row) for row in found)


def newest_of_each(actor: Actor, most: int, *, unread: bool = False) -> QuerySet[Notice]:
    """Of every kind at most so many: unread ones before read ones, then the newest."""
    place = Window(
        RowNumber(),
        partition_by=["kind", OF_ORGANISATION],
        order_by=[FRESH_FIRST.asc(), "-created_at", "id"],
    )
    found = _of(actor, unread=unread).select_related("ticket__regulation", "ticket__agreement")
    whole = found.defer("ticket__regulation__content").annotate(place=place)
    return whole.filter(place__lte=most).order_by("place")


def unread_by_day(actor: Actor, since: datetime, zone: ZoneInfo) -> dict[date, int]:
    """How many unread ones came on each day of `zone`, from `since` on."""
    unread = doors.notices(actor).filter(read_at=None, created_at__gte=since).order_by()
    by_day = unread.annotate(day=TruncDate("created_at", tzinfo=zone)).values_list("day")
    return dict(by_day.annotate(many=Count("pk")))


def _of(actor: Actor, *, unread: bool) -> QuerySet[Notice]:
    known = doors.notices(actor)
    return known.filter(read_at=None) if unread else known

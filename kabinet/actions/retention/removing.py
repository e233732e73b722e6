"""Contents whose days are over are removed: a ticket at a time, each removal a fact of its journal. The row of the file
stays, with name, size and SHA-256, so that whoever has the content can still prove that it is this one."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kabinet.actions.contents import bucket
from kabinet.actions.journal import by_program
from kabinet.actions.retention.holds import is_held
from kabinet.actions.retention.terms import DataClass, class_of, days_of, kept_until, of_class
from kabinet.actions.tickets.drafts import stored
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.ticket_act import finish, take_up_by_program
from kabinet.records.models import File
from kabinet.records.security.reach import as_system
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Audience
from kabinet.regulation.fact_data.tickets import ContentRemoved
from kabinet.regulation.facts import Kind

REMOVING: Final = "retention"
# Of one ticket in one transaction, of one night, and tickets that are looked at together.
STEP, MOST, TICKETS = 20, 2_000, 100


def remove_over(*, at: datetime, most: int = MOST) -> int:
    """Removes what is over at `at`; how many contents. What is held is looked at again the next night."""
    if not any(days_of(kind) for kind in DataClass):
        return 0
    at, done = whole(at), 0
    for number in _tickets(at):
        while done < most and (count := _remove(at, number, min(STEP, most - done))):
            done += count
        if done >= most:
            break
    return done


def _tickets(at: datetime) -> Iterator[str]:
    """Numbers of those that have such files, by a look without a lock; the step looks again."""
    after = 0
    while True:
        with transaction.atomic(), as_system(REMOVING):
            rows = File.objects.filter(_over(at), ticket__gt=after).order_by("ticket_id")
            found = list(rows.values_list("ticket_id", "ticket__number").distinct()[:TICKETS])
        yield from (number for _key, number in found)
        if len(found) < TICKETS:
            return
        after = found[-1][0]


def _over(at: datetime) -> Q:
    """Of tickets that were closed so long ago that it may be their day; that is asked of each file."""
    over = Q(pk=None)
    for kind in DataClass:
        if days := days_of(kind):
            over |= of_class(kind) & Q(ticket__closed_at__lt=at - timedelta(days=days))
    return Q(over, removed_at=None)


def _remove(at: datetime, number: str, most: int) -> int:
    """The next of this ticket; 0 when there are none, or it is held."""
    with transaction.atomic(), as_system(REMOVING):
        work = take_up_by_program(REMOVING, at, number)
        if is_held(work.ticket, at):
            return 0
        rows = File.objects.select_for_update().filter(_over(at), ticket=work.ticket).order_by("pk")
        gone = [each for each in rows[: most + STEP] if _is_over(each, work.ticket.closed_at, at)][:most]
        for file in gone:
            told = ContentRemoved(
                file=file.name, sha256=file.sha256, size=file.size, days=days_of(class_of(file.name))
            )
            by_program.write(work, Kind.CONTENT_REMOVED, told, audience=Audience(file.audience))
        names = [each.content_key or each.pk for each in gone]
        File.objects.filter(pk__in=[each.pk for each in gone]).update(content=None, removed_at=at)
        finish(work)
    _let_go(names)
    return len(gone)


def _is_over(file: File, closed_at: datetime | None, at: datetime) -> bool:
    last = kept_until(file.name, closed_at)
    return last is not None and last < vendor_day(at)


def _let_go(names: Sequence[UUID]) -> None:
    """Behind the transaction: what another file refers to stays. A worker that is killed here leaves it to the sweeps."""
    stored.release(names)
    if bucket.is_named():
        with suppress(bucket.Away):
            bucket.remove(set(names) - stored.named(names))

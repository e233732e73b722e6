"""The head of a day: one digest over the last link of every chain that grew, and over the head before (docs/evidence.md).

Whoever wrote down one head, or has it in a pack, can tell whether anything of the days up to it was changed since.
"""

from datetime import date, datetime, timedelta

from django.db import connection, transaction

from kabinet.actions.evidence.sums import head_digest, leaf_digest, path_of, root_of
from kabinet.records.models import JournalHead, JournalLeaf
from kabinet.records.security.reach import as_system
from kabinet.records.versions.vendor_names import vendor_day

SEALING, PROVING = "the head of a day", "where a ticket stands in the head of its day"
# Chains that have more links than any leaf of theirs knows, in the order of their tickets.
GROWN = """
INSERT INTO journal_leaf (day, place, ticket, nth, link)
SELECT %s, row_number() OVER (ORDER BY t.id) - 1, t.id, l.nth, l.link FROM ticket t
JOIN LATERAL (SELECT k.nth, k.link FROM journal_link k WHERE k.ticket = t.id ORDER BY k.nth DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT f.nth FROM journal_leaf f WHERE f.ticket = t.id ORDER BY f.nth DESC LIMIT 1) known ON true
WHERE l.nth > coalesce(known.nth, 0)"""


def seal_day(*, at: datetime) -> JournalHead | None:
    """The head of the vendor's day that is over; None when it is made already. What is told later is in a later one."""
    day = vendor_day(at) - timedelta(days=1)
    with transaction.atomic(), as_system(SEALING):
        former = JournalHead.objects.order_by("-day").first()
        if former is not None and former.day >= day:
            return None
        with connection.cursor() as cursor:
            cursor.execute(GROWN, [day])
        leaves = _leaves(day)
        root, before = root_of(leaves), bytes(former.head) if former else b""
        return JournalHead.objects.create(
            day=day,
            count=len(leaves),
            root=root,
            former=before,
            head=head_digest(before, day.isoformat(), len(leaves), root),
            made_at=at,
        )


def path_to(day: date, place: int) -> list[tuple[str, str]]:
    """From a leaf of that day to its root."""
    with as_system(PROVING):
        return path_of(_leaves(day), place)


def _leaves(day: date) -> list[bytes]:
    rows = JournalLeaf.objects.filter(day=day).order_by("place").values_list("ticket", "nth", "link")
    return [leaf_digest(ticket, nth, bytes(link)) for ticket, nth, link in rows.iterator()]

"""Whether the journal is still what its chains and heads say: each row, each place, each day."""

from collections.abc import Collection, Iterator

from django.db import connection, transaction

from kabinet.actions.evidence.sums import head_digest, leaf_digest, root_of
from kabinet.records.models import JournalHead, JournalLeaf
from kabinet.records.security.reach import as_system

CHECKING = "the chains of the journal are checked"
# Links with what stands before them, and rows that have none.
WRONG = """
SELECT f.ticket, f.nth, CASE
    WHEN f.id IS NULL THEN 'its row is not there'
    WHEN f.nth <> f.before + 1 THEN 'rows before it are not there'
    WHEN f.ticket <> f.of THEN 'its row is another ticket''s'
    ELSE 'it is not what was written' END
FROM (SELECT l.ticket, l.nth, l.link, j.id, j.ticket_id AS of,
    coalesce(lag(l.nth) OVER chain, 0) AS before, coalesce(lag(l.link) OVER chain, ''::bytea) AS former,
    kabinet_entry_digest(kabinet_entry_parts(j, m.text), l.salt) AS digest
  FROM journal_link l LEFT JOIN journal_entry j ON j.id = l.entry LEFT JOIN message m ON m.id = j.message_id
  WHERE l.ticket = ANY(%(tickets)s)
  WINDOW chain AS (PARTITION BY l.ticket ORDER BY l.nth)) f
WHERE f.id IS NULL OR f.nth <> f.before + 1 OR f.ticket <> f.of OR f.link <> sha256(f.former || f.digest)
UNION ALL
SELECT j.ticket_id, 0, 'row ' || j.id || ' stands in no chain' FROM journal_entry j
WHERE j.ticket_id = ANY(%(tickets)s) AND NOT EXISTS (SELECT FROM journal_link l WHERE l.entry = j.id)
ORDER BY 1, 2"""
# Leaves whose link is not the chain's.
PARTED = """SELECT f.ticket, f.nth FROM journal_leaf f LEFT JOIN journal_link l ON l.ticket = f.ticket AND l.nth = f.nth
WHERE l.link IS DISTINCT FROM f.link ORDER BY 1, 2"""


def chain_faults(tickets: Collection[int]) -> Iterator[tuple[int, str]]:
    """A ticket's key and what is wrong with its chain. Needs the whole reach."""
    with connection.cursor() as cursor:
        cursor.execute(WRONG, {"tickets": list(tickets)})
        rows = cursor.fetchall()
    yield from ((ticket, f"link {nth}: {fault}") for ticket, nth, fault in rows)


def head_faults() -> Iterator[str]:
    """What is wrong with the heads of the days: with each one, with its leaves, and with what it follows."""
    with transaction.atomic(), as_system(CHECKING):
        former = b""
        for row in JournalHead.objects.order_by("day"):
            leaves = JournalLeaf.objects.filter(day=row.day).order_by("place")
            found = [leaf_digest(leaf.ticket, leaf.nth, bytes(leaf.link)) for leaf in leaves.iterator()]
            head = head_digest(former, row.day.isoformat(), len(found), root_of(found))
            if head != bytes(row.head):
                yield f"the head of {row.day} is not what was written"
            former = bytes(row.head)
        with connection.cursor() as cursor:
            cursor.execute(PARTED)
            parted = cursor.fetchall()
    yield from (
        f"link {nth} of ticket {ticket} is not what the head of its day knows" for ticket, nth in parted
    )

"""What proves the journal of a ticket to somebody outside: its chain, heads of the days that know it, its runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from kabinet.records.doors.tickets import journal
from kabinet.records.models import ClockRun, JournalHead, JournalLeaf, Ticket
from kabinet.records.reached import reached
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, reach

CHAIN = """SELECT l.nth, l.entry, l.salt, l.link, kabinet_entry_parts(j, m.text),
  kabinet_entry_digest(kabinet_entry_parts(j, m.text), l.salt)
FROM journal_link l JOIN journal_entry j ON j.id = l.entry LEFT JOIN message m ON m.id = j.message_id
WHERE l.ticket = %s ORDER BY l.nth"""
PROVING = "links of rows that the reader may not see"


@dataclass(frozen=True, slots=True)
class Link:
    """One row's place. `parts` are what it says, nothing of a row that is not this reader's."""

    nth: int
    link: bytes
    digest: bytes
    salt: bytes
    parts: Sequence[str | None] | None


def chain(actor: Actor, ticket: Ticket) -> list[Link]:
    """The whole chain of a ticket that the actor reached by its door."""
    seen = set(journal(actor, ticket).values_list("pk", flat=True))
    with as_system(PROVING), connection.cursor() as cursor:
        cursor.execute(CHAIN, [ticket.pk])
        rows = cursor.fetchall()
    return [
        Link(
            nth,
            bytes(link),
            bytes(digest),
            bytes(salt) if entry in seen else b"",
            parts if entry in seen else None,
        )
        for nth, entry, salt, link, parts, digest in rows
    ]


def latest_leaf(actor: Actor, ticket: Ticket) -> JournalLeaf | None:
    """Where the last head that knows the ticket has its link."""
    with as_system(PROVING):
        return JournalLeaf.objects.filter(ticket=ticket.pk).order_by("-nth").first()


def heads(actor: Actor, since: date | None = None) -> list[JournalHead]:
    """The heads of the days from that one on, the last one without it. They say nothing of any ticket."""
    with as_system(PROVING):
        rows = JournalHead.objects.order_by("-day")
        return list(rows[:1]) if since is None else list(rows.filter(day__gte=since))[::-1]


def judged(actor: Actor, partner: int, begun: datetime, until: datetime) -> QuerySet[ClockRun]:
    """Runs of clocks on the partner's tickets that fell due in that time, as far as the actor reaches them."""
    rows = ClockRun.objects.filter(
        reached(reach(actor)), partner=partner, due_at__gte=begun, due_at__lt=until
    )
    return rows.select_related("ticket").order_by("due_at", "id")

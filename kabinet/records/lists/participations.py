"""Where a client's person takes part in joint work (P5c), what closed to them meanwhile included."""

from datetime import datetime
from typing import NamedTuple

from kabinet.records.models import JournalEntry, Participant, Ticket
from kabinet.records.security.reach import as_system
from kabinet.records.versions import leg_of
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.facts import Kind

OWN = "a participant asks where they take part"


class Participation(NamedTuple):
    """One invitation. Of a ticket that the reader does not reach now nothing is told but its number and why: `ended`, or
    `closed` since when its `level` has no participants."""

    number: str
    subject: str
    status: str
    level: int
    ended: datetime | None
    closed: datetime | None

    @property
    def open(self) -> bool:
        """Whether it can be read now."""
        return self.ended is None and self.closed is None


def participations(actor: Actor, number: str = "") -> list[Participation]:
    """The reader's own, of this ticket alone where it is named, the last invitation to each, the newest first."""
    if actor.kind is not OrgKind.CLIENT or not actor.confirmed:
        return []
    with as_system(OWN):
        rows = Participant.objects.filter(person=actor.person, client=actor.organisation)
        if number:
            rows = rows.filter(ticket__number=number.strip().upper())
        last = {
            row.ticket_id: row for row in rows.select_related("ticket__regulation").order_by("invited_at")
        }
        return [_told(row) for row in reversed(last.values())]


def _told(row: Participant) -> Participation:
    ticket, closed = row.ticket, None
    if row.ended_at is None and leg_of(ticket).level(ticket.level).partner_only:
        closed = _fell(ticket)
    seen = row.ended_at is None and closed is None
    subject, status = (ticket.subject, ticket.status) if seen else ("", "")
    return Participation(ticket.number, subject, status, ticket.level, row.ended_at, closed)


def _fell(ticket: Ticket) -> datetime:
    rows = JournalEntry.objects.filter(ticket=ticket, kind__in=(Kind.LEVEL_CHANGED, Kind.LOWERED))
    last = rows.order_by("-occurred_at", "-id").values_list("occurred_at", flat=True).first()
    return last or ticket.registered_at

"""Tickets, and everything that hangs on one; those that were imported."""

from uuid import UUID

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.doors.papers import drafts
from kabinet.records.mergers import origins
from kabinet.records.models import (
    ClockRun,
    File,
    ImportedFile,
    ImportedMessage,
    ImportedTicket,
    JournalEntry,
    Message,
    Sheet,
    Ticket,
    TicketLink,
)
from kabinet.records.reached import heard, reached, reached_tickets
from kabinet.regulation.access import Actor, reach
from kabinet.regulation.legs import LegCode

# What its terms need; the parties are named on the ticket itself.
WITH = ("regulation", "calendar", "agreement")
# What a version says in full stays where it is: its code is enough.
NOT_IN_FULL = ("regulation__content", "calendar__content")


def tickets(actor: Actor) -> QuerySet[Ticket]:
    """Every ticket that the actor reaches, of both legs."""
    return Ticket.objects.filter(reached_tickets(reach(actor)))


def ticket(actor: Actor, number: str, *, for_update: bool = False) -> Ticket:
    """The ticket with this number and its versions; locked when it is to be changed. Else Closed.

    Somebody who reads tickets and changes none (an auditor) gets it unlocked: the law then refuses with its reason.
    """
    query = tickets(actor).select_related(*WITH).defer(*NOT_IN_FULL).filter(number=number.strip().upper())
    found = query.select_for_update(of=("self",)).first() if for_update else None
    found = found or query.first()
    if found is None:
        raise Closed
    return found


def linked(actor: Actor, ticket: Ticket) -> Ticket | None:
    """The other ticket of a passing on with its sheet, if the actor reaches it: the client ticket, or the newest vendor
    ticket; where that one was merged, the one in which its matter goes on."""
    known = tickets(actor).select_related(*WITH, "sheet").defer(*NOT_IN_FULL)
    if ticket.leg == LegCode.VENDOR:
        return known.filter(pk=ticket.origin_id).first() if ticket.origin_id else None
    found = known.filter(origin=ticket).order_by("-id").first()
    while found is not None and found.closed_at is not None:
        main = TicketLink.objects.filter(ticket=found, kind=TicketLink.Kind.DUPLICATED).values("other")[:1]
        goes_on = known.filter(pk__in=main).first()
        if goes_on is None:
            break
        found = goes_on
    return found


def clients(actor: Actor, vendor: Ticket) -> list[Ticket]:
    """Every client ticket whose matter goes on in this vendor ticket and that the actor reaches, the eldest first."""
    found = tickets(actor).select_related(*WITH).defer(*NOT_IN_FULL).filter(pk__in=origins(vendor.number))
    return list(found.order_by("id"))


def carried(actor: Actor, vendor: Ticket) -> list[int]:
    """Keys of the client's messages that were passed on with the ticket."""
    copies = messages(actor, vendor).filter(relayed_from__isnull=False)
    return [key for key in copies.values_list("relayed_from", flat=True) if key is not None]


def messages(actor: Actor, ticket: Ticket) -> QuerySet[Message]:
    """What was said and the actor may hear, in the order in which it occurred."""
    return Message.objects.filter(heard(reach(actor)), ticket=ticket).order_by("occurred_at", "id")


def message(actor: Actor, ticket: Ticket, key: int) -> Message:
    """One of them, or Closed."""
    found = messages(actor, ticket).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def files(actor: Actor, ticket: Ticket) -> QuerySet[File]:
    """The ticket's files that the actor may see, in the order in which they came."""
    return File.objects.filter(heard(reach(actor)), ticket=ticket).order_by("uploaded_at", "id")


def file(actor: Actor, key: UUID) -> File:
    """A file of a ticket, or one that waits with a draft of the actor or of their organisation; else Closed."""
    found = File.objects.filter(heard(reach(actor)), pk=key, ticket__isnull=False).first()
    waiting = Q(uploaded_by=actor.person) | Q(draft__in=drafts(actor))
    found = found or File.objects.filter(waiting, pk=key, ticket__isnull=True).first()
    if found is None:
        raise Closed
    return found


def journal(actor: Actor, ticket: Ticket) -> QuerySet[JournalEntry]:
    """The ticket's facts that the actor may see, in the order in which they occurred."""
    return JournalEntry.objects.filter(heard(reach(actor)), ticket=ticket).order_by("occurred_at", "id")


def clock_runs(actor: Actor, ticket: Ticket) -> QuerySet[ClockRun]:
    """Every run of every clock, in the order of their starts."""
    return ClockRun.objects.filter(reached(reach(actor)), ticket=ticket).order_by("started_at", "name", "run")


def sheet(actor: Actor, ticket: Ticket) -> Sheet:
    """What the registration form said; Closed when the ticket is not reached."""
    found = Sheet.objects.filter(reached(reach(actor)), ticket=ticket).first()
    if found is None:
        raise Closed
    return found


# History of another desk (docs/import.md): who reads tickets of its client and partner reads it; who takes part in the joint
# work of one ticket does not.
def imported_tickets(actor: Actor) -> QuerySet[ImportedTicket]:
    """Every one that the actor reads, the last closed first."""
    return ImportedTicket.objects.filter(reached(reach(actor))).order_by("-closed_at", "-id")


def imported_ticket(actor: Actor, key: int) -> ImportedTicket:
    """One of them, or Closed."""
    found = imported_tickets(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def imported_messages(actor: Actor, ticket: ImportedTicket) -> QuerySet[ImportedMessage]:
    """What was said in it and the actor may hear, in its order, with the files."""
    said = ImportedMessage.objects.filter(_heard_there(actor), ticket=ticket).prefetch_related("files")
    return said.order_by("place")


def imported_file(actor: Actor, key: UUID) -> ImportedFile:
    """A file of a message that the actor may hear, or Closed."""
    found = ImportedFile.objects.filter(_heard_there(actor), pk=key).first()
    if found is None:
        raise Closed
    return found


def _heard_there(actor: Actor) -> Q:
    seen = reach(actor)
    if seen.everything:
        return reached(seen)
    return reached(seen) & Q(audience__in=sorted(seen.audiences))

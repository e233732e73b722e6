"""What stops the removal of a ticket's contents, however long ago it was closed."""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q

from kabinet.records.models import Export, Ticket, TicketLink, Violation
from kabinet.records.versions import leg_of
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.ticket.lifecycle import reopens_until

# The list of exports under which packs of evidence are ordered (pages/evidence), and what such an order says.
EVIDENCE: Final = "evidence"


def is_held(ticket: Ticket, at: datetime) -> bool:
    """It is open, or can be opened again; an objection opens it, so none waits on a closed one. The other leg's ticket, or
    the one of which this is a duplicate, is open. A violation that was not withdrawn rests on it. A pack of evidence of it
    is ordered and not made yet."""
    if ticket.closed_at is None or reopens_until(vendor_day(ticket.closed_at), leg_of(ticket)) >= vendor_day(
        at
    ):
        return True
    other = Ticket.objects.filter(Q(pk=ticket.origin_id) | Q(origin=ticket))
    duplicated = TicketLink.objects.filter(ticket=ticket, kind=TicketLink.Kind.DUPLICATED)
    numbers = [ticket.number, *other.values_list("number", flat=True)]
    rests = Q()
    for number in numbers:
        rests |= Q(evidence__tickets__contains=number)
    ordered = [urlencode({"kind": "ticket", "of": number}) for number in numbers]
    return (
        other.filter(closed_at=None).exists()
        or duplicated.filter(other__closed_at=None).exists()
        or Violation.objects.filter(rests, withdrawn_at=None).exists()
        or Export.objects.filter(listing=EVIDENCE, state=Export.State.WAITING, given__in=ordered).exists()
    )

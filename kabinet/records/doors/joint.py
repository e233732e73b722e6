"""Joint work: who of the client takes part in a vendor ticket, and who could (P5c)."""

from django.db.models import Q

from kabinet.records.doors.people import Contact, people
from kabinet.records.models import Participant, Ticket
from kabinet.records.reached import reached
from kabinet.regulation.access import Actor, reach
from kabinet.regulation.access_grants import WRITERS


def participants(actor: Actor, ticket: Ticket) -> list[Participant]:
    """Who takes part now, in the order in which they were invited; on a level without participants they wait."""
    if ticket.leg != "vendor":
        return []
    seen = reach(actor)
    of_it = reached(seen) | Q(ticket__in=sorted(seen.participates))
    return list(Participant.objects.filter(of_it, ticket=ticket, ended_at=None).order_by("invited_at", "id"))


def invitable(actor: Actor, ticket: Ticket) -> list[Contact]:
    """The client's confirmed contacts who may write: those in whose name support is given (U3.4b)."""
    return [each for each in people(actor, ticket.client_id) if WRITERS.intersection(each.roles)]

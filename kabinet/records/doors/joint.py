"""Joint work: who of the client could be invited into a vendor ticket (P5c)."""

from kabinet.records.doors.people import Contact, people
from kabinet.records.models import Ticket
from kabinet.regulation.access import WRITERS, Actor


def invitable(actor: Actor, ticket: Ticket) -> list[Contact]:
    """The client's confirmed contacts who may write: those in whose name support is given (U3.4b)."""
    return [each for each in people(actor, ticket.client_id) if WRITERS.intersection(each.roles)]

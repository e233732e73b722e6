"""Who works on a ticket."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.records import doors
from kabinet.records.models import Ticket
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.tickets import Assigned, Taken
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

STRANGER = Text("Этому человеку обращение назначить нельзя", "The ticket cannot be given to this person")
COLLEAGUES = Text("Выберите сотрудника поддержки из списка", "Choose one of the support staff")


def take_ticket(*, actor: Actor, at: datetime, number: str, version: int | None = None) -> Ticket:
    """Takes the ticket on oneself. It stops no clock (U3.6c)."""
    with act(actor=actor, at=at, number=number, act=Act.TAKE, version=version) as work:
        _give(work, actor.person, actor.name)
        record(work, Kind.TAKEN, Taken(assignee_id=actor.person, assignee=actor.name))
    return work.ticket


def assign_ticket(
    *, actor: Actor, at: datetime, number: str, assignee: int, version: int | None = None
) -> Ticket:
    """Gives the ticket to a colleague; Invalid when they are none. It stops no clock."""
    with act(actor=actor, at=at, number=number, act=Act.ASSIGN, version=version) as work:
        name = _colleague(actor, assignee)
        _give(work, assignee, name)
        record(work, Kind.ASSIGNED, Assigned(assignee_id=assignee, assignee=name))
    return work.ticket


def _give(work: Work, person: int, name: str) -> None:
    work.ticket.assignee_id, work.ticket.assignee_name = person, name


def _colleague(actor: Actor, person: int) -> str:
    for contact in doors.colleagues(actor):
        if contact.person.pk == person:
            return contact.person.name
    raise Invalid("assignee", STRANGER, COLLEAGUES)

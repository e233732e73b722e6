"""A client's contact is invited into a vendor ticket, and takes leave of it (P5c)."""

from datetime import datetime

from kabinet.actions.journal.entries import record
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.ticket_act import act
from kabinet.actions.unit.work import Work
from kabinet.actions.vendor.joint import guest
from kabinet.records import doors
from kabinet.records.doors import Contact
from kabinet.records.models import Participant, Ticket
from kabinet.regulation.access import Act, Actor, Audience, Leaving
from kabinet.regulation.fact_data.tickets import Invited, Left
from kabinet.regulation.facts import Kind
from kabinet.regulation.text import Text

NOT_A_CONTACT = Text(
    "Это не подтверждённое контактное лицо этого клиента", "This is no confirmed contact of the client"
)
CHOOSE = Text("Выберите контактное лицо из списка", "Choose a contact of the list")
THERE = Text("Этот человек уже участвует", "This person takes part already")
NOT_THERE = Text("Этот человек уже не участвует", "This person takes part no more")
LOOK = Text("Посмотрите, кто участвует сейчас", "See who takes part now")


def invite_participant(
    *, actor: Actor, at: datetime, number: str, person: int, version: int | None = None
) -> Ticket:
    """The partner lets a contact of the client read and write the joint talk of a vendor ticket, on levels 1 to 3."""
    with act(actor=actor, at=at, number=number, act=Act.INVITE, version=version) as work:
        contact = _contact(work, person)
        _take_in(work, contact)
        data = Invited(name=contact.person.name, person=person, called=(person,))
        record(work, Kind.INVITED, data, audience=Audience.JOINT, clause="P5c")
    return work.ticket


def end_participation(
    *, actor: Actor, at: datetime, number: str, person: int, version: int | None = None
) -> Ticket:
    """The partner ends somebody's part, or a participant the own one; what they wrote stays."""
    with (
        guest(actor, number),
        act(
            actor=actor,
            at=at,
            number=number,
            act=Act.LEAVE,
            version=version,
            typed=Leaving(participant=person),
        ) as work,
    ):
        row = _of(work, person)
        if row is None:
            raise Invalid("person", NOT_THERE, LOOK)
        row.ended_at = work.at
        row.save(update_fields=["ended_at"])
        record(work, Kind.LEFT, Left(name=row.person_name, person=person), audience=Audience.JOINT)
    return work.ticket


def _contact(work: Work, person: int) -> Contact:
    found = (each for each in doors.invitable(work.actor, work.ticket) if each.person.pk == person)
    contact = next(found, None)
    if contact is None:
        raise Invalid("person", NOT_A_CONTACT, CHOOSE)
    if _of(work, person) is not None:
        raise Invalid("person", THERE, LOOK)
    return contact


def _of(work: Work, person: int) -> Participant | None:
    return Participant.objects.filter(ticket=work.ticket, person=person, ended_at=None).first()


def _take_in(work: Work, contact: Contact) -> None:
    ticket = work.ticket
    Participant.objects.create(
        ticket=ticket,
        leg=ticket.leg,
        client_id=ticket.client_id,
        partner_id=ticket.partner_id,
        person=contact.person,
        person_name=contact.person.name,
        invited_by_id=work.actor.person,
        invited_at=work.at,
    )

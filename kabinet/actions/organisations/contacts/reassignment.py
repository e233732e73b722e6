"""What was somebody's goes to a colleague or back to everybody: tickets, rules; what they watched and drafted ends."""

from django.db.models import Q, QuerySet

from kabinet.actions.desk.several import hold
from kabinet.actions.journal import by_program
from kabinet.actions.organisations.contacts.memberships import elsewhere
from kabinet.actions.tickets.drafts.stored import release_afterwards
from kabinet.actions.unit import ticket_work
from kabinet.actions.unit.mistakes import mistaken
from kabinet.actions.unit.organisation_act import OrganisationWork
from kabinet.actions.unit.ticket_act import finish, waiting_clients
from kabinet.actions.unit.work import system
from kabinet.actions.vendor import linked_tickets
from kabinet.records.models import (
    AssignmentRule,
    Draft,
    File,
    Membership,
    Participant,
    Person,
    Ticket,
    Watcher,
)
from kabinet.regulation.access import Audience, OrgKind
from kabinet.regulation.fact_data.tickets import Assigned, Left
from kabinet.regulation.facts import Kind
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.contact_roles import WORKING

REASON = "contact removed"


def let_go(work: OrganisationWork, person: int, heir: int | None, *, leaves: bool = False) -> int:
    """Gives open tickets back, or to `heir`, a colleague of this organisation; how many. `leaves`: the person goes
    altogether, and what they had beside tickets is looked after too."""
    successor = _successor(work, person, heir)
    theirs = list(assigned(work, person))
    hold(theirs)
    given = sum(_handed_over(work, ticket.number, person, successor) for ticket in theirs)
    _rules(work, person, successor)
    if leaves:
        _discard(work, person)
        _stop_watching(work, person)
    return given


def assigned(work: OrganisationWork, person: int) -> QuerySet[Ticket]:
    """The open tickets that the person works on for this organisation; all of them when they work for no other."""
    open_ones = Ticket.objects.filter(assignee=person, closed_at=None)
    if not elsewhere(work, person):
        return open_ones
    if work.organisation.kind == OrgKind.VENDOR:
        return open_ones.filter(leg=LegCode.VENDOR)
    return open_ones.filter(leg=LegCode.CLIENT, partner=work.organisation)


def naming(work: OrganisationWork, person: int) -> QuerySet[Ticket]:
    """The open tickets of this organisation whose contact the person is; they stay so, flagged (U3.4b, P4.4)."""
    ours = {"leg": LegCode.CLIENT, "client": work.organisation}
    if work.organisation.kind == OrgKind.PARTNER:
        ours = {"leg": LegCode.VENDOR, "partner": work.organisation}
    return Ticket.objects.filter(contact=person, closed_at=None, **ours)


def _successor(work: OrganisationWork, person: int, heir: int | None) -> Person | None:
    if heir is None:
        return None
    rows = Membership.objects.filter(
        organisation=work.organisation,
        person=heir,
        ended_at=None,
        confirmed_at__isnull=False,
        role__in=[role.value for role in WORKING],
    )
    found = rows.select_related("person").first()
    if found is None or heir == person:
        raise mistaken(
            "heir",
            "Этому человеку обращения передать нельзя",
            "The tickets cannot be given to this person",
        )
    return found.person


def _handed_over(work: OrganisationWork, number: str, person: int, successor: Person | None) -> bool:
    """One ticket, with what fell due before on record; by the program, because who removes need not work on tickets. False
    for one that ended, or went to somebody else, while it was waited for."""
    clients = waiting_clients(number, work.at)
    mine = linked_tickets.locked().filter(number=number, assignee=person, closed_at=None).first()
    if mine is None:
        return False
    on_ticket = ticket_work.take_up(system(REASON), work.at, mine, clients)
    ticket_work.settle(on_ticket)
    data = (
        Assigned(assignee_id=successor.pk, assignee=successor.name)
        if successor
        else Assigned(assignee_id=None)
    )
    done = by_program.write(on_ticket, Kind.ASSIGNED, data)
    if done:
        mine.assignee, mine.assignee_name = successor, successor.name if successor else ""
    finish(on_ticket)
    return done


def _rules(work: OrganisationWork, person: int, successor: Person | None) -> None:
    """A rule that gives tickets to somebody who is not there gives them to the successor, or is no more."""
    rules = AssignmentRule.objects.filter(organisation=work.organisation, assignee=person)
    if successor is None:
        rules.delete()
    else:
        rules.update(assignee=successor)


def _discard(work: OrganisationWork, person: int) -> None:
    """Drafts that were the person's alone, with their files; what the organisation prepares together stays."""
    drafts = Draft.objects.filter(person=person, organisation=work.organisation).exclude(
        kind=Draft.Kind.PASS_ON
    )
    files = File.objects.filter(draft__in=drafts, ticket=None)
    names = [each.content_key or each.pk for each in files]
    files.delete()
    drafts.delete()
    release_afterwards(names)


def _stop_watching(work: OrganisationWork, person: int) -> None:
    of = Q(client=work.organisation) | Q(partner=work.organisation)
    if work.organisation.kind == OrgKind.VENDOR:
        of = Q(leg=LegCode.VENDOR)
    Watcher.objects.filter(of, person=person).delete()
    parts = Participant.objects.select_related("ticket").filter(of, person=person, ended_at=None)
    for part in parts.order_by("ticket"):
        _leave(work, part)


def _leave(work: OrganisationWork, part: Participant) -> None:
    """Joint work goes on without them, and its history says so."""
    clients = waiting_clients(part.ticket.number, work.at)
    on_ticket = ticket_work.take_up(
        system(REASON), work.at, linked_tickets.locked().get(pk=part.ticket_id), clients
    )
    ticket_work.settle(on_ticket)
    by_program.write(
        on_ticket, Kind.LEFT, Left(name=part.person_name, person=part.person_id), audience=Audience.JOINT
    )
    part.ended_at = on_ticket.at
    part.save(update_fields=["ended_at"])
    finish(on_ticket)

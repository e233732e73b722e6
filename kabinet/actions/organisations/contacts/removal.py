"""A contact is removed: out at once, with everything that was theirs looked after (U5d, P6.3)."""

from datetime import datetime

from kabinet.actions.notices import subjects
from kabinet.actions.notices.contact_recipients import heads
from kabinet.actions.organisations.contacts import clauses, memberships
from kabinet.actions.organisations.contacts.reassignment import let_go
from kabinet.actions.organisations.contacts.role_names import said
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records.models import Certificate, Membership, Person
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import ContactRemoved
from kabinet.regulation.organisation.contact_roles import HEAD_OF


def remove_contact(
    *,
    actor: Actor,
    at: datetime,
    organisation: int,
    person: int,
    heir: int | None = None,
    aware: bool = False,
    right: Act = Act.MANAGE_CONTACTS,
) -> None:
    """Ends everything the person holds there: sessions end, tickets go to the queue or to `heir`, unsent drafts go.

    What they wrote stays. `aware` says that the last administrator knows what follows. Somebody who still waits is
    withdrawn in the same way. Raises Mistaken, Refused, doors.Closed.
    """
    with organisation_act(actor=actor, at=at, organisation=organisation, act=right) as work:
        rows = memberships.held(work, person)
        kind = memberships.kind_of(work)
        heads_it = any(row.role == HEAD_OF[kind] and row.confirmed_at for row in rows)
        if heads_it and not aware and not memberships.other_heads(work, person):
            raise memberships.unaware(kind)
        Membership.objects.filter(pk__in=[row.pk for row in rows]).update(
            ended_at=work.at, decided_by=work.actor.person
        )
        _shut_out(work, person)
        given = let_go(work, person, heir, leaves=True)
        roles = said(row.role for row in rows)
        data = ContactRemoved(name=rows[0].person.name, roles=roles, given=given)
        clause = clauses.of(clauses.CHANGED, kind)
        work.record("contact_removed", data, person=person, clause=clause)
        work.tell(heads(work.organisation.pk), "contact_removed", data, about=subjects.people(organisation))


def _shut_out(work: OrganisationWork, person: int) -> None:
    """No session and no link of the person goes on; a certificate that was only handed in is taken back."""
    found = Person.objects.select_for_update().get(pk=person)
    end_sessions(found, work.at)
    found.save(update_fields=["sessions_since"])
    if not memberships.elsewhere(work, person):
        Certificate.objects.filter(person_id=person, pending=True).delete()

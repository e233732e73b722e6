"""Rights of a contact, given and taken (U5a, U5c, P6.1)."""

from collections.abc import Collection
from datetime import datetime

from kabinet.actions.notices import subjects
from kabinet.actions.notices.contact_recipients import ask_vendor
from kabinet.actions.organisations.contacts import clauses, memberships
from kabinet.actions.organisations.contacts.memberships import Paper
from kabinet.actions.organisations.contacts.reassignment import let_go
from kabinet.actions.organisations.contacts.role_names import said
from kabinet.actions.organisations.papers.certificates import record_entry
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act
from kabinet.records.models import Membership
from kabinet.regulation.access import Act, Actor, Role
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import ContactRights
from kabinet.regulation.organisation.contact_roles import HEAD_OF, WORKING


def change_rights(
    *,
    actor: Actor,
    at: datetime,
    organisation: int,
    person: int,
    roles: Collection[Role],
    paper: Paper | None = None,
    heir: int | None = None,
    aware: bool = False,
    right: Act = Act.MANAGE_CONTACTS,
    quiet: bool = False,
) -> bool:
    """The person holds exactly `roles` from now on, with the certificate that was handed in; False when they did already.

    Whoever works on tickets no more gives them back to the queue, or to `heir`. `aware` says that the last
    administrator knows what follows from giving that right up. Raises Mistaken, Refused, doors.Closed.
    """
    try:
        with organisation_act(actor=actor, at=at, organisation=organisation, act=right) as work:
            rows = memberships.held(work, person)
            kind = memberships.kind_of(work)
            wanted, present = memberships.checked(kind, roles), [Role(row.role) for row in rows]
            if set(wanted) == set(present):
                if (entered := memberships.certify(work, person, wanted, (), paper)) is None:
                    raise _Nothing
                record_entry(work, entered, rows[0].person.name)
                return True
            _change(work, rows, wanted, paper=paper, heir=heir, aware=aware, quiet=quiet)
    except _Nothing:
        return False
    return True


def _change(
    work: OrganisationWork,
    rows: list[Membership],
    wanted: list[Role],
    *,
    paper: Paper | None,
    heir: int | None,
    aware: bool,
    quiet: bool,
) -> None:
    """What `rows` hold ends or goes on, what is new begins, and everybody concerned is told."""
    person, kind, present = rows[0].person, memberships.kind_of(work), [Role(row.role) for row in rows]
    _watch_head(work, rows, wanted, aware)
    _end(work, [row for row in rows if Role(row.role) not in wanted])
    gained = [role for role in wanted if role not in present]
    waiting = memberships.appoint(work, person.pk, gained, known=memberships.known_here(rows))
    entered = memberships.certify(work, person.pk, wanted, gained, paper)
    if entered and Role.AUTHORISED_EMPLOYEE in present:
        record_entry(work, entered, person.name)
    if WORKING & set(present) and not WORKING & set(wanted):
        let_go(work, person.pk, heir)
    data = _told(person.name, present, wanted)
    work.record("contact_rights", data, person=person.pk, clause=clauses.of(clauses.CHANGED, kind))
    work.tell([person.pk], "contact_rights", data, about=subjects.OWN_ACCESS)
    if waiting and not quiet:
        ask_vendor(work, "contact_added", {**lay_out(data), "roles": said(waiting)})


class _Nothing(Exception):
    """Nothing is different, so nothing happened."""


def _watch_head(work: OrganisationWork, rows: list[Membership], wanted: list[Role], aware: bool) -> None:
    """The last administrator does not give the right up unawares."""
    kind = memberships.kind_of(work)
    head = HEAD_OF[kind]
    loses = any(row.role == head and row.confirmed_at for row in rows) and head not in wanted
    if loses and not aware and not memberships.other_heads(work, rows[0].person_id):
        raise memberships.unaware(kind)


def _end(work: OrganisationWork, rows: list[Membership]) -> None:
    keys = [row.pk for row in rows]
    Membership.objects.filter(pk__in=keys).update(ended_at=work.at, decided_by=work.actor.person)


def _told(name: str, present: list[Role], wanted: list[Role]) -> ContactRights:
    return ContactRights(name=name, was=said(present), now=said(wanted))

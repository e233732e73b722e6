"""Whoever lost the device: their second factors end, by whoever may give them a new password (decision 23)."""

from datetime import datetime

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.contacts import memberships
from kabinet.actions.organisations.contacts.access_link import require_not_shared
from kabinet.actions.organisations.contacts.sessions import end_sessions
from kabinet.actions.unit.mistakes import mistaken
from kabinet.actions.unit.organisation_act import organisation_act, staff_of
from kabinet.records.models import AuthenticatorApp, Passkey, Person, RecoveryCode
from kabinet.regulation.access import Act, Actor
from kabinet.regulation.fact_data.organisations import Named
from kabinet.regulation.organisation.contact_roles import HEAD_OF


def reset_factors(*, actor: Actor, at: datetime, organisation: int, person: int) -> None:
    """App, keys and recovery codes of the person end, and their sessions; the password stays.

    By an administrator of the organisation, by the vendor's administrator for anybody. Raises Mistaken for one's
    own, where there are none, and where the person works for others as well; Refused, doors.Closed.
    """
    with organisation_act(actor=actor, at=at, organisation=organisation, act=Act.ISSUE_LINK) as work:
        memberships.held(work, person)
        if person == actor.person:
            raise mistaken(
                "person",
                "Свой второй фактор меняют в профиле, с паролем",
                "One's own second factor is changed on one's own page, with the password",
            )
        require_not_shared(actor, organisation, person)
        found = Person.objects.select_for_update().get(pk=person)
        if not end_factors(found, work.at):
            raise mistaken("person", "Второго фактора у сотрудника нет", "This person has no second factor")
        data = Named(name=found.name)
        work.record("factors_reset", data, person=person)
        work.tell([person], "factors_reset", data, about=subjects.OWN_ACCESS)
        others = set(staff_of(organisation, *HEAD_OF.values())) - {person}
        work.tell(others, "factors_reset", data, about=subjects.people(organisation))


def end_factors(person: Person, at: datetime) -> bool:
    """Whether there was any. Needs the whole reach."""
    tables = (AuthenticatorApp, Passkey, RecoveryCode)
    gone = sum(table.objects.filter(person=person).delete()[0] for table in tables)
    if gone:
        end_sessions(person, at)
        person.save(update_fields=["sessions_since"])
    return bool(gone)

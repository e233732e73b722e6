"""What removing a contact would bring with it, said before it is done."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kabinet.actions.organisations.contacts.memberships import kind_of, other_heads
from kabinet.actions.organisations.contacts.reassignment import assigned, naming
from kabinet.actions.unit.organisation_act import OrganisationWork
from kabinet.records import doors
from kabinet.records.models import Draft, Membership
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.contact_roles import HEAD_OF


@dataclass(frozen=True, slots=True)
class Consequences:
    """`tickets` are open and theirs, `named` are open and name them as the contact, `drafts` would be lost; `last_head`:
    nobody would administer the organisation."""

    tickets: int
    named: int
    drafts: int
    last_head: bool


def consequences(*, actor: Actor, at: datetime, organisation: int, person: int) -> Consequences:
    """Reads only. Raises doors.Closed when the person holds nothing there."""
    known = doors.organisation(actor, organisation)
    with transaction.atomic(), as_system("what removing a contact would do"):
        work = OrganisationWork(actor, at, known, law_of(actor), "")
        rows = Membership.objects.filter(organisation=organisation, person=person, ended_at=None)
        if not rows.exists():
            raise doors.Closed
        heads = rows.filter(role=HEAD_OF[kind_of(work)].value, confirmed_at__isnull=False).exists()
        drafts = Draft.objects.filter(person=person, organisation=organisation)
        return Consequences(
            tickets=assigned(work, person).count(),
            named=naming(work, person).count(),
            drafts=drafts.exclude(kind=Draft.Kind.PASS_ON).count(),
            last_head=heads and not other_heads(work, person),
        )

"""The frame of every act on an organisation: lock it, ask the law, write, tell; all of it or nothing.

with organisation_act(actor=actor, at=at, organisation=client, act=Act.MANAGE_CONTACTS) as work:
    membership = Membership.objects.create(...)
    work.record("contact_added", data, person=membership.person_id)
    work.tell(confirmers(), "contact_added", data, about=subjects.CONTACTS_TO_CONFIRM)
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify
from kabinet.actions.notices.subjects import About
from kabinet.actions.unit import permission
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.models import Licence, Membership, Organisation, OrganisationEntry
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force, day_of, law_of
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, Role, Typed
from kabinet.regulation.fact_data import OrganisationData, lay_out
from kabinet.regulation.pack import Pack

Data = Mapping[str, Any]


@dataclass(slots=True)
class OrganisationWork:
    """One organisation in the hands of one act; `entry` is the row that the act wrote."""

    actor: Actor
    at: datetime
    organisation: Organisation
    pack: Pack
    actor_organisation: str
    entry: OrganisationEntry | None = field(default=None)

    def record(
        self,
        kind: str,
        data: OrganisationData,
        *,
        person: int | None = None,
        clause: str = "",
        partner: int | None = None,
    ) -> None:
        """The act's one row in the organisation's journal."""
        self.entry = self.record_of(
            self.organisation.pk, kind, data, person=person, clause=clause, partner=partner
        )

    def record_of(
        self,
        organisation: int,
        kind: str,
        data: OrganisationData,
        *,
        person: int | None = None,
        clause: str = "",
        partner: int | None = None,
    ) -> OrganisationEntry:
        """A row in the journal of an organisation that the act concerns as well."""
        return organisation_entries.write(
            organisation,
            kind,
            data,
            actor=self.actor,
            at=self.at,
            actor_organisation=self.actor_organisation,
            person=person,
            clause=clause,
            partner=partner,
        )

    def tell(self, people: Iterable[int], kind: str, data: Data | OrganisationData, *, about: About) -> None:
        """A notice for each of `people` but the actor."""
        self.tell_of(self.organisation, people, kind, data, about=about)

    def tell_of(
        self,
        organisation: Organisation,
        people: Iterable[int],
        kind: str,
        data: Data | OrganisationData,
        *,
        about: About,
    ) -> None:
        """A notice of a fact of an organisation that the act concerns as well."""
        notify.to_people(
            set(people) - {self.actor.person},
            kind,
            {**_marks(data), "actor": self.actor.name, "subject": organisation.short_name},
            about=about,
            at=self.at,
            organisation=organisation.pk,
        )


def _marks(data: Data | OrganisationData) -> Data:
    """A notice keeps what its fact does, under the same keys."""
    return lay_out(data) if isinstance(data, OrganisationData) else data


@contextmanager
def organisation_act(
    *, actor: Actor, at: datetime, organisation: int, act: Act, typed: Typed | None = None
) -> Iterator[OrganisationWork]:
    """The organisation in hand for one act, with the whole reach inside the block.

    `typed` is what was typed, of the class that the act declares. Raises doors.Closed when the actor does
    not know the organisation, Refused when the law is against it; RuntimeError when the act recorded nothing.
    """
    with transaction.atomic():
        known = doors.organisation(actor, organisation)
        with as_system(f"act on an organisation: {act}"):
            locked = Organisation.objects.select_for_update().get(pk=known.pk)
            work = OrganisationWork(actor, whole(at), locked, law_of(actor), _of(actor))
            permission.require(actor, act, _case(work, typed), work.pack)
            yield work
            if work.entry is None:
                raise RuntimeError(f"{act} left no row in the journal of the organisation")


def asked(*, actor: Actor, at: datetime, organisation: int, act: Act) -> access.Verdict:
    """What the law says to the act before anything is done: a page shows the act, or why not. Raises doors.Closed."""
    known = doors.organisation(actor, organisation)
    with transaction.atomic(), as_system(f"may: {act}"):
        work = OrganisationWork(actor, whole(at), known, law_of(actor), "")
        return access.may(actor, act, _case(work), work.pack)


def staff_of(organisation: int, *roles: str) -> list[int]:
    """The persons who now hold one of `roles` in the organisation, confirmed; needs the whole reach."""
    held = Membership.objects.filter(
        organisation=organisation, role__in=roles, confirmed_at__isnull=False, ended_at__isnull=True
    )
    return list(held.values_list("person", flat=True).distinct())


def _case(work: OrganisationWork, typed: Typed | None = None) -> Case:
    """What the law must know of the organisation: whose it is, who serves it, how many contacts it has."""
    about, day = work.organisation, day_of(work.actor, work.at)
    serving = agreement_in_force(about.pk, day) if about.kind == OrgKind.CLIENT else None
    contacts = Membership.objects.filter(
        organisation=about, role=Role.ORGANISATIONAL_CONTACT, ended_at__isnull=True
    )
    subject = OrganisationCase(
        key=about.pk,
        kind=about.kind,
        partner=serving.partner_id if serving else None,
        sellers=_sellers(about.pk, day),
        organisational_contacts=contacts.count(),
    )
    return Case(today=day, organisation=subject, typed=typed)


def _sellers(client: int, day: date) -> frozenset[int]:
    """Who sold the client a licence that has not ended: the next servicing partner begins with it (U1)."""
    sold = Licence.objects.filter(client=client, pending=False, last_day__gte=day)
    return frozenset(sold.values_list("seller", flat=True))


def _of(actor: Actor) -> str:
    if actor.system is not None:
        return ""
    return Organisation.objects.values_list("short_name", flat=True).get(pk=actor.organisation)

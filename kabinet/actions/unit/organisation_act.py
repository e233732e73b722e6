"""The frame of every act on an organisation: lock it, ask the law, write, tell; all of it or nothing.

with affair(actor=actor, at=at, organisation=client, act=Act.MANAGE_CONTACTS) as office:
    membership = Membership.objects.create(...)
    office.record("contact_added", {"name": "…"}, person=membership.person_id)
    office.tell([person], {"name": "…"}, address=reverse…)
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kabinet.actions.notices import organisation_wording
from kabinet.actions.unit.errors import Refused
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.doors.actors import VENDOR_ZONE
from kabinet.records.models import Licence, Membership, Notice, Organisation, OrganisationEntry
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force, law_of
from kabinet.regulation import access
from kabinet.regulation.access import Act, Actor, Circumstances
from kabinet.regulation.pack import Pack

Data = Mapping[str, Any]


@dataclass(slots=True)
class Office:
    """One organisation in the hands of one act; `entry` is the row that the act wrote."""

    actor: Actor
    at: datetime
    organisation: Organisation
    pack: Pack
    actor_organisation: str
    entry: OrganisationEntry | None = field(default=None)

    def record(
        self, kind: str, data: Data | None = None, *, person: int | None = None, clause: str = ""
    ) -> None:
        """The act's one row in the organisation's journal; `kind` has its sentence in words/*.toml."""
        organisation_wording.of(kind)
        self.entry = OrganisationEntry.objects.create(
            organisation=self.organisation,
            kind=kind,
            person_id=person,
            actor_id=None if self.actor.system else self.actor.person,
            actor_name=self.actor.name,
            actor_organisation=self.actor_organisation,
            system=self.actor.system or "",
            occurred_at=self.at,
            clause=clause,
            data=dict(data or {}),
        )

    def tell(self, people: Iterable[int], kind: str, data: Data | None = None, *, address: str = "") -> None:
        """A notice for each of `people` but the actor; `address` is the path that it opens."""
        Notice.objects.bulk_create(
            Notice(
                person_id=person,
                organisation=self.organisation,
                address=address,
                kind=kind,
                data={**(data or {}), "actor": self.actor.name, "subject": self.organisation.short_name},
                created_at=self.at,
            )
            for person in sorted(set(people) - {self.actor.person})
        )


@contextmanager
def affair(*, actor: Actor, at: datetime, organisation: int, act: Act, **typed: Any) -> Iterator[Office]:
    """The organisation in hand for one act, with the whole reach inside the block.

    `typed` are the circumstances that come with the act (access.Circumstances). Raises doors.Closed when the actor
    does not know the organisation, Refused when the law is against it; RuntimeError when the act recorded nothing.
    """
    with transaction.atomic():
        known = doors.organisation(actor, organisation)
        with as_system(f"affair: {act}"):
            locked = Organisation.objects.select_for_update().get(pk=known.pk)
            office = Office(actor, whole(at), locked, law_of(actor), _of(actor))
            judge(office, act, **typed)
            yield office
            if office.entry is None:
                raise RuntimeError(f"{act} left no row in the journal of the organisation")


def judge(office: Office, act: Act, **typed: Any) -> None:
    """Refused with the first thing that stands against the act."""
    verdict = access.may(office.actor, act, replace(_case(office), **typed), office.pack)
    if not verdict.allowed:
        raise Refused(verdict)


def asked(*, actor: Actor, at: datetime, organisation: int, act: Act, **typed: Any) -> access.Verdict:
    """What the law says to the act before anything is done: a page shows the act, or why not. Raises doors.Closed."""
    known = doors.organisation(actor, organisation)
    with transaction.atomic(), as_system(f"may: {act}"):
        office = Office(actor, whole(at), known, law_of(actor), "")
        return access.may(actor, act, replace(_case(office), **typed), office.pack)


def staff_of(organisation: int, *roles: str) -> list[int]:
    """The persons who now hold one of `roles` in the organisation, confirmed; needs the whole reach."""
    held = Membership.objects.filter(
        organisation=organisation, role__in=roles, confirmed_at__isnull=False, ended_at__isnull=True
    )
    return list(held.values_list("person", flat=True).distinct())


def _case(office: Office) -> Circumstances:
    """What the law must know of the organisation: whose it is, who serves it, how many contacts it has."""
    about, day = office.organisation, office.at.astimezone(VENDOR_ZONE).date()
    serving = agreement_in_force(about.pk, day) if about.kind == "client" else None
    contacts = Membership.objects.filter(
        organisation=about, role="organisational_contact", ended_at__isnull=True
    )
    return Circumstances(
        today=day,
        subject=about.pk,
        subject_kind=about.kind,
        subject_partner=serving.partner_id if serving else None,
        subject_sellers=_sellers(about.pk, day),
        organisational_contacts=contacts.count(),
    )


def _sellers(client: int, day: date) -> frozenset[int]:
    """Who sold the client a licence that has not ended: the next servicing partner begins with it (U1)."""
    sold = Licence.objects.filter(client=client, pending=False, last_day__gte=day)
    return frozenset(sold.values_list("seller", flat=True))


def _of(actor: Actor) -> str:
    if actor.system is not None:
        return ""
    return Organisation.objects.values_list("short_name", flat=True).get(pk=actor.organisation)

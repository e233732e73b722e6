"""Contacts whom the vendor has not confirmed yet, and what became of those whom nobody lets in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Min, Q

from kabinet.records.models import Certificate, Membership, Organisation, Person
from kabinet.records.security.reach import as_system
from kabinet.records.versions import agreement_in_force
from kabinet.regulation.access import Actor, OrgKind, Role

Place = tuple[str, int, int]  # an organisation's short name and key, a person's key


@dataclass(slots=True)
class Awaiting:
    """One person of one organisation with every right that waits; `known`: other rights there are confirmed."""

    organisation: Organisation
    person: Person
    since: datetime
    added_by: str = ""
    roles: list[Role] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    known: bool = False

    @property
    def place(self) -> Place:
        """Where the page of whoever comes after this one begins."""
        return self.organisation.short_name, self.organisation.pk, self.person.pk


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody is or was in one organisation, for themselves: the latest of their rights there.

    `partner` and `partner_phone` are those of the client's servicing partner.
    """

    organisation: str
    kind: str
    since: datetime
    added_by: str
    ended: datetime | None
    refusal: str
    decided_by: str
    partner: str = ""
    partner_phone: str = ""


def awaiting(actor: Actor, after: Place | None, size: int) -> list[Awaiting]:
    """By organisation and person, `size` of them; whom the actor may see at all."""
    rows = Membership.objects.filter(ended_at=None, confirmed_at=None, person__is_active=True)
    pairs = rows.values_list("organisation__short_name", "organisation", "person").annotate(Min("added_at"))
    if after is not None:
        pairs = pairs.filter(_beyond(*after))
    chosen = list(pairs.order_by("organisation__short_name", "organisation", "person")[:size])
    found = _filled([(organisation, person) for _, organisation, person, _ in chosen])
    return [found[organisation, person] for _, organisation, person, _ in chosen]


def _beyond(name: str, organisation: int, person: int) -> Q:
    same = Q(organisation__short_name=name)
    return (
        Q(organisation__short_name__gt=name)
        | same & Q(organisation__gt=organisation)
        | same & Q(organisation=organisation, person__gt=person)
    )


def _filled(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Awaiting]:
    wanted = set(pairs)
    rows = Membership.objects.filter(
        ended_at=None,
        person__in={person for _, person in wanted},
        organisation__in={organisation for organisation, _ in wanted},
    )
    found: dict[tuple[int, int], Awaiting] = {}
    known = set()
    for row in rows.select_related("person", "organisation", "added_by").order_by("added_at", "role"):
        key = (row.organisation_id, row.person_id)
        if row.confirmed_at is not None:
            known.add(key)
        elif key in wanted:
            by = row.added_by.name if row.added_by else ""
            each = found.setdefault(key, Awaiting(row.organisation, row.person, row.added_at, by))
            each.roles.append(Role(row.role))
    for certificate in Certificate.objects.filter(person__in={person for _, person in wanted}, pending=True):
        for (_, person), each in found.items():
            if person == certificate.person_id:
                each.certificates.append(certificate)
    for key in known & found.keys():
        found[key].known = True
    return found


def kept(actor: Actor, at: datetime) -> list[Kept]:
    """The actor's own standing in every organisation that ever entered them, those without an end first."""
    with as_system("why somebody is not let in"):
        mine = Membership.objects.filter(person=actor.person)
        rows = mine.select_related("organisation", "added_by", "decided_by").order_by("added_at", "id")
        latest = {row.organisation_id: row for row in rows if row.ended_at is not None}
        latest |= {row.organisation_id: row for row in rows if row.ended_at is None}
        found = [_kept(row, at) for row in latest.values()]
    return sorted(found, key=lambda each: (each.ended is not None, each.organisation))


def _kept(row: Membership, at: datetime) -> Kept:
    about = row.organisation
    serving = agreement_in_force(about.pk, at.date()) if about.kind == OrgKind.CLIENT else None
    return Kept(
        organisation=about.short_name,
        kind=about.kind,
        since=row.added_at,
        added_by=row.added_by.name if row.added_by else "",
        ended=row.ended_at,
        refusal=row.refusal,
        decided_by=row.decided_by.name if row.decided_by else "",
        partner=serving.partner.short_name if serving else "",
        partner_phone=serving.partner.phone if serving else "",
    )

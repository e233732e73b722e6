"""Papers one by one, those that wait for the vendor, what is proposed; and how a partner stands against P4.5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import (
    AgreementProposal,
    Certificate,
    CompanyGroup,
    GroupMember,
    Licence,
    Membership,
    Organisation,
    PartnerStatus,
    SupportContract,
)
from kabinet.regulation.access import Actor, OrgKind, Role

# What is handed in and confirmed, by the word of its address.
PAPERS: Mapping[str, Any] = {
    "licence": Licence,
    "contract": SupportContract,
    "certificate": Certificate,
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that the vendor has not confirmed; `organisation` is the client, or the partner of the holder."""

    kind: str
    paper: Any
    organisation: Organisation


def paper(actor: Actor, kind: str, key: int) -> Any:
    """A licence, contract or certificate by its kind, or Closed."""
    found = PAPERS[kind].objects.filter(pk=key).first() if kind in PAPERS else None
    if found is None:
        raise Closed
    return found


def paper_of(actor: Actor, kind: str, key: int) -> Waiting:
    """The paper with the organisation in whose journal it stands, or Closed."""
    found = paper(actor, kind, key)
    owner = _employer(found.person_id) if kind == "certificate" else found.client
    if owner is None:
        raise Closed
    return Waiting(kind, found, owner)


def waiting_papers(actor: Actor, organisation: int | None = None) -> list[Waiting]:
    """What waits for the vendor and the actor may see, of one organisation or of all, by the first day."""
    of = {} if organisation is None else {"client": organisation}
    rows = [
        Waiting(kind, row, row.client)
        for kind in ("licence", "contract")
        for row in _pending(PAPERS[kind], "client", **of)
    ]
    for row in _pending(Certificate, "person"):
        owner = _employer(row.person_id)
        if owner is not None and organisation in {None, owner.pk}:
            rows.append(Waiting("certificate", row, owner))
    return sorted(rows, key=lambda each: (each.paper.first_day, each.kind, each.paper.pk))


def certificates(actor: Actor, partner: int) -> QuerySet[Certificate]:
    """The certificates of the partner's authorised employees with their holders, the latest first."""
    holders = _employees().filter(organisation=partner).values("person")
    return Certificate.objects.select_related("person").filter(person__in=holders).order_by("-last_day", "id")


def proposals(actor: Actor, organisation: int) -> QuerySet[AgreementProposal]:
    """What is proposed to the client, or by the partner, and not answered yet."""
    parties = Q(client=organisation) | Q(partner=organisation)
    rows = AgreementProposal.objects.select_related("client", "partner").filter(
        parties, answered_at__isnull=True
    )
    return rows.order_by("proposed_at", "id")


def proposal(actor: Actor, key: int) -> AgreementProposal:
    """One of them, answered or not, or Closed."""
    found = AgreementProposal.objects.select_related("client", "partner").filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def status(actor: Actor, key: int) -> PartnerStatus:
    """A status with its partner, or Closed."""
    found = PartnerStatus.objects.select_related("partner").filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def groups(actor: Actor) -> QuerySet[CompanyGroup]:
    """The registered groups by name; whoever knows none of the members sees an empty list of them."""
    return CompanyGroup.objects.order_by("name")


def company_group(actor: Actor, key: int) -> CompanyGroup:
    """One group, or Closed."""
    found = CompanyGroup.objects.filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def members(actor: Actor, groups: Sequence[int]) -> QuerySet[GroupMember]:
    """Every membership of these groups that the actor may see, past ones too, by name and day."""
    rows = GroupMember.objects.select_related("partner", "group").filter(group__in=groups)
    return rows.order_by("partner__short_name", "first_day")


def member(actor: Actor, key: int) -> GroupMember:
    """One membership of a group, or Closed."""
    found = GroupMember.objects.select_related("partner", "group").filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def served(actor: Actor, partner: int, day: date) -> list[Organisation]:
    """The clients whose agreement with the partner is in force on `day`, by name."""
    lasting = Q(agreements__last_day__isnull=True) | Q(agreements__last_day__gte=day)
    found = Organisation.objects.filter(lasting, agreements__partner=partner, agreements__first_day__lte=day)
    return list(found.order_by("short_name", "id").distinct())


def _pending(model: Any, with_: str, **of: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.select_related(with_).filter(pending=True, **of)
    return rows


def _employees() -> QuerySet[Membership]:
    return Membership.objects.filter(role=Role.AUTHORISED_EMPLOYEE, ended_at__isnull=True)


def _employer(person: int) -> Organisation | None:
    """The partner that the holder of a certificate works for."""
    held = (
        _employees().select_related("organisation").filter(person=person).order_by("added_at", "id").first()
    )
    return held.organisation if held and held.organisation.kind == OrgKind.PARTNER else None

"""Who stands behind what an organisation keeps beside the cabinet: a webhook, a bridge to its own desk."""

from datetime import datetime

from kabinet.records.models import Membership, Organisation
from kabinet.regulation.access import ACTS, Act, OrgKind, Role


def keepers(act: Act, kind: str) -> frozenset[Role]:
    """Roles of such an organisation that keep it."""
    grants = ACTS[act].grants(None)
    return frozenset(role for grant in grants if grant.kind is OrgKind(kind) for role in grant.roles)


def keeps(person: int, organisation: Organisation, act: Act, at: datetime) -> bool:
    """Whether this person may do so now: confirmed there, in a role that the law names. Needs the whole reach."""
    held = Membership.objects.filter(
        person=person,
        person__is_active=True,
        organisation=organisation,
        confirmed_at__lte=at,
        ended_at__isnull=True,
    )
    return bool(set(map(Role, held.values_list("role", flat=True))) & keepers(act, organisation.kind))

"""Who reads violations and reports of refusals: a party its own, of the vendor's people those who oversee."""

from kabinet.actions.unit.errors import Refused
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, may

OF_PARTNERS = Case(organisation=OrganisationCase(key=None, kind=OrgKind.PARTNER))


def require_oversight(actor: Actor) -> None:
    """Refused for those of the vendor who do not oversee; of a party the doors give nothing but its own."""
    if actor.kind is OrgKind.VENDOR:
        verdict = may(actor, Act.SEE_COMPLIANCE, OF_PARTNERS, law_of(actor))
        if not verdict.allowed:
            raise Refused(verdict)

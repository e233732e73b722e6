"""Whether the reader keeps what the desk has, or only uses it."""

from kabinet.actions.unit.errors import Refused
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, Verdict, may


def leads(actor: Actor, act: Act) -> bool:
    """For whoever offers it."""
    return verdict(actor, act).allowed


def only_leads(actor: Actor, act: Act) -> None:
    """For what is nothing else: Refused says why and who can."""
    if not (said := verdict(actor, act)).allowed:
        raise Refused(said)


def verdict(actor: Actor, act: Act) -> Verdict:
    """Of the own desk."""
    kind = str(actor.kind or OrgKind.PARTNER)
    case = Case(organisation=OrganisationCase(key=actor.organisation, kind=kind))
    return may(actor, act, case, law_of(actor))

"""Known problems (P2.3): what the reader may see of the register, and its history for those who keep it."""

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import Agreement, KnownProblem, ProblemVersion
from kabinet.regulation.access import Actor, OrgKind, ProblemAudience, own_house

NOTHING = Q(pk__in=())


def problems(actor: Actor) -> QuerySet[KnownProblem]:
    """Every known problem that the actor reads, the retired too, with its keeper; the latest first."""
    found = KnownProblem.objects.select_related("organisation").filter(_read(actor))
    return found.order_by("-kept_at", "-id")


def problem(actor: Actor, number: str, *, for_update: bool = False) -> KnownProblem:
    """The problem K-17, or Closed."""
    query = problems(actor).filter(number=number.strip().upper().replace("\0", ""))
    found = (query.select_for_update(of=("self",)) if for_update else query).first()
    if found is None:
        raise Closed
    return found


def problem_versions(actor: Actor, problem: KnownProblem) -> QuerySet[ProblemVersion]:
    """Every state of a problem of the own house, the latest first; of others' none."""
    known = ProblemVersion.objects.filter(problem=problem, organisation__in=own_house(actor))
    return known.order_by("-at", "-id")


def _read(actor: Actor) -> Q:
    """kabinet.regulation.access.checks.problem as a query."""
    if actor.kind is None or not actor.confirmed:
        return NOTHING
    everyone = Q(audience=ProblemAudience.EVERYONE)
    if actor.kind is OrgKind.CLIENT:
        serving = Agreement.objects.filter(client=actor.organisation).values("partner")
        return everyone | Q(audience=ProblemAudience.CLIENTS, organisation__in=serving)
    own = Q(organisation__in=own_house(actor))
    if actor.kind is OrgKind.PARTNER:
        return own | everyone | Q(audience=ProblemAudience.PARTNERS)
    return own | ~Q(audience=ProblemAudience.OWN)

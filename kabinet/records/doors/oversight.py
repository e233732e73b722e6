"""What enters a partner's compliance record beside its clocks: reports of refused registrations, violations (L10, L17b)."""

from django.db.models import Q, QuerySet

from kabinet.records.doors.closed import Closed
from kabinet.records.models import RefusalReport, Violation
from kabinet.regulation.access import Actor, OrgKind

NOTHING = Q(pk__in=())


def reports(actor: Actor) -> QuerySet[RefusalReport]:
    """Of the own organisation, made or met; for the vendor all. The latest first. Keyset by (reported_at, id)."""
    found = RefusalReport.objects.select_related("client", "partner").filter(_concerns(actor))
    return found.order_by("-reported_at", "-id")


def report(actor: Actor, key: int) -> RefusalReport:
    """One of them, or Closed."""
    found = reports(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def violations(actor: Actor) -> QuerySet[Violation]:
    """Of the own organisation; for the vendor all; for clients none. The latest first. Keyset by (registered_at, id)."""
    found = Violation.objects.select_related("partner")
    concerns = NOTHING if actor.kind is OrgKind.CLIENT else _concerns(actor)
    return found.filter(concerns).order_by("-registered_at", "-id")


def violation(actor: Actor, key: int) -> Violation:
    """One of them, or Closed."""
    found = violations(actor).filter(pk=key).first()
    if found is None:
        raise Closed
    return found


def _concerns(actor: Actor) -> Q:
    if actor.kind is None or not actor.confirmed:
        return NOTHING
    if actor.kind is OrgKind.CLIENT:
        return Q(client=actor.organisation)
    if actor.kind is OrgKind.PARTNER:
        return Q(partner__in=actor.group | {actor.organisation})
    return ~NOTHING

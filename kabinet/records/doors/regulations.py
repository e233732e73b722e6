"""Versions of the regulation, and when a partner took them up."""

from datetime import date

from django.db.models import QuerySet

from kabinet.records.models import Adoption, RegulationVersion
from kabinet.regulation.access import Actor


def regulations(actor: Actor) -> QuerySet[RegulationVersion]:
    """Every version on record, in the order of publication."""
    return RegulationVersion.objects.order_by("published_on", "id")


def adoptions(actor: Actor, partner: int) -> dict[str, date]:
    """Code of a version -> the day on which the partner took it up before it bound everybody (L18)."""
    return dict(Adoption.objects.filter(partner=partner).values_list("version__code", "day"))

"""Agreements that promise less than a new version: where they do, the version will hold (U3.6a, P2.8)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kabinet.records.models import Agreement
from kabinet.records.versions import agreed
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.agreement import weaknesses
from kabinet.regulation.pack import Pack
from kabinet.regulation.verdict import Verdict

MOST = 200


@dataclass(frozen=True, slots=True)
class Weakened:
    """One agreement and every place in which it falls behind."""

    client: str
    partner: str
    verdicts: tuple[Verdict, ...]


def weakened(actor: Actor, law: Pack, day: date) -> list[Weakened]:
    """Of the agreements in force on `day` that the actor sees, by client."""
    on_day = Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
    rows = Agreement.objects.filter(on_day).exclude(stricter={}).select_related("client", "partner")
    leg = law.leg(LegCode.CLIENT)
    found = [(row, tuple(weaknesses(leg, agreed(row)))) for row in rows.order_by("client__short_name")[:MOST]]
    return [Weakened(row.client.short_name, row.partner.short_name, weak) for row, weak in found if weak]

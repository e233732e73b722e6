"""How partners follow the regulation: what was owed, and how much of it was missed (L17a).

Figures are counted over all tickets for whoever the law lets see a compliance record, also those who may not open the
tickets; the tickets themselves come by the reader's own reach. A client ticket that carries the number of a third-party
desk is in no figure of the client leg (L8): `away` says how many there were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from kabinet.records.fast.prepared import ask
from kabinet.records.models import Agreement
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Act, Actor, Case, OrganisationCase, OrgKind, may
from kabinet.regulation.legs import LegCode

COUNTING, SIZE = "figures of compliance", 50
# What was owed and is judged: met, or missed whatever followed. In these very words it is in an index (models.clock_run).
JUDGED = "(r.breached_at IS NOT NULL OR r.outcome = 'met')"
SPAN = "r.leg = %(leg)s::text AND r.due_at >= %(since)s::timestamptz AND r.due_at < %(until)s::timestamptz"
# As counts_for_vendor says it; only clients that ever agreed on a desk of their own are looked at.
DESK = """(r.leg = 'client' AND r.client_id = ANY(%(desks)s::bigint[]) AND EXISTS (
  SELECT FROM ticket d WHERE d.id = r.ticket_id AND d.foreign_number <> ''))"""
# What fell due while the partner that owed it might not work is counted apart (L12b); what a vendor owes never is.
COUNTED = f"""
  count(*) FILTER (WHERE NOT r.barred), count(r.breached_at) FILTER (WHERE NOT r.barred), count(*) FILTER (WHERE r.barred)
FROM clock_run r WHERE r.partner_id = ANY(%(partners)s::bigint[]) AND {SPAN} AND {JUDGED} AND NOT {DESK}
"""
FIGURES = f"""
SELECT r.partner_id, date_trunc('month', r.due_at AT TIME ZONE %(home)s::text)::date, r.name, r.level, {COUNTED}
GROUP BY 1, 2, 3, 4
"""
TOTALS = f"SELECT r.name, r.level, {COUNTED} GROUP BY 1, 2"
AWAY = f"""
SELECT count(DISTINCT r.ticket_id), count(DISTINCT r.client_id)
FROM clock_run r WHERE r.partner_id = ANY(%(partners)s::bigint[]) AND {SPAN} AND {JUDGED} AND {DESK}
"""  # noqa: S608
After = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Period:
    """From an instant, inclusive, to another."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Figure:
    """What one partner owed in one month (its first day, the vendor's) by one clock on one level, and how much was missed.

    `barred` fell due on days on which it might not work; that is neither judged nor missed.
    """

    partner: int
    month: date
    clock: str
    level: int
    judged: int
    missed: int
    barred: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """The same of all partners and months together."""

    clock: str
    level: int
    judged: int
    missed: int
    barred: int = 0


@dataclass(frozen=True, slots=True)
class Away:
    """Tickets, and of how many clients, that are in no figure: they carry the number of a third-party desk (L8)."""

    tickets: int = 0
    clients: int = 0


def counts_for_vendor() -> Q:
    """A condition over tickets. Of a ticket that is kept in a third-party desk the vendor checks no terms (L8): it carries
    the desk's number from its registration, whatever is agreed later. One that came through the cabinet without a number
    counts, also where the agreement names a desk; so does the vendor leg."""
    return Q(leg=LegCode.VENDOR) | Q(foreign_number="")


def figures(actor: Actor, partners: Sequence[int], leg: str, period: Period) -> list[Figure]:
    """Of those partners whose record the actor may see."""
    return [Figure(*line) for line in _counted(FIGURES, actor, partners, leg, period)]


def totals(actor: Actor, partners: Sequence[int], leg: str, period: Period) -> list[Total]:
    """The same, of all of them together."""
    return [Total(*line) for line in _counted(TOTALS, actor, partners, leg, period)]


def _counted(
    question: str, actor: Actor, partners: Sequence[int], leg: str, period: Period
) -> list[tuple[Any, ...]]:
    asked = _asked(leg, period) | {"partners": open_to(actor, partners), "home": law_of(actor).zone.key}
    with as_system(COUNTING):
        return ask(question, asked | {"desks": _desks()})


def away(actor: Actor, partners: Sequence[int], period: Period) -> Away:
    """What the figures of the client leg leave out."""
    asked = _asked(LegCode.CLIENT, period) | {"partners": open_to(actor, partners)}
    with as_system(COUNTING):
        return Away(*ask(AWAY, asked | {"desks": _desks()})[0])


def begin(actor: Actor, after: After | None, size: int) -> dict[str, Any]:
    """What a page of lines is asked with: where it begins, how long it is, whose notices count as unread."""
    place = {"after_at": after[0], "after_id": after[1]} if after else {}
    return {**place, "me": actor.person, "limit": size + 1}


def open_to(actor: Actor, partners: Sequence[int]) -> list[int]:
    """Whose record the law lets the actor see."""
    law = law_of(actor)
    cases = {key: Case(organisation=OrganisationCase(key=key, kind=OrgKind.PARTNER)) for key in partners}
    return [key for key, case in cases.items() if may(actor, Act.SEE_COMPLIANCE, case, law).allowed]


def _asked(leg: str, period: Period) -> dict[str, Any]:
    return {"leg": leg, "since": period.since, "until": period.until}


def _desks() -> list[int]:
    """Clients that agreed, on any day, to keep their tickets in a third-party desk."""
    agreed = Agreement.objects.exclude(third_party_desk="").values_list("client", flat=True)
    return sorted(set(agreed))

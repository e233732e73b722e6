"""Who can work on tickets on which days, by statuses, groups and agreements as they are on record (L12b, L13, U1)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kabinet.records.fast.prepared import ask
from kabinet.records.models import Agreement, GroupMember, PartnerStatus
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_of
from kabinet.regulation.access import Actor
from kabinet.regulation.organisation.work_days import (
    Days,
    Member,
    Span,
    common,
    merged,
    on,
    working_days,
)
from kabinet.regulation.pack import Pack

RECKONING = "who can work on tickets"


@dataclass(frozen=True, slots=True)
class Working:
    """`partners`: the days on which each may work. `served`: for each client the days of each servicing partner."""

    partners: Mapping[int, Days]
    served: Mapping[int, Mapping[int, Days]]

    def of_partner(self, partner: int) -> Days:
        """No days for one that never could."""
        return self.partners.get(partner, ())

    def of_client(self, client: int) -> Days:
        """The days on which the client's partner of the day may take its tickets."""
        serving = self.served.get(client, {})
        return merged(
            span for partner, days in serving.items() for span in common(days, self.of_partner(partner))
        )

    def serving(self, client: int, day: date) -> int | None:
        """The partner whose agreement with the client is in force on the day."""
        found = (partner for partner, days in self.served.get(client, {}).items() if on(days, day))
        return next(found, None)


def working(law: Pack) -> Working:
    """Of everybody: a verdict is about the case, not about what the reader sees of it."""
    with as_system(RECKONING):
        statuses, members = _statuses(law), _members()
        agreed = Agreement.objects.values_list("client", "partner", "first_day", "last_day")
        served: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for client, partner, first, last in agreed:
            served[client][partner].append((first, last))
    known = {*statuses, *(member.partner for member in members)}
    return Working(
        {partner: working_days(partner, statuses, members) for partner in known},
        {
            client: {partner: tuple(sorted(days, key=lambda span: span[0])) for partner, days in each.items()}
            for client, each in served.items()
        },
    )


def days_of_partner(partner: int, law: Pack) -> Days:
    """The days on which one partner may work."""
    with as_system(RECKONING):
        groups = GroupMember.objects.filter(partner=partner).values("group")
        members = _members(GroupMember.objects.filter(group__in=groups).values_list("pk", flat=True))
        statuses = _statuses(law, {partner, *(member.partner for member in members)})
    return working_days(partner, statuses, members)


# Its own status first, which nearly everybody has: the group is looked at for the others alone.
BARRED = """
SELECT p.id FROM unnest(%(partners)s::bigint[]) AS p(id) WHERE NOT EXISTS (
  SELECT FROM partner_status s
  WHERE s.partner_id = p.id AND s.status = ANY(%(counted)s::text[])
    AND s.first_day <= %(day)s::date AND (s.last_day IS NULL OR s.last_day >= %(day)s::date)
) AND NOT EXISTS (
  SELECT FROM group_member own
  JOIN group_member g ON g.group_id = own.group_id
  JOIN partner_status s ON s.partner_id = g.partner_id
  WHERE own.partner_id = p.id AND s.status = ANY(%(counted)s::text[])
    AND own.first_day <= %(day)s::date AND (own.last_day IS NULL OR own.last_day >= %(day)s::date)
    AND g.first_day <= %(day)s::date AND (g.last_day IS NULL OR g.last_day >= %(day)s::date)
    AND s.first_day <= %(day)s::date AND (s.last_day IS NULL OR s.last_day >= %(day)s::date))
"""


def barred(actor: Actor, partners: Collection[int], day: date) -> frozenset[int]:
    """Those of them, known to the actor, who may not work on tickets on the day. One question, none for nobody."""
    if not partners:
        return frozenset()
    rights = law_of(actor).entitlement
    asked = {
        "partners": sorted(set(partners)),
        "day": day,
        "counted": list(rights.partner_statuses) if rights else [],
    }
    return frozenset(key for (key,) in ask(BARRED, asked))


def _statuses(law: Pack, partners: Iterable[int] | None = None) -> dict[int, list[Span]]:
    """Those that this regulation counts."""
    counted = list(law.entitlement.partner_statuses) if law.entitlement else []
    rows = PartnerStatus.objects.filter(status__in=counted)
    rows = rows if partners is None else rows.filter(partner__in=list(partners))
    found: dict[int, list[Span]] = defaultdict(list)
    for partner, first, last in rows.values_list("partner", "first_day", "last_day"):
        found[partner].append((first, last))
    return found


def _members(keys: Iterable[int] | None = None) -> list[Member]:
    rows = GroupMember.objects.all() if keys is None else GroupMember.objects.filter(pk__in=list(keys))
    listed = rows.order_by("pk").values_list("group", "partner", "first_day", "last_day")
    return [Member(group, partner, (first, last)) for group, partner, first, last in listed]

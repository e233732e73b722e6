"""How partners stand against their duty of one contact and two certified employees, and since when (P4.5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from kabinet.records.models import Certificate, Membership, Organisation
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.organisation.rights_watch import Days, Staffing, staffing
from kabinet.regulation.pack import Pack

DAY = timedelta(days=1)
DUTY = (Role.ORGANISATIONAL_CONTACT, Role.AUTHORISED_EMPLOYEE)


@dataclass(frozen=True, slots=True)
class Duty:
    """One partner on one day; `since` is the first day of a lack that lasts, None where nobody knows a better day before.

    `certificates` are the days on which an employee was there and held the certificate, each person's for themselves.
    """

    partner: Organisation
    standing: Staffing
    since: date | None
    certificates: tuple[Days, ...]

    @property
    def below(self) -> bool:
        """Whether anything is missing today."""
        return bool(self.standing.lacks)


@dataclass(slots=True)
class _House:
    """What is known of one partner's people."""

    contacts: int = 0
    contact_left: date | None = None
    employees: list[tuple[int, date, date | None]] = field(default_factory=list)


def duties(actor: Actor, day: date, pack: Pack, partner: int | None = None) -> list[Duty]:
    """Every partner that holds a status on `day` and whose people the actor may see, by name; or this one alone."""
    if pack.entitlement is None:
        return []
    partners = _partners(day) if partner is None else list(Organisation.objects.filter(pk=partner))
    houses = _houses(partners, pack.zone)
    held = _certificates(houses.values(), pack.entitlement.certificate)
    return [_duty(each, houses[each.pk], held, day, pack) for each in partners]


def _partners(day: date) -> list[Organisation]:
    lasting = Q(statuses__last_day__isnull=True) | Q(statuses__last_day__gte=day)
    found = Organisation.objects.filter(lasting, kind=OrgKind.PARTNER, statuses__first_day__lte=day)
    return list(found.order_by("short_name", "id").distinct())


def _houses(partners: Sequence[Organisation], zone: ZoneInfo) -> dict[int, _House]:
    houses = {each.pk: _House() for each in partners}
    rows = Membership.objects.filter(organisation__in=partners, role__in=DUTY, confirmed_at__isnull=False)
    for row in rows:
        house = houses[row.organisation_id]
        if row.role == Role.AUTHORISED_EMPLOYEE:
            left = _day(row.ended_at, zone) - DAY if row.ended_at else None
            house.employees.append((row.person_id, _day(row.confirmed_at or row.added_at, zone), left))
        elif row.ended_at is None:
            house.contacts += 1
        else:
            house.contact_left = max(filter(None, (house.contact_left, _day(row.ended_at, zone))))
    return houses


def _certificates(houses: Iterable[_House], kind: str) -> dict[int, list[Days]]:
    people = {person for house in houses for person, _, _ in house.employees}
    held: dict[int, list[Days]] = defaultdict(list)
    for row in Certificate.objects.filter(person__in=people, kind=kind, pending=False):
        held[row.person_id].append((row.first_day, row.last_day))
    return held


def _duty(partner: Organisation, house: _House, held: dict[int, list[Days]], day: date, pack: Pack) -> Duty:
    days = tuple(_worked(house, held))
    standing = staffing(house.contacts, days, day, pack)
    gone = house.contact_left if not house.contacts else None
    known = [each for each in (standing.below_since, gone) if each is not None]
    return Duty(partner, standing, min(known) if standing.lacks and known else None, days)


def _worked(house: _House, held: dict[int, list[Days]]) -> Iterator[Days]:
    """A person counts once a day, however many certificates overlap."""
    for person in {person for person, _, _ in house.employees}:
        both = [
            _shared((first, last), certificate)
            for employee, first, last in house.employees
            if employee == person
            for certificate in held.get(person, ())
        ]
        yield from _merged(each for each in both if each is not None)


def _shared(one: Days, other: Days) -> tuple[date, date] | None:
    first = max(one[0] or date.min, other[0] or date.min)
    last = min(one[1] or date.max, other[1] or date.max)
    return (first, last) if first <= last else None


def _merged(spans: Iterable[tuple[date, date]]) -> list[Days]:
    """Spans that touch become one; a far end is open again."""
    made: list[list[date]] = []
    for first, last in sorted(spans):
        if made and (made[-1][1] == date.max or first <= made[-1][1] + DAY):
            made[-1][1] = max(made[-1][1], last)
        else:
            made.append([first, last])
    return [(first, None if last == date.max else last) for first, last in made]


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()

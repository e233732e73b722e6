"""A partner takes up a published version before it binds everybody, and is reminded while it has not (L18, P2.8)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.unit import permission
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.organisation_act import OrganisationWork, organisation_act, staff_of
from kabinet.actions.unit.work import system
from kabinet.records import doors
from kabinet.records.models import (
    Adoption,
    Agreement,
    Organisation,
    OrganisationEntry,
    RegulationVersion,
)
from kabinet.records.security.reach import as_system
from kabinet.records.versions import day_of, regulations
from kabinet.regulation.access import HEADS, STAFF, Act, Actor, OrgKind, Role
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import RegulationAdopted, RegulationReminded
from kabinet.regulation.legs import LegCode
from kabinet.regulation.organisation.versions import Version, may_adopt, version_of
from kabinet.regulation.verdict import day_said

REASON = "a version that will bind soon"
EVERYBODY = STAFF | HEADS


def adopt(*, actor: Actor, at: datetime, number: str, day: date) -> Adoption:
    """The actor's partner lives under the version from `day` on: tickets registered before stay under theirs.

    Until that day comes another one can be chosen. Refused for a day that is past or beyond D+30; Invalid "day" says it.
    """
    row = doors.regulation(actor, number)
    with organisation_act(
        actor=actor, at=at, organisation=actor.organisation, act=Act.ADOPT_REGULATION
    ) as work:
        before = Adoption.objects.filter(partner=work.organisation, version=row).first()
        _judge(work, row, day, before.day if before else None)
        made, _new = Adoption.objects.update_or_create(
            partner=work.organisation, version=row, defaults={"day": day}
        )
        _tell(work, row, day)
        return made


def _judge(work: OrganisationWork, row: RegulationVersion, day: date, before: date | None) -> None:
    today = day_of(work.actor, work.at)
    verdict = may_adopt(
        regulations.on_its_day(row), today, work.pack.leg(LegCode.VENDOR), chosen=day, adopted=before
    )
    if verdict.code == "adoption_day":
        raise Invalid("day", verdict.reason, verdict.remedy, verdict.clause)
    permission.require_allowed(verdict)


def _tell(work: OrganisationWork, row: RegulationVersion, day: date) -> None:
    data = RegulationAdopted(
        number=row.number, title=regulations.law(row.code).name, code=row.code, day=day_said(day)
    )
    work.record("regulation_adopted", data, clause="L18")
    about = subjects.regulation(row.number)
    work.tell(staff_of(work.organisation.pk, *EVERYBODY), "regulation_adopted", data, about=about)
    work.tell(of_clients(work.organisation.pk, day), "regulation_of_partner", data, about=about)


def of_clients(partner: int, day: date) -> list[int]:
    """The administrators of the clients that the partner serves then."""
    return [
        person
        for client in clients_of(partner, day)
        for person in staff_of(client, Role.ORGANISATIONAL_CONTACT)
    ]


def clients_of(partner: int, day: date) -> list[int]:
    """The clients that the partner serves then; needs the whole reach."""
    served = Agreement.objects.filter(partner=partner, first_day__lte=day).exclude(last_day__lt=day)
    return list(served.values_list("client", flat=True).distinct())


def remind(*, at: datetime) -> int:
    """Tells partners who have not taken up a version that it will bind them, on the days that the version names; each once,
    the nearest alone after an outage. How many partners were told."""
    now = whole(at)
    with transaction.atomic(), as_system(REASON):
        today = now.astimezone(regulations.law_binding(now).zone).date()
        due = [(row, version, left) for row in regulations.standing() for version, left in _due(row, today)]
        waiting = [(partner, row, version, left) for row, version, left in due for partner in _waiting(row)]
    return sum(_reminded(partner, row, version, left, now) for partner, row, version, left in waiting)


def _due(row: RegulationVersion, today: date) -> Iterator[tuple[Version, int]]:
    """The version with the number of days whose turn it is; nothing before the first and after the last."""
    law = regulations.law(row.code)
    version = version_of(law)
    if version.published <= today < version.binding:
        passed = [
            days for days in law.adoption_warning_days if version.binding - timedelta(days=days) <= today
        ]
        if passed:
            yield version, min(passed)


def _waiting(row: RegulationVersion) -> list[int]:
    adopted = Adoption.objects.filter(version=row).values("partner")
    return list(
        Organisation.objects.filter(kind=OrgKind.PARTNER).exclude(pk__in=adopted).values_list("pk", flat=True)
    )


def _reminded(partner: int, row: RegulationVersion, version: Version, left: int, at: datetime) -> bool:
    """One transaction a partner, which is locked: of two workers the second finds it told."""
    mark = f"{row.code}:{left}"
    with transaction.atomic(), as_system(REASON):
        house = Organisation.objects.select_for_update().get(pk=partner)
        known = OrganisationEntry.objects.filter(
            organisation=house, kind="regulation_reminded", data__mark=mark
        )
        if known.exists() or Adoption.objects.filter(partner=house, version=row).exists():
            return False
        data = RegulationReminded(
            number=row.number,
            title=version.name,
            mark=mark,
            last=day_said(version.last_day_to_adopt),
            binding=day_said(version.binding),
        )
        organisation_entries.write(
            partner, "regulation_reminded", data, actor=system(REASON), at=at, clause="L18"
        )
        notify.to_people(
            staff_of(partner, Role.ORGANISATIONAL_CONTACT),
            "regulation_reminded",
            {**lay_out(data), "subject": house.short_name},
            about=subjects.regulation(row.number),
            at=at,
            organisation=partner,
        )
        return True

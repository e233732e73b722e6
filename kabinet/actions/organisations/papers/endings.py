"""Which papers end soon enough to be warned of, and whom; each on the day of its own zone. Needs the whole reach."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q

from kabinet.actions.notices import subjects
from kabinet.actions.organisations.papers import certificate_endings, paperwork, work_endings
from kabinet.actions.organisations.papers.ending_notice import LATE, Ending, nearest, warned_of
from kabinet.actions.unit.organisation_act import staff_of
from kabinet.records.doors.staffing import Duty, duties
from kabinet.records.models import (
    Agreement,
    Licence,
    Organisation,
    SupportContract,
)
from kabinet.records.versions.calendars import newest_calendar, years_of_version
from kabinet.records.versions.regulations import law_binding
from kabinet.regulation.access import Actor, OrgKind, Role
from kabinet.regulation.fact_data.organisations import (
    CalendarMissing,
    PaperEnds,
    PaperOver,
    StaffingLacks,
)
from kabinet.regulation.pack import Entitlement
from kabinet.regulation.verdict import day_said

AUTUMN = 9  # the month from which a year without its official calendar is spoken of
PROGRAM = Actor(0, "", None, 0, system="papers that end")


def endings(at: datetime) -> Iterator[Ending]:
    """Everything for which a warning stands at `at`, told or not."""
    law = law_binding(at)
    day = at.astimezone(law.zone).date()
    if law.entitlement is None:
        return
    for agreement in _agreements(day):
        yield from _of_client(agreement, at, law.entitlement)
    yield from work_endings.endings(day, law, law.entitlement)
    yield from certificate_endings.endings(day, law.entitlement)
    for duty in duties(PROGRAM, day, law):
        yield from _of_staffing(duty, day, law.entitlement)
    yield from _of_calendar(day)


def _agreements(day: date) -> list[Agreement]:
    lasting = Q(last_day__isnull=True) | Q(last_day__gte=day)
    return list(
        Agreement.objects.filter(lasting, first_day__lte=day).select_related("client").order_by("client")
    )


def _of_client(agreement: Agreement, at: datetime, rights: Entitlement) -> Iterator[Ending]:
    """The paper of each kind that lasts longest: one that another continues says nothing."""
    client, today = agreement.client_id, paperwork.today(at, agreement.zone)
    told = (
        (subjects.OWN_PAPERS, staff_of(client, *paperwork.CONTACTS)),
        (subjects.papers(client), staff_of(agreement.partner_id, *paperwork.LEADS)),
    )
    losing = (
        (subjects.OWN_PAPERS, staff_of(client, *paperwork.WRITERS)),
        (subjects.papers(client), staff_of(agreement.partner_id, *paperwork.SENDERS)),
    )
    own = {"client": client, "pending": False}
    entitled = SupportContract.objects.filter(**own, level__in=list(rights.contract_levels))
    for kind, rows, clause in (
        ("licence", Licence.objects.filter(**own), "L9b"),
        ("contract", entitled, "P2.4"),
    ):
        row = rows.order_by("-last_day", "-id").first()
        if row and (warned := warned_of(row.pk, row.last_day, today, rights.licence_warning_days)):
            ends = PaperEnds(number=row.number, day=warned.day, left=warned.left)
            yield Ending(f"{kind}_ends", warned.mark, client, told, ends, clause)
        if row and row.last_day < today <= row.last_day + LATE:
            data = PaperOver(
                number=row.number, client=agreement.client.short_name, day=day_said(row.last_day)
            )
            yield Ending(f"{kind}_over", f"{row.pk}-{row.last_day}", client, losing, data, clause)


def _of_staffing(duty: Duty, day: date, rights: Entitlement) -> Iterator[Ending]:
    """A coming lack of certified employees, before the last day that suffices (P4.5)."""
    begins, partner = duty.standing.below_from, duty.partner
    left = nearest((begins - day).days - 1, rights.certificate_warning_days) if begins else None
    if begins and left is not None:
        told = (
            (subjects.OWN_PAPERS, staff_of(partner.pk, *paperwork.CONTACTS)),
            (subjects.papers(partner.pk), paperwork.vendors(*paperwork.CONFIRMERS)),
        )
        data = StaffingLacks(partner=partner.short_name, day=day_said(begins))
        yield Ending("staffing_will_lack", f"{begins}-{left}", partner.pk, told, data, "P4.5")


def _of_calendar(day: date) -> Iterator[Ending]:
    """Once a month from September on, while the next year has no official calendar."""
    coming = day.year + 1
    if day.month < AUTUMN or coming in years_of_version(newest_calendar().code):
        return
    vendor = Organisation.objects.filter(kind=OrgKind.VENDOR).first()
    if vendor is not None:
        told = ((subjects.CALENDARS_TO_KEEP, staff_of(vendor.pk, Role.ADMINISTRATOR)),)
        data = CalendarMissing(year=coming)
        yield Ending("calendar_missing", f"{coming}-{day.month}", vendor.pk, told, data, "U3.6a")

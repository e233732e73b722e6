"""Partners who have not answered a violation are reminded before the last day and on it, each time once (L17b)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from kabinet.actions.journal import organisation_entries
from kabinet.actions.notices import notify, subjects
from kabinet.actions.notices.oversight_recipients import leads
from kabinet.actions.unit.instants import whole
from kabinet.actions.unit.work import system
from kabinet.records.models import Organisation, OrganisationEntry, Violation
from kabinet.records.security.reach import as_system
from kabinet.records.versions.regulations import law_binding
from kabinet.records.versions.vendor_names import clauses
from kabinet.regulation.fact_data import lay_out
from kabinet.regulation.fact_data.organisations import ViolationReminded
from kabinet.regulation.verdict import day_said

REASON, KIND = "violations without an answer", "violation_reminded"


def remind_of_violations(*, at: datetime) -> int:
    """How many partners were reminded at `at`; after an outage the nearest reminder alone is given, none after the day."""
    now = whole(at)
    with transaction.atomic(), as_system(REASON):
        law = law_binding(now)
        today = now.astimezone(law.zone).date()
        due = list(_due(today, law.violation_warning_days))
    return sum(_reminded(key, days, today, now) for key, days in due)


def days_to_come(answer_by: date, at: datetime) -> list[date]:
    """On which later days the partner is reminded while they have not answered by then."""
    law = law_binding(whole(at))
    today = whole(at).astimezone(law.zone).date()
    days = {answer_by - timedelta(days=before) for before in law.violation_warning_days}
    return sorted(day for day in days if day > today)


def _due(today: date, warning_days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Violations without an answer, with the number of days whose turn it is."""
    last = today + timedelta(days=max(warning_days, default=0))
    open_ = Violation.objects.filter(answered_at=None, withdrawn_at=None, answer_by__range=(today, last))
    for key, answer_by in open_.values_list("pk", "answer_by"):
        passed = [days for days in warning_days if answer_by - timedelta(days=days) <= today]
        if passed:
            yield key, min(passed)


def _reminded(key: int, days: int, today: date, at: datetime) -> bool:
    """One transaction a violation, its partner locked: of two workers the second finds it told."""
    mark = f"{key}:{days}"
    with transaction.atomic(), as_system(REASON):
        row = Violation.objects.select_related("partner").get(pk=key)
        house = Organisation.objects.select_for_update().get(pk=row.partner_id)
        known = OrganisationEntry.objects.filter(organisation=house, kind=KIND, data__mark=mark)
        row.refresh_from_db(fields=["answered_at", "withdrawn_at"])
        if known.exists() or row.answered_at or row.withdrawn_at:
            return False
        data = ViolationReminded(
            partner=house.short_name,
            day=day_said(row.occurred_on),
            place=clauses()[row.clause].place,
            violation=row.pk,
            until=day_said(row.answer_by),
            left=(row.answer_by - today).days,
            mark=mark,
        )
        organisation_entries.write(house.pk, KIND, data, actor=system(REASON), at=at, clause=row.clause)
        told = {**lay_out(data), "subject": house.short_name}
        notify.to_people(
            leads(house.pk), KIND, told, about=subjects.violation(row.pk), at=at, organisation=house.pk
        )
        return True

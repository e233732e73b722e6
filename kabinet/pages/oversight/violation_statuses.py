"""The status that a violation may cost its partner (L17b): what there is to withdraw, or was withdrawn after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.oversight import parameters
from kabinet.records import doors
from kabinet.records.doors.record_types import ViolationRecord
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A status held on the day of the violation or later; `withdraw` is the way to take it, for whoever may."""

    name: str
    first_day: date
    last_day: date | None
    reason: str
    withdraw: str


def statuses_at_stake(actor: Actor, violation: ViolationRecord, today: date) -> Iterator[StatusLine]:
    """The latest first."""
    law, language = law_of(actor), get_language() or "ru"
    names = law.entitlement.partner_statuses if law.entitlement else {}
    may = parameters.can(actor, Act.WITHDRAW_STATUS, violation.partner_id)
    for row in doors.statuses(actor, violation.partner_id):
        if row.last_day is not None and row.last_day < violation.occurred_on:
            continue
        lasts = row.last_day is None or row.last_day >= today
        yield StatusLine(
            names[row.status].say(language) if row.status in names else row.status,
            row.first_day,
            row.last_day,
            row.end_reason,
            reverse("withdraw_status", args=[row.pk]) if may and lasts else "",
        )

"""The vendor's day begins at midnight of the zone that the regulation in force names, not at Moscow's."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from kabinet.actions.journal.deadlines import settle_due
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.regulation.versions.test_foreign_vendors import published
from tests.regulation.pack import foreign

# 23:30 of the thirtieth in Moscow, 01:30 of the first in Yekaterinburg, the zone of SAP's regulation.
BETWEEN = datetime(2026, 11, 30, 20, 30, tzinfo=UTC)
LAST, FIRST = date(2026, 11, 30), date(2026, 12, 1)

WORLDS = ("carried", "sap")


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Pages are read between the two midnights."""
    monkeypatch.setattr("kabinet.pages.gate.now", lambda: BETWEEN)
    return BETWEEN


@pytest.fixture(params=WORLDS)
def today(request: pytest.FixtureRequest, cast: Cast, night: datetime) -> date:
    """The vendor's day, under the carried regulation and under one of another zone."""
    if request.param == "carried":
        return LAST
    published(foreign.SAP, cast, Desk(cast))
    return FIRST


def test_forms_and_periods_begin_on_the_vendors_day(today: date, see) -> None:
    month = {LAST: "ноябрь 2026", FIRST: "декабрь 2026"}
    assert month[today] in see("lapteva", "/oversight/")
    for login, address in (("lapteva", "/violations/new/"), ("saveliev", "/refusal-reports/new/")):
        assert f'value="{today.isoformat()}"' in see(login, address)


@pytest.mark.clause("L10")
def test_what_happened_today_is_of_no_day_to_come(today: date, cast: Cast, send) -> None:
    said = {
        "partner": cast.partner["kontur"],
        "occurred_on": FIRST.isoformat(),
        "text": "Отказали по телефону",
    }
    answer = send("saveliev", "/refusal-reports/new/", **said)
    assert answer.status_code == (303 if today == FIRST else 422)
    assert ("Этот день ещё не наступил" in answer.content.decode()) is (today == LAST)


@pytest.mark.clause("L12b", "L13")
def test_a_status_ends_with_the_vendors_day(today: date, see) -> None:
    with transaction.atomic(), as_system("a status that ends"):
        models.PartnerStatus.objects.update(last_day=LAST)
    stopped = '<span class="button" aria-disabled="true">' in see("gordeeva", "/queue/")
    assert stopped is (today == FIRST)


@pytest.mark.clause("L13")
def test_a_group_is_that_of_the_vendors_day(today: date, cast: Cast, desk: Desk, see) -> None:
    number = desk.register(BETWEEN - timedelta(days=2)).number
    with transaction.atomic(), as_system("a member leaves"):
        models.GroupMember.objects.update(last_day=LAST)
    see("arkhipova", f"/tickets/{number}/")
    see("yusupov", f"/tickets/{number}/", 200 if today == LAST else 404)


@pytest.mark.clause("L17a")
def test_a_breach_counts_in_the_month_of_the_vendors_day(today: date, cast: Cast, desk: Desk, see) -> None:
    hours = 3 if today == FIRST else 2  # in which each regulation answers level 1
    desk.register(BETWEEN - timedelta(minutes=30, hours=hours), level=1)
    settle_due(at=BETWEEN)
    record = f"/oversight/{cast.partner['kontur']}/"
    for month, day in (("2026-11", LAST), ("2026-12", FIRST)):
        assert ("0/1" in _said(see("lapteva", f"{record}?period={month}"))) is (day == today), month
    quarter = see("lapteva", f"{record}?period=2026-q4")
    cells = [_said(cell) for cell in re.findall(r'not-phone">(.*?)</td>', quarter)]
    assert cells == (["—", "▼0/1", "—"] if today == LAST else ["—", "—", "▼0/1"])


def _said(page: str) -> str:
    return re.sub(r"<[^>]+>|\s", "", page)

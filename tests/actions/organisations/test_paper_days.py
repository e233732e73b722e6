"""The very last second of a paper and the first one after it, in the zone that counts (L9b, P2.4, P2.5, U3.6b)."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from kabinet.actions.unit.errors import Refused
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import ITEMS, Desk, later

MOSCOW, VLADIVOSTOK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Vladivostok")
END = date(2025, 3, 13)
SECOND = timedelta(seconds=1)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def put(model: str, where: dict[str, Any], **columns: Any) -> None:
    with transaction.atomic(), as_system("another world for a test"):
        getattr(models, model).objects.filter(**where).update(**columns)


def after(zone: ZoneInfo) -> datetime:
    """The first instant after END in the zone."""
    return datetime(END.year, END.month, END.day, tzinfo=zone) + timedelta(days=1)


def refusals(desk: Desk, at: datetime, login: str, **form: Any) -> list[tuple[str | None, str]]:
    try:
        desk.register(at, login=login, **form)
    except Refused as refused:
        return [(verdict.clause, verdict.code) for verdict in refused.verdicts]
    return []


@pytest.mark.clause("L9b", "U3.6b")
@pytest.mark.parametrize(
    ("login", "system", "zone"), [("saveliev", "erp", MOSCOW), ("kim", "terminal", VLADIVOSTOK)]
)
def test_a_licence_to_its_last_second_in_the_agreements_zone(
    cast: Cast, desk: Desk, login: str, system: str, zone: ZoneInfo
):
    put("Licence", {}, last_day=END)
    assert refusals(desk, after(zone) - SECOND, login, system=system) == []
    assert refusals(desk, after(zone), login, system=system) == [("L9b", "licence_ended")]


@pytest.mark.clause("U1", "P2.4")
def test_contract_and_status_likewise(cast: Cast, desk: Desk):
    put("SupportContract", {}, last_day=END)
    put("PartnerStatus", {}, last_day=END)
    for login, system, zone in (("saveliev", "erp", MOSCOW), ("kim", "terminal", VLADIVOSTOK)):
        assert refusals(desk, after(zone) - SECOND, login, system=system) == []
        assert refusals(desk, after(zone), login, system=system) == [
            ("U1", "contract_ended"),
            ("U1", "partner_without_status"),
        ]


@pytest.mark.clause("P2.4", "P2.5")
@pytest.mark.parametrize(
    ("model", "code"),
    [
        ("Certificate", "certificate_ended"),
        ("Licence", "licence_ended"),
        ("SupportContract", "contract_ended"),
    ],
)
def test_passing_on_counts_the_days_of_moscow_whatever_the_agreements_zone(
    cast: Cast, desk: Desk, model: str, code: str
):
    begun = after(VLADIVOSTOK) - timedelta(hours=9)
    numbers = [desk.register(begun, login="kim", system="terminal").number for _ in range(2)]
    put(model, {}, last_day=END)
    desk.do(pass_on_ticket, "choi", after(MOSCOW) - SECOND, number=numbers[0], values=ITEMS)
    with pytest.raises(Refused) as refused:
        desk.do(pass_on_ticket, "choi", after(MOSCOW), number=numbers[1], values=ITEMS)
    assert code in [verdict.code for verdict in refused.value.verdicts]


@pytest.mark.clause("L12b")
def test_passing_on_is_work_on_the_clients_ticket_too_its_own_day_counts_for_the_status(
    cast: Cast, desk: Desk
):
    number = desk.register(after(VLADIVOSTOK) - timedelta(hours=9), login="kim", system="terminal").number
    put("PartnerStatus", {}, last_day=END)
    with pytest.raises(Refused) as refused:
        desk.do(pass_on_ticket, "choi", after(VLADIVOSTOK), number=number, values=ITEMS)
    assert refused.value.verdict.code == "status_lost"
    desk.do(pass_on_ticket, "choi", after(VLADIVOSTOK) - SECOND, number=number, values=ITEMS)


@pytest.mark.clause("U3.6b", "U1")
def test_between_two_agreements_of_different_zones_no_hour_is_without_a_partner(cast: Cast, desk: Desk):
    """Vladivostok's last day ends seven hours before Moscow's first one begins; the other way round they overlap."""
    put("Agreement", {"client": cast.client["vostok"]}, last_day=END)
    put("Licence", {"client": cast.client["vostok"]}, seller=cast.partner["kontur"])
    with transaction.atomic(), as_system("the next agreement"):
        models.Agreement.objects.create(
            client_id=cast.client["vostok"],
            partner_id=cast.partner["kontur"],
            number="СП-2",
            zone="Europe/Moscow",
            first_day=END + timedelta(1),
        )
    partners = {}
    for at in (after(MOSCOW) - SECOND, after(MOSCOW)):
        put(
            "Licence",
            {"client": cast.client["vostok"]},
            seller=cast.partner["primsoft" if at < after(MOSCOW) else "kontur"],
        )
        ticket = desk.register(at, login="kim", system="terminal")
        partners[at] = (ticket.partner_id, ticket.agreement.number if ticket.agreement else None)
    assert list(partners.values()) == [(cast.partner["primsoft"], "СП-5"), (cast.partner["kontur"], "СП-2")]


@pytest.mark.clause("U3.6b")
def test_where_the_next_zone_begins_earlier_it_takes_over_at_once(cast: Cast, desk: Desk):
    put("Agreement", {"client": cast.client["zmk"]}, last_day=END)
    with transaction.atomic(), as_system("the next agreement"):
        models.Agreement.objects.create(
            client_id=cast.client["zmk"],
            partner_id=cast.partner["kontur"],
            number="СП-2",
            version=2,
            zone="Asia/Vladivostok",
            first_day=END + timedelta(1),
        )
    before = desk.register(after(VLADIVOSTOK) - SECOND)
    at_once = desk.register(after(VLADIVOSTOK))
    assert [each.agreement.number for each in (before, at_once) if each.agreement] == ["СП-1", "СП-2"]
    assert later(after(VLADIVOSTOK), hours=7) == after(MOSCOW)

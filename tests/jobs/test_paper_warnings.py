"""Warnings before papers end: 60, 14 and 3 days before, once, to those who can act; after an outage the nearest alone."""

from datetime import date, datetime, timedelta
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test import Client

from kabinet.actions.organisations.papers import endings
from kabinet.actions.organisations.papers.ending_notice import nearest
from kabinet.actions.organisations.papers.warnings import announce
from kabinet.pages.notices.addresses import address_of
from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.cast import Cast

MOSCOW, VLADIVOSTOK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Vladivostok")
END = date(2025, 3, 31)


def put(model: str, where: dict[str, Any], **columns: Any) -> None:
    with transaction.atomic(), as_system("another world for a test"):
        getattr(models, model).objects.filter(**where).update(**columns)


def at(left: int, hour: int = 9, zone: ZoneInfo = MOSCOW) -> datetime:
    """So many days before END, in this zone."""
    return datetime(END.year, END.month, END.day, hour, tzinfo=zone) - timedelta(days=left)


def told(kind: str, organisation: int | None = None) -> dict[str, list[str]]:
    """Login -> the marks that this person was told of."""
    found: dict[str, list[str]] = {}
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.Notice.objects.filter(kind=kind).select_related("person").order_by("created_at")
        for row in rows:
            if organisation in {None, row.organisation_id}:
                found.setdefault(row.person.login, []).append(address_of(row))
    return found


def marks(kind: str) -> list[str]:
    with transaction.atomic(), as_system("a look from outside"):
        rows = models.OrganisationEntry.objects.filter(kind=kind).order_by("occurred_at", "id")
        return [row.data["mark"].rpartition("-")[2] for row in rows]


@pytest.mark.parametrize(
    ("left", "warned"),
    [
        (61, None), (60, 60), (59, 60), (15, 60), (14, 14), (13, 14), (4, 14), (3, 3), (0, 3), (-1, None),
    ],
)  # fmt: skip
def test_which_warning_stands(left: int, warned: int | None):
    assert nearest(left, (60, 14, 3)) == warned


@pytest.mark.clause("L9b")
def test_a_licence_is_told_of_three_times_each_once(cast: Cast):
    put("Licence", {"client": cast.client["zmk"]}, last_day=END)
    for left in (61, 60, 60, 59, 14, 14, 3, 3, 1, 0, -1, -30):
        announce(at=at(left))
    assert marks("licence_ends") == ["60", "14", "3"]
    papers = f"/organisations/{cast.client['zmk']}/papers/"
    assert told("licence_ends") == {
        "saveliev": ["/papers/"] * 3,
        "arefyev": ["/papers/"] * 3,
        "arkhipova": [papers] * 3,
    }


@pytest.mark.clause("L9b")
def test_after_an_outage_the_nearest_alone(cast: Cast):
    put("Licence", {"client": cast.client["zmk"]}, last_day=END)
    announce(at=at(2))
    assert marks("licence_ends") == ["3"]


def test_a_paper_that_another_continues_says_nothing_and_a_pending_one_continues_nothing(cast: Cast):
    put("Licence", {"client": cast.client["zmk"]}, last_day=END)
    with transaction.atomic(), as_system("a renewal"):
        models.Licence.objects.create(
            client_id=cast.client["zmk"],
            seller_id=cast.partner["kontur"],
            number="РКЛ-9",
            main_delivery="1",
            first_day=END + timedelta(1),
            last_day=END + timedelta(365),
            pending=True,
        )
    announce(at=at(60))
    assert marks("licence_ends") == ["60"]
    put("Licence", {"number": "РКЛ-9"}, pending=False)
    announce(at=at(14))
    assert marks("licence_ends") == ["60"]


@pytest.mark.clause("U3.6b", "L9b")
def test_the_day_is_that_of_the_agreements_zone(cast: Cast):
    put("Licence", {"client": cast.client["vostok"]}, last_day=END)
    announce(at=at(61, 23, VLADIVOSTOK))
    assert marks("licence_ends") == []
    announce(at=at(60, 0, VLADIVOSTOK))
    assert marks("licence_ends") == ["60"]


@pytest.mark.clause("P2.4", "P2.5", "L12b")
def test_contracts_statuses_and_certificates_likewise(cast: Cast):
    put("SupportContract", {"client": cast.client["zmk"]}, last_day=END)
    put("SupportContract", {"client": cast.client["bank"]}, last_day=END)  # of a level that gives no right
    put("PartnerStatus", {"partner": cast.partner["primsoft"]}, last_day=END)
    put("Certificate", {"person": cast.person["choi"]}, last_day=END)
    announce(at=at(14))
    assert set(told("contract_ends")) == {"saveliev", "arefyev", "arkhipova"}
    assert told("status_ends") == {
        "vlasov": [f"/organisations/{cast.partner['primsoft']}/papers/"],
        "shulgin": [f"/organisations/{cast.partner['primsoft']}/papers/"],
    }
    assert told("certificate_ends") == {"choi": ["/papers/"]}


@pytest.mark.clause("P4.5")
def test_a_coming_lack_of_certificates_is_told_60_and_14_days_before_to_partner_and_vendor(cast: Cast):
    put("Certificate", {"person": cast.person["melnik"]}, last_day=END)
    for left in (61, 60, 30, 14, 3, 0, -1):
        announce(at=at(left))
    assert marks("staffing_will_lack") == ["60", "14"]
    assert told("staffing_will_lack") == {
        "arkhipova": ["/papers/"] * 2,
        "vlasov": [f"/organisations/{cast.partner['kontur']}/papers/"] * 2,
        "shulgin": [f"/organisations/{cast.partner['kontur']}/papers/"] * 2,
    }


@pytest.mark.clause("P4.5")
def test_the_notice_opens_the_page_that_says_it(cast: Cast, stated_instant: None):
    put("Certificate", {"person": cast.person["melnik"]}, last_day=END)
    announce(at=at(60))
    client = Client()
    cast.sign_in(client, "vlasov")
    leave()
    page = client.get("/notices/").content.decode().replace("\xa0", " ")
    assert "с 1 апреля 2025 сотрудников с сертификатом будет меньше, чем нужно" in page


def test_a_missing_calendar_is_told_to_administrators_from_september_once_a_month(cast: Cast, monkeypatch):
    monkeypatch.setattr(endings, "years_of_version", lambda code: {2025: object()})
    for month in range(1, 13):
        for day in (1, 20):
            announce(at=datetime(2025, month, day, 9, tzinfo=MOSCOW))
    assert marks("calendar_missing") == ["9", "10", "11", "12"]
    assert told("calendar_missing") == {"shulgin": ["/calendars/"] * 4}
    announce(at=datetime(2024, 9, 1, 9, tzinfo=MOSCOW))
    assert marks("calendar_missing") == ["9", "10", "11", "12"]


def test_two_workers_at_once_tell_once(own_db, cast: Cast):
    put("Licence", {"client": cast.client["zmk"]}, last_day=END)
    made: list[int] = []

    def work() -> None:
        try:
            made.append(announce(at=at(60)))
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(made) == len(marks("licence_ends")) + len(marks("calendar_missing"))
    assert marks("licence_ends") == ["60"]
    assert [len(addresses) for addresses in told("licence_ends").values()] == [1, 1, 1]

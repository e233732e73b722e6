"""A certificate that ends by its day is told on the first day without it, once, to its holder and the partner's contacts;
what waits for a sender is named, and the organisation's history keeps it (P2.5)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from kabinet.actions.organisations.papers.certificates import end_certificate
from kabinet.actions.organisations.papers.warnings import announce
from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.records import models
from kabinet.records.security.reach import as_system, leave
from tests.cast import Cast
from tests.desk import Desk, later, passed_on
from tests.jobs.test_paper_warnings import END, at, marks, put, told

pytestmark = pytest.mark.clause("P2.5")


@pytest.fixture(autouse=True)
def _stated_instant(stated_instant: None) -> None:
    """Pages are read at a stated instant."""


def page(cast: Cast, login: str, address: str) -> str:
    client = Client()
    cast.sign_in(client, login)
    leave()
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def ends(cast: Cast, *logins: str, day: date = END) -> None:
    for login in logins:
        put("Certificate", {"person": cast.person[login]}, last_day=day)


def test_it_is_told_once_on_the_first_day_without_it(cast: Cast) -> None:
    ends(cast, "zhdanov")
    for left in (1, 0):
        announce(at=at(left))
        assert told("certificate_over") == {}, "the last day is a day with it"
    for left in (-1, -1, -2, -13):
        announce(at=at(left, hour=0))
    assert told("certificate_over") == {"zhdanov": ["/papers/"], "arkhipova": ["/papers/"]}
    assert len(marks("certificate_over")) == 1


def test_after_a_fortnight_it_is_no_news(cast: Cast) -> None:
    ends(cast, "zhdanov")
    announce(at=at(-15))
    assert told("certificate_over") == {}


def test_both_read_it_and_the_history_of_the_organisation_has_it(cast: Cast) -> None:
    ends(cast, "zhdanov")
    ends(cast, "melnik", day=END + timedelta(days=300))
    announce(at=at(-1))
    for login in ("zhdanov", "arkhipova"):
        notices = page(cast, login, "/notices/")
        assert "действовал по 31 марта 2025: передать по нему обращение в 1С нельзя" in notices
        assert "больше некому" not in notices, "Melnik can"
    history = page(cast, "arkhipova", f"/organisations/{cast.partner['kontur']}/history/")
    assert "Закончился сертификат №" in history
    assert "действовал по 31 марта 2025" in history


def test_of_the_last_one_who_could_it_says_what_waits_and_what_goes_on(cast: Cast, desk: Desk) -> None:
    client, vendor = passed_on(desk, at(300))
    waits = desk.register(at(299)).number
    draft: dict[str, Any] = {"kind": "pass_on", "content": {"values": {}}, "ticket": waits}
    desk.do(save_draft, "gordeeva", later(at(299), hours=1), **draft)
    ends(cast, "zhdanov", "melnik")
    announce(at=at(-1))
    notices = page(cast, "arkhipova", "/notices/")
    assert "Передавать обращения в 1С больше некому" in notices
    assert f"готовили и не передали: {waits}" in notices
    assert f"Открытые в 1С можно продолжать: {vendor}" in notices
    assert client not in notices.split("готовили и не передали:")[1].split(".")[0]


def test_a_fellow_of_the_group_who_can_is_somebody(cast: Cast) -> None:
    ends(cast, "zhdanov", "melnik")
    with transaction.atomic(), as_system("another world for a test"):
        models.Membership.objects.create(
            person_id=cast.person["yusupov"],
            organisation_id=cast.partner["kontur-ural"],
            role="authorised_employee",
            added_at=at(400),
            confirmed_at=at(400),
        )
        kind = models.Certificate.objects.filter(person=cast.person["zhdanov"]).values_list(
            "kind", flat=True
        )[0]
        models.Certificate.objects.create(
            person_id=cast.person["yusupov"], kind=kind, number="УР-1", first_day=END - timedelta(days=90)
        )
    announce(at=at(-1))
    assert "больше некому" not in page(cast, "arkhipova", "/notices/")


def test_one_that_another_continues_says_nothing(cast: Cast) -> None:
    ends(cast, "zhdanov")
    with transaction.atomic(), as_system("a renewal"):
        kind = models.Certificate.objects.filter(person=cast.person["zhdanov"]).values_list(
            "kind", flat=True
        )[0]
        models.Certificate.objects.create(
            person_id=cast.person["zhdanov"], kind=kind, number="Н-2", first_day=END + timedelta(days=1)
        )
    announce(at=at(-1))
    assert told("certificate_over") == {}


def test_what_an_act_ended_is_not_told_again(cast: Cast, desk: Desk) -> None:
    ends(cast, "zhdanov", day=END + timedelta(days=100))
    with transaction.atomic(), as_system("a look"):
        key = models.Certificate.objects.get(person=cast.person["zhdanov"]).pk
    desk.do(end_certificate, "shulgin", at(3), certificate=key, last_day=END, reason="Отозван")
    announce(at=at(-1))
    assert told("certificate_over") == {}
    assert "zhdanov" in told("certificate_ended")

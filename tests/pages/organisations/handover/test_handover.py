"""A change of the servicing partner through the pages of all three parties."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from kabinet.actions.journal.verify import verify
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests import clock
from tests.cast import Cast
from tests.desk import Desk


def signed_in(cast: Cast, login: str) -> Client:
    client = Client()
    cast.sign_in(client, login)
    return client


def text(page: HttpResponse) -> str:
    return page.content.decode().replace("\xa0", " ")


@pytest.fixture
def number(desk: Desk) -> str:
    return changed_partner(desk)


def changed_partner(desk: Desk) -> str:
    """A ticket that stayed with the former partner: since yesterday another one serves ZMK."""
    now = clock.now()
    number = desk.register(now - timedelta(days=3)).number
    cast, today = desk.cast, now.date()
    with as_system("a new agreement"):
        zmk, new = cast.client["zmk"], cast.partner["primsoft"]
        models.Agreement.objects.filter(client=zmk).update(last_day=today - timedelta(days=2))
        models.Agreement.objects.create(
            client_id=zmk,
            partner_id=new,
            number="СП-9",
            zone="Europe/Moscow",
            first_day=today - timedelta(days=1),
        )
        sold = models.Licence.objects.get(client=zmk)
        models.Licence.objects.create(
            client_id=zmk,
            seller_id=new,
            number="РКЛ-9",
            main_delivery=sold.main_delivery,
            first_day=today - timedelta(days=1),
            last_day=sold.last_day,
        )
        models.Membership.objects.create(
            person_id=cast.person["choi"],
            organisation_id=new,
            role="coordinator",
            added_at=now - timedelta(days=9),
            confirmed_at=now - timedelta(days=9),
        )
    return str(number)


def asked(cast: Cast, number: str) -> str:
    answered = signed_in(cast, "saveliev").post(f"/handovers/ask/{number}/")
    assert answered.status_code == 303
    return str(answered.url)


@pytest.mark.clause("U1")
def test_from_the_clients_wish_to_the_new_ticket(cast: Cast, number: str) -> None:
    assert number in text(signed_in(cast, "saveliev").get("/handovers/"))
    page = asked(cast, number)
    assert asked(cast, number) == page
    former, new = signed_in(cast, "arkhipova"), signed_in(cast, "choi")
    assert "нужно ваше согласие" in text(former.get("/handovers/"))
    offered = text(new.get(page))
    assert "rphost аварийно завершается" in offered
    assert number not in offered
    assert new.post(f"{page}consent/").status_code == 403
    assert former.post(f"{page}consent/").status_code == 303
    taken = new.post(f"{page}consent/")
    assert taken.status_code == 303
    assert new.post(f"{page}consent/").url == taken.url
    assert text(new.get(taken.url)).count("Повторяется каждые десять минут") >= 1
    assert signed_in(cast, "gordeeva").get(taken.url).status_code == 404
    assert new.get(f"/tickets/{number}/").status_code == 404
    told = text(signed_in(cast, "saveliev").get(f"/tickets/{number}/"))
    assert "Передано партнёру Примсофт" in told
    assert signed_in(cast, "gordeeva").get(f"/tickets/{number}/").status_code == 200
    assert list(verify()) == []


def test_declined_with_a_reason_and_what_was_typed_is_kept(cast: Cast, number: str) -> None:
    page = asked(cast, number)
    former = signed_in(cast, "arkhipova")
    assert former.post(f"{page}decline/", {"reason": " "}).status_code == 422
    assert former.post(f"{page}decline/", {"reason": "Решим сегодня"}).status_code == 303
    assert "Решим сегодня" in text(signed_in(cast, "saveliev").get(page))
    assert signed_in(cast, "choi").post(f"{page}consent/").status_code == 403


@pytest.mark.parametrize("login", ["stranger", "kravets", "titova", "shulgin"])
def test_who_has_nothing_to_do_with_it_finds_nothing(cast: Cast, number: str, login: str) -> None:
    page = asked(cast, number)
    client = signed_in(cast, login)
    assert client.get(page).status_code == 404
    assert client.post(f"{page}consent/").status_code == 404
    assert client.post(f"{page}decline/", {"reason": "нет"}).status_code == 404


def test_a_colleague_without_the_right_reads_why(cast: Cast, number: str) -> None:
    refused = signed_in(cast, "orlova").post(f"/handovers/ask/{number}/")
    assert refused.status_code == 403
    assert "контактное лицо" in text(refused)
    page = asked(cast, number)
    assert signed_in(cast, "gordeeva").post(f"{page}consent/").status_code == 403

"""Agreements through the page: both parties' word, stricter or refused, versions, another partner, a third-party desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.clock import now
from tests.desk import Desk, later
from tests.pages.organisations.papers.browser import Browser, day, history, put, rows, told

Who = Callable[[str], Browser]
OFFER = "/organisations/{zmk}/agreement/"


def proposed(cast: Cast, who: Who, login: str = "arkhipova", **terms: Any) -> str:
    """The address of a proposal that this person made."""
    who(login).send(OFFER, **{"number": "СП-77", "first_day": day(), **terms})
    return f"/agreements/{rows('AgreementProposal', client=cast.client['zmk'])[-1].pk}/"


def concluded(cast: Cast, who: Who, login: str = "arkhipova", **terms: Any) -> None:
    """Proposed and accepted."""
    who("saveliev").post(f"{proposed(cast, who, login, **terms)}accept/")


def agreements(cast: Cast, client: str = "zmk") -> list[Any]:
    return rows("Agreement", client=cast.client[client])


@pytest.mark.clause("U3.6b")
def test_the_partner_proposes_the_client_accepts_and_the_former_ends_the_day_before(cast: Cast, who: Who):
    address = proposed(cast, who, zone="Asia/Vladivostok", first_day=day(10), windows="09:00–21:00")
    assert [row.number for row in agreements(cast)] == ["СП-1"]
    assert ("agreement_proposed", address) in told(cast, "saveliev")
    assert "ждёт вашего ответа" in who("saveliev").get("/papers/")
    page = who("saveliev").get(address)
    assert "Владивосток" in page
    assert "Соглашение СП-1 закончится накануне." in page
    assert "действует" in who("saveliev").post(f"{address}accept/")
    former, new = agreements(cast)
    assert (former.last_day, new.first_day, new.zone) == (day(9), day(10), "Asia/Vladivostok")
    assert (new.version, new.stricter) == (2, {"windows": ["09:00-21:00"]})
    assert history(cast.client["zmk"]) == ["agreement_proposed", "agreement_concluded"]


@pytest.mark.clause("U3.6b")
def test_the_zone_moves_the_hours_of_levels_2_to_4_of_this_client_alone(cast: Cast, who: Who, desk: Desk):
    concluded(cast, who, zone="Asia/Vladivostok", first_day=day(1))
    monday = now() + timedelta(days=14 - now().weekday())
    morning = monday.replace(hour=0, minute=0, second=0) - timedelta(
        minutes=30
    )  # 09:30 there, 02:30 in Moscow
    due = {}
    for client, login, system in (("zmk", "saveliev", "erp"), ("kedr", "dremin", "holding")):
        for level in (1, 3):
            number = desk.register(morning, login=login, level=level, system=system).number
            due[client, level] = next(run[3] for run in desk.runs(number) if run[0] == "reaction")
    assert due["zmk", 3] < due["kedr", 3]
    assert due["zmk", 1] == due["kedr", 1] == later(morning, hours=2)


@pytest.mark.clause("U3.6a", "U3.6b")
def test_a_weaker_term_is_refused_naming_every_place_with_everything_kept(cast: Cast, who: Who):
    page = who("arkhipova").send(
        OFFER,
        422,
        number="СП-77",
        first_day=day(),
        windows="11:00–18:00",
        l2_reaction="8",
        l3_update="9",
        l1_update="2",
        l1_update_unit="working days",
    )
    for place in ("Часы работы", "Уровень 2, время реакции", "Уровень 1, обновление"):
        assert place.lower() in page.lower()
    assert "слабее, чем в регламенте" in page
    assert "не больше 4 рабочих часа" in page
    assert "уровень 3, обновление —" not in page.lower()
    assert 'value="11:00–18:00"' in page
    assert 'value="8"' in page
    assert rows("AgreementProposal") == []


def test_what_cannot_be_read_is_said_beside_the_field(cast: Cast, who: Who):
    given = {"number": "СП-77", "first_day": day()}
    assert "Напишите часы так" in who("arkhipova").send(OFFER, 422, **given, windows="утром")
    assert "overlap" not in who("arkhipova").send(OFFER, 422, **given, windows="09:00–18:00, 10:00–12:00")
    assert "целое число" in who("arkhipova").send(
        OFFER, 422, **given, l2_update="1.5", l2_update_unit="working days"
    )
    assert "Это не адрес страницы" in who("arkhipova").send(
        OFFER, 422, **given, third_party_desk="Desk", third_party_url="javascript:alert(1)"
    )
    who("arkhipova").send(OFFER, 422, **given, zone="Mars/Olympus")
    assert "Не раньше, чем" in who("arkhipova").send(OFFER, 422, number="СП-77", first_day=day(-1))
    assert rows("AgreementProposal") == []


@pytest.mark.clause("U3.6b")
def test_only_the_clients_contact_answers(cast: Cast, who: Who):
    address = proposed(cast, who)
    for login in ("orlova", "frolov"):
        assert "Принять соглашение" not in who(login).get(address)
        assert "/rules/own/" in who(login).post(f"{address}accept/", 403)
        who(login).get(f"{address}decline/", 403)
    for login in ("stranger", "choi", "lukin"):
        who(login).get(address, 404)
    who("arkhipova").post(f"{address}accept/", 404)
    who("vlasov").post(f"{address}accept/", 404)
    assert len(agreements(cast)) == 1


@pytest.mark.clause("U3.6b")
def test_an_engineer_and_another_partner_propose_nothing(cast: Cast, who: Who):
    assert "/rules/clause/U3.6b/" in who("gordeeva").get(OFFER, 403)
    who("choi").get(OFFER, 404)
    who("vlasov").get(OFFER, 404)
    who("saveliev").get(OFFER, 404)


def test_declined_with_a_reason_or_taken_back_nothing_changes(cast: Cast, who: Who):
    address = proposed(cast, who)
    assert "Клиент ещё не ответил" in who("arkhipova").send(OFFER, 422, number="СП-78", first_day=day())
    who("arefyev").send(f"{address}decline/", reason="Нужны выходные")
    assert "Нужны выходные" in who("arkhipova").get(address)
    again = proposed(cast, who)
    assert "На это предложение уже ответили" in who("saveliev").post(f"{address}accept/", 422)
    who("arkhipova").post(f"{again}take-back/")
    assert "На это предложение уже ответили" in who("saveliev").post(f"{again}accept/", 422)
    assert len(agreements(cast)) == 1
    assert ("agreement_declined", f"/organisations/{cast.client['zmk']}/papers/") in told(cast, "arkhipova")


def test_accepted_twice_is_one_agreement(cast: Cast, who: Who):
    address = proposed(cast, who)
    who("saveliev").post(f"{address}accept/")
    who("arefyev").post(f"{address}accept/", 422)
    assert len(agreements(cast)) == 2


def test_a_first_day_that_passed_while_it_waited(cast: Cast, who: Who):
    address = proposed(cast, who, first_day=day(3))
    put("AgreementProposal", {"client": cast.client["zmk"]}, first_day=day(-1))
    assert "День начала прошёл" in who("saveliev").post(f"{address}accept/", 422)
    assert len(agreements(cast)) == 1


def sold_by_primsoft(cast: Cast, who: Who) -> None:
    """The vendor enters the licence that the next partner sold: from then on it knows the client (U1)."""
    who("vlasov").send(
        "/organisations/{zmk}/licences/new/",
        seller=cast.partner["primsoft"],
        number="РКЛ-9",
        first_day=day(),
        last_day=day(365),
    )
    put(
        "Membership",
        {"person": cast.person["choi"], "role": "engineer"},
        role="coordinator",
    )


@pytest.mark.clause("P2.6", "U1")
def test_another_partner_from_a_day_new_tickets_go_there_and_the_old_one_keeps_its_own(
    cast: Cast, who: Who, desk: Desk
):
    old = desk.register(later(now(), minutes=-5)).number
    who("choi").get("/organisations/{zmk}/agreement/", 404)
    sold_by_primsoft(cast, who)
    address = proposed(cast, who, "choi")
    page = who("saveliev").get(address)
    assert "получает Примсофт" in page
    assert "остаются у партнёра Северный Контур" in page
    assert "Прежний партнёр и дальше видит обращения своего времени" in page
    who("saveliev").post(f"{address}accept/")
    assert history(cast.client["zmk"])[-1] == "partner_changed"
    assert {kind for kind, _ in told(cast, "arkhipova")} & {"partner_changed", "agreement_ended"} == {
        "agreement_ended"
    }
    learnt = who("arkhipova").get("/notices/")
    assert "после этого новые обращения клиента к вам не поступают" in learnt
    assert "получает Примсофт" not in learnt
    new = desk.register(now()).number
    found = {row.number: row.partner_id for row in rows("Ticket", client=cast.client["zmk"])}
    assert found == {old: cast.partner["kontur"], new: cast.partner["primsoft"]}
    assert "rphost" in who("gordeeva").get(f"/tickets/{old}/")
    who("gordeeva").get(f"/tickets/{new}/", 404)
    who("choi").get(f"/tickets/{old}/", 404)
    assert "rphost" in who("choi").get(f"/tickets/{new}/")
    assert "по 31.12.2099, пока действует проданная им РКЛ" in page
    put("Licence", {"seller": cast.partner["kontur"], "client": cast.client["zmk"]}, last_day=day(-1))
    assert "ERP Производство" not in who("gordeeva").get("/organisations/{zmk}/systems/")
    assert "Савельев" not in who("gordeeva").get("/organisations/{zmk}/")
    assert "rphost" in who("gordeeva").get(f"/tickets/{old}/")


@pytest.mark.clause("L8")
def test_a_third_party_desk_stands_on_the_ticket_with_number_and_link_and_counts_for_nobody(
    cast: Cast, who: Who
):
    from django.db import transaction

    from kabinet.records import models
    from kabinet.records.lists.compliance import counts_for_vendor
    from kabinet.records.security.reach import as_system
    from tests.pages.registration.walk import WRITTEN, Walk

    concluded(cast, who, third_party_desk="Naumen", third_party_url="https://desk.zmk.example")
    browser = who("saveliev")
    walk = Walk(browser.client, cast)
    draft = walk.begin()
    assert "Naumen" in browser.get(draft)
    wrong = walk.post(draft, WRITTEN | {"foreign_number": "INC-17", "foreign_url": "desk.zmk.example/17"})
    assert wrong.status_code == 422
    assert "Это не адрес страницы" in wrong.content.decode()
    assert "INC-17" in wrong.content.decode()
    sent = walk.post(
        draft, WRITTEN | {"foreign_number": "INC-17", "foreign_url": "https://desk.zmk.example/17"}
    )
    assert sent.status_code == 303
    row = rows("Ticket")[0]
    assert (row.foreign_desk, row.foreign_number) == ("Naumen", "INC-17")
    for login in ("saveliev", "gordeeva"):
        page = who(login).get(f"/tickets/{row.number}/")
        assert "Naumen" in page
        assert '<a class="link tall" href="https://desk.zmk.example/17"' in page
        assert "/rules/clause/L8/" in page
    assert "foreign_number" not in who("dremin").get("/new/")
    with transaction.atomic(), as_system("what the vendor counts"):
        assert not models.Ticket.objects.filter(counts_for_vendor()).exists()


@pytest.mark.clause("L8")
def test_without_a_desk_in_the_agreement_nothing_of_it_is_taken(cast: Cast, who: Who):
    from tests.pages.registration.walk import WRITTEN, Walk

    walk = Walk(who("saveliev").client, cast)
    draft = walk.begin()
    assert walk.post(draft, WRITTEN | {"foreign_number": "INC-17"}).status_code == 303
    row = rows("Ticket")[0]
    assert (row.foreign_desk, row.foreign_number) == ("", "")
    assert "Naumen" not in who("saveliev").get(f"/tickets/{row.number}/")

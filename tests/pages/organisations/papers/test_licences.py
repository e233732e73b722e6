"""Licences and support contracts through the page: who enters, who confirms, when they count (U1, P2.4, P2.6)."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.pages.organisations.papers.browser import Browser, day, history, put, rows, told

Who = Callable[[str], Browser]
LICENCE, CONTRACT = "/organisations/{zmk}/licences/new/", "/organisations/{zmk}/contracts/new/"


def ended(cast: Cast, *models: str) -> None:
    """The papers of ZMK ended yesterday."""
    for model in models:
        put(model, {"client": cast.client["zmk"]}, last_day=day(-1))


@pytest.mark.clause("U1", "P2.4")
def test_a_licence_from_the_partner_opens_registration_when_the_vendor_has_confirmed_it(cast: Cast, who: Who):
    ended(cast, "Licence")
    page = who("arkhipova").send(
        LICENCE, seller=cast.partner["kontur"], number="РКЛ-9", first_day=day(), last_day=day(364)
    )
    assert "ждёт подтверждения 1С" in page
    assert "РКЛ действовала по" in who("saveliev").get("/new/", 403)
    assert "продал Северный Контур" in who("vlasov").get("/papers/waiting/")
    key = rows("Licence", number="РКЛ-9")[0].pk
    who("vlasov").post(f"/papers/licence/{key}/confirm/")
    who("saveliev").get("/new/")
    assert history(cast.client["zmk"]) == ["licence_handed_in", "licence_confirmed"]
    assert ("licence_confirmed", "/papers/") in told(cast, "saveliev")
    assert ("licence_confirmed", f"/organisations/{cast.client['zmk']}/papers/") in told(cast, "arkhipova")


@pytest.mark.clause("U1", "P2.4")
@pytest.mark.parametrize("login", ["vlasov", "arkhipova"])
def test_without_korp_licences_nothing_is_taken_until_the_vendor_adds_them(cast: Cast, who: Who, login: str):
    """The first of the four conditions can be told to fail, and to hold again."""
    ended(cast, "Licence")
    given = {"seller": cast.partner["kontur"], "number": "РКЛ-9", "first_day": day(), "last_day": day(364)}
    page = who(login).send(LICENCE, main_delivery="", **given)
    assert "нет: прав на лицензии платформы нет" in page
    if login == "arkhipova":
        assert "не указана, прав на лицензии платформы нет" in who("vlasov").get("/papers/waiting/")
        who("vlasov").post(f"/papers/licence/{rows('Licence', number='РКЛ-9')[0].pk}/confirm/")
    refusal = who("saveliev").get("/new/", 403)
    assert "Не указана основная корпоративная поставка: прав на корпоративные лицензии нет" in refusal
    assert "Приобрести лицензии можно у обслуживающего партнёра" in refusal
    assert "/rules/clause/U1/" in refusal
    refused = who("arkhipova").send(LICENCE, 422, main_delivery="8012450301", **given)
    assert "номер поставки к подтверждённой записи добавляет фирма" in refused
    who("vlasov").send(LICENCE, main_delivery="8012450301", **given)
    who("saveliev").get("/new/")
    assert [row.main_delivery for row in rows("Licence", number="РКЛ-9")] == ["8012450301"]


@pytest.mark.clause("U1")
def test_a_partner_completes_what_still_waits(cast: Cast, who: Who):
    given = {"seller": cast.partner["kontur"], "number": "РКЛ-9", "first_day": day(), "last_day": day(364)}
    who("arkhipova").send(LICENCE, main_delivery="", **given)
    who("arkhipova").send(LICENCE, main_delivery="8012450301", **given)
    assert [(row.main_delivery, row.pending) for row in rows("Licence", number="РКЛ-9")] == [
        ("8012450301", True)
    ]


@pytest.mark.clause("U1", "P2.4")
def test_a_contract_likewise_and_the_vendors_own_counts_at_once(cast: Cast, who: Who):
    ended(cast, "SupportContract")
    assert "Договор ИТС действовал по" in who("saveliev").get("/new/", 403)
    assert "Договор ИТС закончился" in who("saveliev").get("/papers/")
    who("arkhipova").send(CONTRACT, number="ИТС-9", level="prof", first_day=day(), last_day=day(9))
    who("saveliev").get("/new/", 403)
    who("vlasov").send(CONTRACT, number="ИТС-10", level="prof", first_day=day(), last_day=day(9))
    who("saveliev").get("/new/")
    assert [row.pending for row in rows("SupportContract", client=cast.client["zmk"])] == [False, True, False]


@pytest.mark.clause("U1")
def test_a_contract_of_another_level_may_be_kept_and_gives_no_right(cast: Cast, who: Who):
    ended(cast, "SupportContract")
    page = who("vlasov").send(CONTRACT, number="ИТС-11", level="techno", first_day=day(), last_day=day(9))
    assert "TECHNO — права на поддержку не даёт" in page
    refusal = who("saveliev").get("/new/", 403)
    assert "Уровень договора ИТС не даёт права на эту поддержку" in refusal
    assert "/rules/clause/U1/" in refusal


def test_the_same_contract_twice_is_one(cast: Cast, who: Who):
    data = {"number": "ИТС-9", "level": "prof", "first_day": day(), "last_day": day(9)}
    who("arkhipova").send(CONTRACT, **data)
    assert "Такой договор уже внесён" in who("arkhipova").send(CONTRACT, 422, **data)
    assert len(rows("SupportContract", number="ИТС-9")) == 1


def test_a_licence_number_stands_once(cast: Cast, who: Who):
    page = who("arkhipova").send(LICENCE, 422, number="РКЛ-240001", first_day=day(), last_day=day(9))
    assert "РКЛ с этим номером уже внесена" in page
    assert "РКЛ-240001" in page


@pytest.mark.clause("P2.6")
def test_a_partner_enters_what_its_own_group_sold_and_the_vendor_any(cast: Cast, who: Who):
    given = {"number": "РКЛ-9", "main_delivery": "8012450301", "first_day": day(), "last_day": day(9)}
    who("arkhipova").send(LICENCE, 422, seller=cast.partner["primsoft"], **given)
    who("arkhipova").send(LICENCE, seller=cast.partner["kontur-ural"], **given)
    who("vlasov").send(LICENCE, seller=cast.partner["primsoft"], **{**given, "number": "РКЛ-10"})
    assert [row.pending for row in rows("Licence", client=cast.client["zmk"])] == [False, True, False]


@pytest.mark.clause("U1")
def test_another_partner_and_other_clients_know_no_such_page(cast: Cast, who: Who):
    for login in ("choi", "kravets", "saveliev", "stranger"):
        for address in (LICENCE, CONTRACT, "/organisations/{zmk}/papers/"):
            who(login).get(address, 404)
    who("choi").post(LICENCE, 404, number="РКЛ-9")
    assert rows("Licence", number="РКЛ-9") == []


@pytest.mark.clause("U1")
def test_a_colleague_without_the_right_is_told_who_has_it(cast: Cast, who: Who):
    refusal = who("gordeeva").get(LICENCE, 403)
    assert "координатор или контактное лицо партнёра" in refusal
    assert "/rules/own/" in refusal
    assert who("gordeeva").post(CONTRACT, 403, number="ИТС-9", level="prof")


def test_a_pending_licence_lets_no_new_partner_in(cast: Cast, who: Who):
    from kabinet.records import models
    from kabinet.records.security.reach import as_system

    with as_system("a licence that somebody handed in"):
        models.Licence.objects.create(
            client_id=cast.client["zmk"],
            seller_id=cast.partner["primsoft"],
            number="РКЛ-9",
            main_delivery="8012450301",
            first_day=day(),
            last_day=day(9),
            pending=True,
        )
    who("choi").get("/organisations/{zmk}/papers/", 404)


def test_hostile_input_is_refused_and_kept(cast: Cast, who: Who):
    page = who("arkhipova").post(
        LICENCE,
        422,
        number="РКЛ\0" + "9" * 50,
        seller="1; drop table licence",
        main_delivery="<b>",
        first_day="2024-13-77",
        last_day="0001-01-01",
    )
    assert "&lt;b&gt;" in page
    for kind, key in (("licence", 999_999), ("nothing", 1), ("certificate", 10**15)):
        who("vlasov").post(f"/papers/{kind}/{key}/confirm/", 404)


def test_confirming_is_for_coordinators_and_administrators(cast: Cast, who: Who):
    who("arkhipova").send(CONTRACT, number="ИТС-9", level="prof", first_day=day(), last_day=day(9))
    key = rows("SupportContract", number="ИТС-9")[0].pk
    assert "подтверждает координатор или администратор" in who("titova").post(
        f"/papers/contract/{key}/confirm/", 403
    )
    assert "Подтвердить" not in who("titova").get("/papers/waiting/")
    who("arkhipova").post(f"/papers/contract/{key}/confirm/", 404)
    who("shulgin").post(f"/papers/contract/{key}/confirm/")

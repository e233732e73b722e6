"""Statuses through the page: granted, changed, withdrawn by whom it may be, and what follows from that day (L12, L17b)."""

from collections.abc import Callable

import pytest
from django.db import transaction

from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast
from tests.desk import Desk
from tests.pages.organisations.papers.browser import Browser, day, history, put, rows, told

Who = Callable[[str], Browser]


def status_of(cast: Cast, partner: str) -> int:
    return int(rows("PartnerStatus", partner=cast.partner[partner])[-1].pk)


@pytest.mark.clause("L12a")
def test_the_administrator_grants_a_status_and_the_partner_reads_it(cast: Cast, who: Who):
    page = who("shulgin").send(
        "/organisations/{kontur_ural}/status/", status="candidate", first_day=day(), last_day=day(365)
    )
    assert "Кандидат в ЦК 1С:КОРП" in page
    assert "Присвоен статус «Кандидат в ЦК 1С:КОРП»" in page
    assert "Кандидат в ЦК 1С:КОРП" in who("yusupov").get("/papers/")
    assert history(cast.partner["kontur-ural"]) == ["status_granted"]


@pytest.mark.clause("L12a")
def test_a_candidate_becomes_a_competence_centre_the_day_after_the_former_status_ends(cast: Cast, who: Who):
    who("shulgin").send(
        "/organisations/{primsoft}/status/", status="competence_centre", first_day=day(10), last_day=""
    )
    former, new = rows("PartnerStatus", partner=cast.partner["primsoft"])
    assert (former.status, former.last_day) == ("candidate", day(9))
    assert (new.status, new.first_day, new.last_day) == ("competence_centre", day(10), None)
    assert history(cast.partner["primsoft"]) == ["status_changed"]


@pytest.mark.clause("L12a")
def test_days_that_overlap_are_an_error_of_the_form_with_everything_kept(cast: Cast, who: Who):
    page = who("shulgin").post(
        "/organisations/{kontur}/status/",
        422,
        status="competence_centre",
        first_day=str(day(5)),
        last_day=str(day(50)),
    )
    assert "В эти дни статус уже есть" in page
    assert f'value="{day(5)}"' in page
    assert len(rows("PartnerStatus", partner=cast.partner["kontur"])) == 1
    assert history(cast.partner["kontur"]) == []


@pytest.mark.clause("L17b")
@pytest.mark.parametrize("login", ["titova", "lapteva", "vlasov"])
def test_others_of_the_vendor_are_refused_with_the_clause(cast: Cast, who: Who, login: str):
    address = f"/statuses/{status_of(cast, 'kontur')}/withdraw/"
    for page in (
        who(login).get(address, 403),
        who(login).post(address, 403, from_day=str(day()), reason="Нарушения"),
    ):
        assert "Статус партнёра снимает уполномоченный сотрудник фирмы «1С»" in page
        assert "/rules/clause/L17b/" in page
    assert rows("PartnerStatus", partner=cast.partner["kontur"])[0].last_day is None


@pytest.mark.clause("L17b")
def test_a_partner_and_a_client_know_no_such_page(cast: Cast, who: Who):
    address = f"/statuses/{status_of(cast, 'kontur')}/withdraw/"
    for login in ("arkhipova", "saveliev", "stranger"):
        who(login).get(address, 404)
        who(login).post(address, 404, from_day=str(day()), reason="Нарушения")


@pytest.mark.clause("L17b", "L12b")
def test_withdrawn_with_a_reason_from_a_day(cast: Cast, who: Who):
    address = f"/statuses/{status_of(cast, 'kontur')}/withdraw/"
    form = who("shulgin").get(address)
    assert "Только читать смогут: «Северный Контур» с" in form
    assert "«Контур Урал» с" in form
    assert "Сотрудников: 5." in form
    assert "Клиентов, которым скажут, куда обратиться: 4 — «" in form
    page = who("shulgin").send(address, from_day=day(7), reason="Отказ в регистрации, U-48001")
    assert "Отказ в регистрации, U-48001" in page
    row = rows("PartnerStatus", partner=cast.partner["kontur"])[0]
    assert (row.last_day, row.end_reason) == (day(6), "Отказ в регистрации, U-48001")
    assert history(cast.partner["kontur"]) == ["status_withdrawn"]
    assert ("status_withdrawn", "/papers/") in told(cast, "gordeeva")
    for login in ("saveliev", "orlova"):
        assert ("partner_without_status", "/papers/") in told(cast, login)
    assert told(cast, "frolov") == []
    assert told(cast, "yusupov") == [("work_lost", "/papers/")]
    assert history(cast.partner["kontur-ural"]) == ["work_lost"]
    assert history(cast.client["zmk"]) == ["partner_without_status"]
    notice = who("yusupov").get("/notices/")
    assert "сотрудники «Контур Урал» могут только читать" in notice
    assert "статус партнёра «Северный Контур» снят" in notice


@pytest.mark.clause("L13", "L17b")
def test_while_another_member_holds_a_status_nobody_is_told_that_work_ends(cast: Cast, who: Who):
    with transaction.atomic(), as_system("another world for a test"):
        models.PartnerStatus.objects.create(
            partner_id=cast.partner["kontur-ural"], status="candidate", first_day=day(-9)
        )
    address = f"/statuses/{status_of(cast, 'kontur')}/withdraw/"
    assert "никто не теряет и не получает" in who("shulgin").get(address)
    who("shulgin").send(address, reason="Отказ")
    assert told(cast, "arkhipova") == [("status_withdrawn", "/papers/")]
    assert "статус есть у другого участника вашей группы" in who("arkhipova").get("/notices/")
    for login in ("gordeeva", "yusupov", "saveliev", "dremin"):
        assert told(cast, login) == []
    # Then the last one goes too, from a later day than the page supposed: it says so before anything is written.
    row = rows("PartnerStatus", partner=cast.partner["kontur-ural"])[-1]
    with transaction.atomic(), as_system("another world for a test"):
        models.Agreement.objects.filter(client=cast.client["kedr"]).update(last_day=day(2))
    said = who("shulgin").send(f"/statuses/{row.pk}/withdraw/", 409, from_day=day(3), reason="Отказ")
    assert "Клиентов, которым скажут, куда обратиться: 3 — «" in said
    assert rows("PartnerStatus", pk=row.pk)[0].last_day is None


@pytest.mark.clause("L17b")
def test_the_reason_is_demanded_and_the_day_is_not_in_the_past(cast: Cast, who: Who):
    address = f"/statuses/{status_of(cast, 'kontur')}/withdraw/"
    assert "Заполните это поле" in who("shulgin").send(address, 422, reason="  ")
    page = who("shulgin").send(address, 422, from_day=day(-1), reason="Поздно")
    assert "Не раньше, чем" in page
    assert "Поздно" in page
    assert rows("PartnerStatus", partner=cast.partner["kontur"])[0].last_day is None


@pytest.mark.clause("L17b", "L12b")
def test_from_that_moment_every_change_is_refused_and_reading_stays(cast: Cast, who: Who, desk: Desk):
    from tests.clock import now

    number = desk.register(now()).number
    who("shulgin").send(
        f"/statuses/{status_of(cast, 'kontur')}/withdraw/", from_day=day(), reason="Пропуски сроков"
    )
    assert "rphost" in who("gordeeva").get(f"/tickets/{number}/")
    for address in (f"/tickets/{number}/take/", f"/tickets/{number}/refuse/"):
        refusal = who("gordeeva").get(address, 403)
        assert "/rules/clause/L12b/" in refusal
        assert "КОРП-поддержка 1С" in refusal
        assert "tel:+7495000-00-10" in refusal
    assert "Статус закончился" in who("gordeeva").get("/papers/")


@pytest.mark.clause("L12b")
def test_clients_of_a_partner_without_status_are_told_whom_to_turn_to(cast: Cast, who: Who):
    page = who("panina").get("/papers/")
    assert "У партнёра «Степной Софт» нет статуса с 1 июля 2024." in page
    assert "Другого партнёра подберёт КОРП-поддержка 1С, +7 495 000-00-10." in page
    refusal = who("panina").get("/new/", 403)
    assert "Кто может помочь" in refusal
    assert "КОРП-поддержка 1С" in refusal
    assert "/rules/clause/U1/" in refusal


@pytest.mark.clause("L12b", "L13")
def test_another_member_with_a_status_keeps_the_group_at_work(cast: Cast, who: Who):
    put("PartnerStatus", {"partner": cast.partner["kontur"]}, partner=cast.partner["kontur-ural"])
    assert "нет статуса" not in who("saveliev").get("/papers/")
    assert "Читать всё можно, работать" not in who("gordeeva").get("/papers/")
    who("saveliev").get("/new/")


def test_a_status_that_ends_soon_warns_its_partner(cast: Cast, who: Who):
    put("PartnerStatus", {"partner": cast.partner["kontur"]}, last_day=day(14))
    assert "осталось 14 дней" in who("gordeeva").get("/papers/")

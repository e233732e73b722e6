"""Groups of companies through the page (L13)."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.clock import now
from tests.desk import Desk
from tests.pages.forms import fields
from tests.pages.organisations.papers.browser import Browser, day, history, rows

Who = Callable[[str], Browser]


@pytest.mark.clause("L13")
def test_a_group_is_registered_and_a_member_works_on_its_tickets(cast: Cast, who: Who, desk: Desk):
    number = desk.register(now(), login="kim", system="terminal").number
    assert who("kravets").get(f"/tickets/{number}/", 404)
    who("shulgin").send("/groups/new/", name="Восток", partner=cast.partner["primsoft"], first_day=day(-1))
    group = rows("CompanyGroup", name="Восток")[0]
    typed = {"partner": cast.partner["stepnoy"], "first_day": day()}
    said = who("shulgin").send(f"/groups/{group.pk}/add/", 409, **typed)
    assert "Смогут работать с обращениями: «Степной Софт»" in said
    assert "Клиентов, которым скажут, что партнёр работает: 1 — «Лесной берег»." in said
    assert "Ещё не записано" in said
    assert history(cast.partner["stepnoy"]) == []
    stamp = fields(said, "act")["reckoned"]
    page = who("shulgin").send(f"/groups/{group.pk}/add/", reckoned=stamp, **typed)
    assert "Степной Софт" in page
    assert "rphost" in who("kravets").get(f"/tickets/{number}/")
    who("kravets").post(f"/tickets/{number}/take/", once="", version="")
    assert rows("Ticket", number=number)[0].assignee_id == cast.person["kravets"]
    assert history(cast.partner["stepnoy"]) == ["group_joined"]


@pytest.mark.clause("L13")
def test_who_left_the_group_does_not(cast: Cast, who: Who, desk: Desk):
    number = desk.register(now()).number
    assert "rphost" in who("yusupov").get(f"/tickets/{number}/")
    member = rows("GroupMember", partner=cast.partner["kontur-ural"])[0]
    assert "не увидят" in who("shulgin").get(f"/groups/members/{member.pk}/end/")
    who("shulgin").send(f"/groups/members/{member.pk}/end/", last_day=day(-1))
    who("yusupov").get(f"/tickets/{number}/", 404)
    assert history(cast.partner["kontur-ural"]) == ["group_left"]


@pytest.mark.clause("L13")
def test_on_the_last_day_in_the_group_its_people_still_work(cast: Cast, who: Who, desk: Desk):
    number = desk.register(now()).number
    member = rows("GroupMember", partner=cast.partner["kontur-ural"])[0]
    who("shulgin").send(f"/groups/members/{member.pk}/end/", last_day=day())
    assert "rphost" in who("yusupov").get(f"/tickets/{number}/")


@pytest.mark.clause("L13")
def test_two_groups_at_a_time_are_an_error_of_the_form(cast: Cast, who: Who):
    page = who("shulgin").send("/groups/new/", 422, name="Вторая", partner=cast.partner["kontur"])
    assert "В эти дни партнёр уже состоит в группе" in page
    assert "Вторая" in page
    assert rows("CompanyGroup", name="Вторая") == []


def test_a_name_stands_once(cast: Cast, who: Who):
    name = rows("CompanyGroup")[0].name
    page = who("shulgin").send("/groups/new/", 422, name=name, partner=cast.partner["primsoft"])
    assert "Группа с таким названием уже есть" in page


@pytest.mark.clause("L13")
def test_others_of_the_vendor_only_read(cast: Cast, who: Who):
    assert "Контур Урал" in who("lapteva").get("/groups/")
    refusal = who("vlasov").post(
        "/groups/new/", 403, name="Третья", partner=str(cast.partner["primsoft"]), first_day=str(day())
    )
    assert "/rules/own/" in refusal
    who("arkhipova").get("/groups/", 404)

"""Systems through the page: who keeps them, and what follows when one leaves production (U3.6d, U6a)."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.clock import now
from tests.desk import Desk
from tests.pages.organisations.papers.browser import Browser, day, history, put, rows, told

Who = Callable[[str], Browser]
NEW = {
    "name": "УПП Цех",
    "main_delivery": "8012450301",
    "product": "1С:УПП",
    "configuration_version": "1.3",
    "platform_version": "8.3.25.1336",
    "client_environment": "Windows 11",
    "server_os": "РЕД ОС 8",
    "server_hardware": "16 ядер",
    "dbms": "PostgreSQL 16",
}


def address(cast: Cast, system: str = "erp") -> str:
    return f"/systems/{cast.system[system]}/"


@pytest.mark.clause("U6a", "U3.6d")
@pytest.mark.parametrize("login", ["saveliev", "orlova", "arefyev"])
def test_the_client_adds_a_system_and_the_form_of_a_ticket_knows_it(cast: Cast, who: Who, login: str):
    assert "УПП Цех" in who(login).send("/systems/new/", **NEW)
    row = rows("System", name="УПП Цех")[0]
    assert (row.client_id, row.production, row.checked_on) == (cast.client["zmk"], False, day())
    assert "УПП Цех" in who("saveliev").get("/new/")
    assert history(cast.client["zmk"]) == ["system_added"]


def test_the_servicing_partners_lead_adds_one_too(cast: Cast, who: Who):
    page = who("arkhipova").send(
        "/organisations/{zmk}/systems/new/", **NEW, production="on", production_since=day(-3)
    )
    assert "УПП Цех" in page
    assert rows("System", name="УПП Цех")[0].production


@pytest.mark.clause("U6a")
def test_others_are_refused_or_know_no_such_page(cast: Cast, who: Who):
    for login in ("frolov", "gordeeva", "titova", "shulgin", "lapteva"):
        assert "/rules/own/" in who(login).get(address(cast), 403)
    for login in ("stranger", "choi", "kravets", "lukin"):
        who(login).get(address(cast), 404)
        who(login).post(address(cast), 404, **NEW)
        who(login).post(f"{address(cast)}retire/", 404)
    assert "Изменить" not in who("frolov").get("/systems/").partition("<h1")[2]


def test_a_change_is_kept_with_the_day_of_its_check(cast: Cast, who: Who):
    page = who("saveliev").send(address(cast), platform_version="8.3.27.1000")
    assert "8.3.27.1000" in page
    assert rows("System", pk=cast.system["erp"])[0].checked_on == day()
    assert history(cast.client["zmk"]) == ["system_changed"]


def test_two_editors_the_second_is_told_and_may_go_on(cast: Cast, who: Who):
    second = who("arkhipova")
    from tests.pages.forms import fields

    drawn = {name: value[0] for name, value in fields(second.get(address(cast)), "act").items()}
    who("saveliev").send(address(cast), platform_version="8.3.27.1000")
    page = second.post(address(cast), 409, **{**drawn, "server_os": "РЕД ОС 8"})
    assert "Пока вы писали, эти сведения изменил другой человек" in page
    assert "РЕД ОС 8" in page
    assert rows("System", pk=cast.system["erp"])[0].platform_version == "8.3.27.1000"
    again = {name: value[0] for name, value in fields(page, "act").items()}
    second.post(address(cast), **again)
    assert rows("System", pk=cast.system["erp"])[0].server_os == "РЕД ОС 8"


def test_required_fields_a_name_twice_and_a_day_to_come(cast: Cast, who: Who):
    page = who("saveliev").send("/systems/new/", 422, **{**NEW, "server_os": " "})
    assert "Заполните это поле" in page
    assert "УПП Цех" in page
    page = who("saveliev").send("/systems/new/", 422, **{**NEW, "name": "ERP Производство"})
    assert "Система с таким названием у клиента уже есть" in page
    page = who("saveliev").send("/systems/new/", 422, **NEW, production="on")
    assert "с какого дня система в эксплуатации" in page
    page = who("saveliev").send("/systems/new/", 422, **NEW, production="on", production_since=day(1))
    assert "Этот день ещё не наступил" in page


@pytest.mark.clause("U3.6d")
def test_leaving_production_says_before_which_tickets_it_concerns_and_flags_them(
    cast: Cast, who: Who, desk: Desk
):
    number = desk.register(now(), level=2).number
    calm = desk.register(now(), level=3).number
    form = who("saveliev").get(address(cast))
    assert f"у обеих сторон будет пометка в открытых {number}" in form
    assert calm not in form
    page = who("saveliev").send(address(cast), 422, production=None)
    assert f"Открыты обращения уровней 1 и 2: {number} (2)" in page
    assert rows("System", pk=cast.system["erp"])[0].production
    who("saveliev").send(address(cast), production=None, aware="on")
    assert not rows("System", pk=cast.system["erp"])[0].production
    for login in ("saveliev", "gordeeva"):
        ticket = who(login).get(f"/tickets/{number}/")
        assert "Система больше не промышленная, а уровень 2 возможен только" in ticket
        assert "Система больше не промышленная" not in who(login).get(f"/tickets/{calm}/")
    assert history(cast.client["zmk"]) == ["production_withdrawn"]


@pytest.mark.clause("U3.6d")
def test_who_works_on_the_ticket_is_told(cast: Cast, who: Who, desk: Desk):
    from kabinet.actions.tickets.take import take_ticket

    number = desk.register(now(), level=2).number
    desk.do(take_ticket, "gordeeva", now(), number=number)
    who("arefyev").send(address(cast), production=None, aware="on")
    assert ("ticket_flagged", f"/tickets/{number}/") in told(cast, "gordeeva")
    assert ("ticket_flagged", f"/tickets/{number}/") in told(cast, "saveliev")
    who("gordeeva").get(f"/tickets/{number}/")


@pytest.mark.clause("U3.6d")
def test_out_of_production_levels_1_and_2_are_refused_and_another_is_offered(cast: Cast, who: Who):
    put("System", {"pk": cast.system["erp"]}, production=False)
    page = who("saveliev").post(
        "/new/", 422, system=str(cast.system["erp"]), step="next", **{"q-happens": "partial"}
    )
    assert "только для промышленной системы" in page


def test_a_retired_system_is_gone_from_the_lists(cast: Cast, who: Who):
    assert "Новых обращений по этой системе не будет" in who("saveliev").get(f"{address(cast, 'buh')}retire/")
    page = who("saveliev").send(f"{address(cast, 'buh')}retire/")
    assert "Бухгалтерия КОРП" not in page.partition("<h1")[2]
    assert "Бухгалтерия КОРП" not in who("saveliev").get("/new/")
    who("saveliev").post(f"{address(cast, 'buh')}retire/", 404)
    assert history(cast.client["zmk"]) == ["system_retired"]

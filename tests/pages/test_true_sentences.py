"""What a page says holds for whoever reads it: forms offer what can be had, nobody reads another's duty as theirs."""

import re

import pytest

from kabinet.actions.tickets.objection import object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.records.versions import newest_pack
from kabinet.regulation.legs import LegCode
from tests.clock import AT
from tests.desk import Desk, later, passed_on
from tests.pages.registration.walk import text


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def offered(page: str, name: str) -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]+)"', page))


@pytest.mark.clause("U4e", "U3.6d", "P5d")
@pytest.mark.parametrize("system", ["erp", "zup"])
@pytest.mark.parametrize("level", [3, 4])
def test_every_level_that_the_partner_is_offered_can_be_had_alone(
    desk: Desk, see, send, system, level
) -> None:
    number = desk.register(later(AT, hours=-2), level=level, system=system).number
    page = see("gordeeva", f"/tickets/{number}/level/")
    levels = offered(page, "level")
    assert ("2" in levels) is (system == "erp")
    assert "1" not in levels
    assert "без них уровня 1 нет" in plain(page) or system == "zup"
    assert "будет рассмотрено как стандартное" not in plain(page)
    for choice in sorted(levels - {str(level)}):
        number = desk.register(later(AT, hours=-2), level=level, system=system).number
        answer = send("gordeeva", f"/tickets/{number}/level/", level=choice, reason="По симптомам")
        assert answer.status_code == 303, (choice, text(answer))


@pytest.mark.clause("U4e")
def test_raised_without_the_promises_it_stays_as_it_is_and_the_page_says_so(desk: Desk, send) -> None:
    number = desk.register(later(AT, hours=-2), level=2).number
    answer = send("gordeeva", f"/tickets/{number}/level/", level="1", reason="Всё стоит")
    assert answer.status_code == 422
    assert "будет рассмотрено как стандартное" not in text(answer)
    assert desk.ticket(number).level == 2


@pytest.mark.clause("U4c", "U3.6a", "P5d")
def test_the_box_of_a_critical_ticket_says_of_each_side_what_it_owes(desk: Desk, see) -> None:
    number, vendor = passed_on(desk, later(AT, hours=-1), level=1)
    for login in ("saveliev", "gordeeva"):
        box = plain(
            see(login, f"/tickets/{number}/")
            .split('aria-labelledby="critical-title"')[1]
            .split("</section>")[0]
        )
        theirs = "на связи в любое время, на вопросы отвечает в срок: 1 час"
        own = "срок первого ответа — 2 часа, новостей — каждые 12 часов, днём и ночью"
        assert box.count(theirs) == 1
        assert box.count(own) == 1
        assert "отвечают в любое время" not in box
        client, partner = sorted((theirs, own), key=box.index) if login == "gordeeva" else (theirs, own)
        assert (client, partner) == (theirs, own)
    box = plain(
        see("titova", f"/tickets/{vendor}/")
        .split('aria-labelledby="critical-title"')[1]
        .split("</section>")[0]
    )
    assert box.count("на вопросы отвечает в срок: 1 час") == 1
    assert "новостей" not in box


@pytest.mark.clause("U3.6.1")
@pytest.mark.parametrize("login", ["saveliev", "kim", "gordeeva"])
def test_the_condition_of_the_service_day_and_night_is_read_by_every_client(see, login) -> None:
    assert "пока соблюдаются условия критических обращений" in plain(see(login, "/rules/"))


@pytest.mark.clause("U3.5a")
def test_an_organisational_contact_is_not_sent_to_themselves(see) -> None:
    page = see("arefyev", "/new/", 403)
    assert "Внести уполномоченным лицом себя или коллегу можете вы сами" in plain(page)
    assert "может внести вас" not in plain(page)
    assert 'href="/people/"' in page.split("Кто может помочь")[1]


@pytest.mark.clause("L10")
def test_an_empty_report_names_everything_that_is_missing(send) -> None:
    answer = send("saveliev", "/refusal-reports/new/")
    assert answer.status_code == 422
    page = answer.content.decode()
    for field in ("partner", "occurred_on", "text"):
        assert re.search(rf'id="[^"]*{field}[^"]*error', page) or f'id="{field}-error"' in page, field


@pytest.mark.clause("U2b", "L17a")
def test_a_refusal_that_is_objected_to_is_in_the_record(desk: Desk, see) -> None:
    number = desk.register(later(AT, days=-2)).number
    desk.do(
        refuse_ticket, "gordeeva", later(AT, days=-1), number=number, reason="development", text="Доработка"
    )
    desk.do(object_to, "saveliev", later(AT, hours=-3), number=number, text="Это ошибка")
    page = plain(see("lapteva", f"/oversight/{desk.cast.partner['kontur']}/"))
    assert "Возразили, ответа ещё нет 1" in page
    assert "За это время отказов нет" not in page


@pytest.mark.clause("U6c")
def test_no_page_promises_a_place_for_large_files_that_nobody_gives() -> None:
    pack = newest_pack()
    said = [
        each.hint.ru for leg in (LegCode.CLIENT, LegCode.VENDOR) for each in pack.leg(leg).form if each.hint
    ]
    assert not [hint for hint in said if "дадим место" in hint or "любого размера" in hint]
    assert any("разделите на части" in hint for hint in said)


@pytest.mark.clause("U3.6b")
@pytest.mark.parametrize("zone", ["Asia/Yekaterinburg", "Asia/Vladivostok"])
def test_an_hour_of_another_zone_than_the_desks_names_its_zone(desk: Desk, see, zone) -> None:
    """Read in Moscow's time while the desk works and while it sleeps, then in the desk's own."""
    with as_system("an agreement of another zone"):
        models.Agreement.objects.filter(client=desk.cast.client["zmk"]).update(zone=zone)
    number = desk.register(later(AT, hours=-1)).number
    page = plain(see("saveliev", f"/tickets/{number}/").split("Первый ответ")[1])
    assert re.search(r"\(у вас[^)]* \d\d:\d\d\)", page[:250]), page[:250]
    with as_system("a person moves"):
        models.Person.objects.filter(pk=desk.cast.person["saveliev"]).update(zone=zone)
    page = plain(see("saveliev", f"/tickets/{number}/"))
    assert "у вас" not in page.split("Первый ответ")[1][:250]

"""The second step: what the form asks, what it knows already, what it says of what is missing (U2a, U4a, U4b, U6a, U6b)."""

import re

import pytest

from kabinet.regulation.pack import KnownFrom, Widget, pack
from kabinet.regulation.ticket import completeness
from tests.clock import now
from tests.pages.registration.walk import WRITTEN, Walk, summary, text, value

LEG = pack("corp_4_0").leg("client")
REQUIRED = [field.code for field in completeness.shown(LEG, 3) if field.need == "required"]


def controls(body: str) -> set[str]:
    return set(re.findall(r'\sname="([a-z_]+)"', body))


@pytest.mark.clause("U6a")
def test_the_form_asks_the_fields_of_the_regulation(walk: Walk):
    page = walk.get(walk.begin()).content.decode()
    shown = {field.code for field in completeness.shown(LEG, 3)}
    assert shown <= controls(page)
    assert [
        field.code
        for field in completeness.shown(LEG, 3)
        if field.widget is not Widget.FILES and field.label.ru not in page
    ] == []


@pytest.mark.clause("U6a")
def test_known_values_are_filled_in(walk: Walk):
    page = walk.get(walk.begin())
    known = {
        field.code: value(page, field.code)
        for field in LEG.form
        if field.source in (KnownFrom.SYSTEM, KnownFrom.PERSON)
    }
    assert known == {
        "product": "1С:ERP Управление предприятием 2.5.14.96",
        "platform": "8.3.24.1467",
        "client_environment": "Windows 10 22H2, тонкий клиент",
        "server_os": "Astra Linux SE 1.7.5",
        "server_hardware": "2 узла: 32 ядра, 256 ГБ, NVMe 4 ТБ",
        "dbms": "PostgreSQL 15.5-1.1C",
        "contact": str(walk.cast.person["saveliev"]),
        "phone": "+7 900 000-41-17",
        "email": "saveliev@zmk.example",
    }
    assert value(page, "company") == "АО «Зареченский метизный комбинат»"
    assert value(page, "delivery") == "8012450301"


@pytest.mark.clause("U6a")
def test_known_values_say_where_they_come_from_and_of_which_day(walk: Walk):
    page = text(walk.get(walk.begin()))
    assert "из карточки системы от 1 января 2022, проверьте" in page
    assert "из РКЛ от 1 января 2022" in page
    assert "из вашей карточки" in page


def test_another_system_brings_its_own_values_and_keeps_what_was_typed(walk: Walk):
    url = walk.begin()
    walk.fragment(f"{url}save/", {"server_os": "Astra Linux SE 1.8"})
    walk.post(f"{url}level/", walk.step(system="buh"))
    page = walk.get(url)
    assert value(page, "product") == "1С:Бухгалтерия предприятия КОРП 2.5.14.96"
    assert value(page, "server_os") == "Astra Linux SE 1.8"


@pytest.mark.clause("U4a")
def test_everything_that_is_missing_is_named_at_once_and_nothing_is_lost(walk: Walk):
    url = walk.begin()
    empty = dict.fromkeys([*REQUIRED, "service"], "")
    answer = walk.post(url, empty | {"subject": "Не теряйте меня", "changes": "Обновили платформу"})
    assert answer.status_code == 422
    assert {link.removeprefix("id_").removesuffix("_0") for link in summary(answer)} == {*REQUIRED, "service"}
    assert f"не заполнены {len(REQUIRED) + 1} обязательных полей" in text(answer)
    assert value(answer, "subject") == "Не теряйте меня"
    assert "Обновили платформу" in value(answer, "changes")
    assert walk.tickets() == []
    assert value(walk.get(url), "subject") == "Не теряйте меня"


@pytest.mark.clause("U4a")
@pytest.mark.parametrize("code", REQUIRED)
def test_each_required_field_alone_keeps_the_ticket_back(walk: Walk, code: str):
    answer = walk.post(walk.begin(), WRITTEN | {code: ""})
    assert answer.status_code == 422
    assert [link.removesuffix("_0") for link in summary(answer)] == [f"id_{code}"]
    assert walk.tickets() == []


@pytest.mark.clause("U4a")
def test_what_is_wrong_stands_beside_what_is_missing(walk: Walk):
    answer = walk.post(walk.begin(), WRITTEN | {"email": "не почта", "phone": "12", "description": ""})
    assert set(summary(answer)) == {"id_email", "id_phone", "id_description"}
    assert value(answer, "email") == "не почта"


@pytest.mark.clause("U2a")
def test_the_service_is_one_of_the_six(walk: Walk):
    url = walk.begin()
    page = walk.get(url).content.decode()
    assert [each.code for each in LEG.services if f">{each.number}. {each.name.ru}<" not in page] == []
    assert summary(walk.post(url, WRITTEN | {"service": "pizza"})) == ["id_service"]
    assert summary(walk.post(url, WRITTEN | {"service": ""})) == ["id_service"]


@pytest.mark.clause("U6b")
def test_the_four_statements_of_impact_are_offered(walk: Walk):
    url = walk.begin()
    page = text(walk.get(url))
    assert [each.code for each in LEG.impacts if each.name.ru not in page] == []
    assert summary(walk.post(url, WRITTEN | {"impact": "huge"})) == ["id_impact_0"]


@pytest.mark.clause("U6b")
def test_a_contradiction_with_the_level_is_shown_and_keeps_nothing_back(walk: Walk):
    url = walk.begin(level=2)
    assert "не вяжется с уровнем 2" in text(walk.fragment(f"{url}promise/", {"impact": "none"}))
    assert "не вяжется" not in text(walk.fragment(f"{url}promise/", {"impact": "serious"}))
    assert walk.post(url, WRITTEN | {"impact": "none"}).status_code == 303
    assert walk.tickets()[0].impact == "none"


@pytest.mark.clause("U4b")
def test_what_is_recommended_is_marked_and_counted(walk: Walk):
    url = walk.begin()
    page = walk.get(url)
    assert text(page).count("рекомендуем") >= 2
    assert "Рекомендуемые 0 из 3" in text(page)
    filled = {"changes": "Обновили платформу", "diagnostics": "дамп 40 ГБ"}
    assert "Рекомендуемые 2 из 3" in text(walk.fragment(f"{url}promise/", filled))


@pytest.mark.clause("U4b")
def test_slowness_asks_for_measurements_before_and_after(walk: Walk):
    assert "performance_before" not in controls(walk.get(walk.begin()).content.decode())
    slow = walk.get(walk.begin(level=3, **{"q-slower": "yes"}))
    assert {"performance_before", "performance_after"} <= controls(slow.content.decode())
    assert "Рекомендуемые 0 из 5" in text(slow)


def test_the_meter_counts_what_is_required(walk: Walk):
    url = walk.begin()
    total = len(REQUIRED) + 1
    assert f"Обязательные поля {total - 3} из {total}" in text(walk.get(url))
    assert f"Обязательные поля {total} из {total}" in text(walk.fragment(f"{url}promise/", WRITTEN))


@pytest.mark.clause("U3.6a")
def test_the_promise_is_the_laws_own_deadline_with_its_reasons(walk: Walk):
    from kabinet.regulation.working_time import calendar_of, deadline

    url, terms = walk.begin(level=2), LEG.terms
    asked = now()
    page = text(walk.get(url))
    counted = [deadline(at, terms.level(2).reaction, calendar_of(terms.hours)) for at in (asked, now())]
    assert any(f"Первый ответ не позднее {due.at:%H:%M}" in page for due in counted)
    assert "уровень 2: ответ за 4 рабочих часа" in page
    assert "отсчёт с момента регистрации" in page
    assert counted[0].why()[1].ru in page
    assert "Ответит партнёр Северный Контур." in page
    assert "/rules/clause/U3.6a/" in walk.get(url).content.decode()


def test_a_critical_ticket_is_promised_two_hours_day_and_night(walk: Walk):
    page = text(walk.get(walk.begin(level=1)))
    assert "круглосуточно: ночи и выходные считаются" in page
    assert "уровень 1: ответ за 2 часа" in page


def test_too_long_a_text_is_named_and_kept(walk: Walk):
    url = walk.begin()
    answer = walk.post(
        url, WRITTEN | {"description": "я" * 20_001, "platform": "8" * 301, "subject": "я" * 201}
    )
    assert set(summary(answer)) == {"id_description", "id_platform", "id_subject"}
    assert len(value(walk.get(url), "description")) == 20_001


def test_zero_characters_and_strange_keys_hurt_nobody(walk: Walk):
    answer = walk.post(
        walk.begin(),
        WRITTEN | {"description": "до\0после", "q-happens": "\0", "level": "1", "term_phone": "1"},
    )
    assert answer.status_code == 303
    assert walk.tickets()[0].sheet.values["description"] == "допосле"


def test_markup_that_was_typed_stays_text(walk: Walk):
    url = walk.begin()
    walk.fragment(f"{url}save/", {"subject": '"><script>alert(1)</script>'})
    assert "<script>alert" not in walk.get(url).content.decode()
    assert (
        "<script>alert" not in walk.post(url, {"description": "<script>alert(2)</script>"}).content.decode()
    )

"""The first step: symptoms lead to a level, before anything is written (U3.5b, U3.5c, U3.6d, U4c, U4e)."""

import pytest

from kabinet.regulation.pack import pack
from tests.pages.registration.walk import ANSWERS, FAILURE, PROMISED, Walk, summary, text, value

LEG = pack("corp_4_0").leg("client")


@pytest.mark.clause("U3.5b")
def test_the_page_asks_what_the_pack_asks(walk: Walk):
    page = text(walk.get())
    asked = [question for question in LEG.symptoms if not question.asked_when]
    assert [question.code for question in asked if question.text.ru not in page] == []
    assert [
        choice.code for question in asked for choice in question.choices if choice.hint.ru not in page
    ] == []
    assert LEG.symptoms[1].text.ru not in page


@pytest.mark.clause("U3.5c")
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_answers_lead_to_each_level(walk: Walk, level: int):
    page = text(walk.fragment("/new/level/", walk.step(level)))
    assert f"Получается уровень {level}" in page
    assert LEG.level(level).name.ru in page


@pytest.mark.clause("U3.5c")
@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"q-happens": "isolated", "q-over_twice": "yes"}, 2),
        ({"q-happens": "isolated", "q-blocks_upgrade": "yes"}, 2),
        ({"q-happens": "isolated", "q-slower": "yes"}, 3),
        (FAILURE | {"q-no_backup": "no"}, 2),
    ],
)
def test_single_symptoms_decide_as_written(walk: Walk, answers: dict[str, str], level: int):
    page = text(walk.fragment("/new/level/", {"system": str(walk.cast.system["erp"]), **answers}))
    assert f"Получается уровень {level}" in page


@pytest.mark.clause("U3.6a")
def test_the_rail_says_what_the_level_promises(walk: Walk):
    page = text(walk.fragment("/new/level/", walk.step(2)))
    assert "за 4 рабочих часа" in page
    assert "раз в 5 рабочих дней" in page
    assert "рабочие дни, 09:30–18:00 МСК" in page


@pytest.mark.clause("U3.6b")
def test_the_hours_are_those_of_the_agreement(walk: Walk):
    kim = Walk(walk.client, walk.cast, "kim")
    assert "по времени: Владивосток" in text(kim.fragment("/new/level/", kim.step(2, "terminal")))


def test_stricter_terms_are_promised(walk: Walk):
    dremin = Walk(walk.client, walk.cast, "dremin")
    answer = dremin.fragment("/new/level/", dremin.step(system="holding") | {"q-happens": "failure"})
    assert "это уровень 2: первый ответ за 2 рабочих часа" in text(answer)


def test_conditions_appear_when_answers_lead_to_them(walk: Walk):
    page = walk.fragment("/new/level/", {"system": str(walk.cast.system["erp"]), "q-happens": "failure"})
    assert "Уточните три условия" in text(page)
    assert "Если хотя бы одно «нет», это уровень 2" in text(page)
    assert "Получается уровень" not in text(page)


def test_regions_that_did_not_change_stay_as_they_are(walk: Walk):
    shown = ",".join(question.code for question in LEG.symptoms if question.asked_when)
    page = walk.fragment("/new/level/", walk.step(1, **{"shown-conditions": shown})).content.decode()
    assert 'id="conditions"' not in page
    assert 'id="terms"' not in page
    assert 'id="result"' in page


def test_answers_to_questions_not_asked_are_passed_over(walk: Walk):
    walk.begin(level=3, **{"q-no_backup": "yes", "q-unheard_of": "yes"})
    assert walk.drafts()[0].content["answers"] == {"happens": "isolated"}


def test_without_script_open_questions_are_named_and_then_shown(walk: Walk):
    answer = walk.post(
        "/new/", {"system": str(walk.cast.system["erp"]), "q-happens": "failure", "step": "next"}
    )
    assert answer.status_code == 422
    assert summary(answer) == ["id_q-no_other_way_0", "id_q-no_other_version_0", "id_q-no_backup_0"]
    assert value(answer, "q-happens") == "failure"
    assert walk.drafts() == []


def test_without_script_the_level_can_be_asked_for(walk: Walk):
    answer = walk.post("/new/", walk.step(2, step="count"))
    assert answer.status_code == 200
    assert "Получается уровень 2" in text(answer)


def test_nothing_answered_names_everything(walk: Walk):
    answer = walk.post("/new/", {"step": "next"})
    assert answer.status_code == 422
    assert summary(answer) == ["id_system", "id_q-happens_0"]


def test_the_only_system_is_chosen_already(walk: Walk):
    dremin = Walk(walk.client, walk.cast, "dremin")
    assert value(dremin.get(), "system") == str(walk.cast.system["holding"])


def test_systems_in_production_are_marked(walk: Walk):
    page = text(walk.fragment("/new/level/", walk.step(3, "zup")))
    assert "не промышленная: уровни 1 и 2 недоступны" in page
    assert "промышленная" in text(walk.fragment("/new/level/", walk.step(3, "erp")))


@pytest.mark.clause("U3.6d")
@pytest.mark.parametrize("level", [1, 2])
def test_a_system_not_in_production_is_refused_these_levels_and_offered_the_third(walk: Walk, level: int):
    said = f"Уровень {level} возможен только для промышленной системы"
    page = text(walk.fragment("/new/level/", walk.step(level, "zup")))
    assert said in page
    assert "уровень 3" in page
    answer = walk.post("/new/", walk.step(level, "zup"))
    assert answer.status_code == 422
    assert summary(answer) == ["id_chosen_level_0"]
    assert walk.drafts() == []
    assert walk.begin(level, "zup", chosen_level="3")


@pytest.mark.clause("U3.6d")
def test_a_system_that_left_production_on_the_way_is_refused_too(walk: Walk):
    from kabinet.records.models import System
    from kabinet.records.security.reach import as_system

    url = walk.begin(level=2)
    with as_system("the system leaves production"):
        System.objects.filter(pk=walk.cast.system["erp"]).update(production=False)
    answer = walk.post(url, {"description": "Всё встало", "impact": "serious", "service": "problem"})
    assert answer["Location"] == f"{url}level/"
    assert "возможен только для промышленной системы" in text(walk.get(f"{url}level/"))
    assert walk.tickets() == []
    assert walk.drafts()[0].content["values"]["description"] == "Всё встало"


@pytest.mark.clause("U4c")
def test_the_promises_are_asked_with_the_telephone_of_the_person(walk: Walk):
    page = walk.fragment(
        "/new/level/", {"system": str(walk.cast.system["erp"]), **FAILURE, "phone": "+7 900 000-41-17"}
    )
    assert [term.code for term in LEG.critical_terms if term.text.ru not in text(page)] == []
    assert value(page, "phone") == "+7 900 000-41-17"
    assert value(walk.get(), "phone") == "+7 900 000-41-17"


@pytest.mark.clause("U4c")
@pytest.mark.parametrize("phone", ["", "123", "+7 000 000-00-00", "позвоните"])
def test_a_number_that_nobody_can_call_promises_nothing(walk: Walk, phone: str):
    answer = walk.post("/new/", walk.step(1, phone=phone))
    assert answer.status_code == 422
    assert summary(answer) == ["id_phone"]
    assert "Получается уровень 3" in text(answer)


@pytest.mark.clause("U4e")
@pytest.mark.parametrize("missing", ["term-phone", "term-hour"])
def test_without_both_promises_it_becomes_the_third_and_says_so_before(walk: Walk, missing: str):
    step = {name: said for name, said in walk.step(1).items() if name != missing}
    page = text(walk.fragment("/new/level/", step))
    assert "Получается уровень 3" in page
    assert "Условия критических обращений не подтверждены" in page
    url = walk.post("/new/", step)["Location"]
    assert "рассмотрено как стандартное, уровень 3" in text(walk.get(url))


@pytest.mark.clause("U4e")
def test_nobody_goes_on_without_having_seen_the_promises(walk: Walk):
    unseen = {name: said for name, said in walk.step(1).items() if name not in PROMISED}
    answer = walk.post("/new/", unseen)
    assert answer.status_code == 422
    assert "Подтвердите условия критического обращения или продолжайте без них" in text(answer)
    assert walk.post("/new/", unseen | {"shown-terms": "1"}).status_code == 303


@pytest.mark.clause("U3.5b")
def test_a_lower_level_may_be_chosen_and_is_named(walk: Walk):
    page = text(walk.fragment("/new/level/", walk.step(2, chosen_level="4")))
    assert "Получается уровень 4" in page
    assert "По ответам это уровень 2. Выбран уровень 4, выбор останется в истории." in page


@pytest.mark.clause("U3.5b")
def test_a_higher_level_cannot_be_chosen(walk: Walk):
    page = text(walk.fragment("/new/level/", walk.step(3, chosen_level="1")))
    assert "Получается уровень 3" in page
    url = walk.begin(3, chosen_level="1")
    assert walk.drafts()[0].content["level"] == 3
    assert "Стандартное" in text(walk.get(url))


def test_answers_can_be_changed_afterwards(walk: Walk):
    url = walk.begin(level=3)
    again = walk.get(f"{url}level/")
    assert value(again, "q-happens") == "isolated"
    assert walk.post(f"{url}level/", walk.step(2))["Location"] == url
    assert "Серьёзное" in text(walk.get(url))
    assert len(walk.drafts()) == 1


def test_a_client_without_systems_is_told_so(walk: Walk):
    from kabinet.records.models import System
    from kabinet.records.security.reach import as_system

    with as_system("no system is left"):
        System.objects.filter(client=walk.cast.client["zmk"]).update(retired=True)
    assert "Систем пока нет" in text(walk.get())


def test_every_level_has_its_answers():
    assert set(ANSWERS) == {level.number for level in LEG.levels}

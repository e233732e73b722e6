"""What is like the subject while it is typed: only what the reader may see, and ways to go on with it (P2.3)."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.pages.problems.keeping import kept

SUBJECT = "Утечка памяти при закрытии"


def titles(html: str) -> list[str]:
    return re.findall(r'target="_blank" rel="noopener">([^<]+)</a>', html)


@pytest.fixture
def alike(reader):
    """`alike(login, subject)`: the titles that the fragment shows this person."""

    def found(login: str, subject: str, query: str = "", **more: str) -> list[str]:
        answer = reader(login).post(f"/problems/similar/?{query}", {"subject": subject, **more})
        assert answer.status_code == 200
        return titles(answer.content.decode())

    return found


@pytest.mark.clause("P2.3")
def test_known_problems_and_similar_tickets_only_of_what_the_reader_may_see(cast: Cast, desk, alike, now):
    for login, audience, title in (
        ("gordeeva", "own", "Утечка памяти: своё"),
        ("gordeeva", "clients", "Утечка памяти: для клиентов"),
        ("titova", "partners", "Утечка памяти: для партнёров"),
        ("titova", "everyone", "Утечка памяти: для всех"),
        ("choi", "clients", "Утечка памяти: чужое"),
    ):
        kept(cast, login, audience, title=title)
    desk.register(now, subject="Память утекает: утечка при закрытии месяца")
    desk.register(now, "stranger", system="pirs", subject="Утечка памяти на пирсе")
    client = {"Утечка памяти: для клиентов", "Утечка памяти: для всех"}
    own = "Память утекает: утечка при закрытии месяца"
    assert set(alike("saveliev", SUBJECT)) == client | {own}
    assert set(alike("frolov", SUBJECT)) == client | {own}
    assert set(alike("gordeeva", SUBJECT)) == client | {
        own, "Утечка памяти: своё", "Утечка памяти: для партнёров",
    }  # fmt: skip
    assert set(alike("stranger", SUBJECT)) == {
        "Утечка памяти: для всех", "Утечка памяти: чужое", "Утечка памяти на пирсе",
    }  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["утеч", "Утечка пам", "утечкой памятью", "память", "памяти", "при закрытии утечк"]
)
@pytest.mark.clause("P2.3")
def test_the_last_word_may_be_half_typed_and_every_form_will_do(cast: Cast, alike, typed):
    kept(cast, "titova", "everyone", title="Утечка памяти")
    assert alike("saveliev", typed) == ["Утечка памяти"]


def test_what_is_nearer_stands_first_and_the_description_helps(cast: Cast, desk, alike, now):
    for subject in ("Ошибка печати ценника", "Ошибка печати ценника на складе", "Ошибка печати ярлыка"):
        desk.register(now, subject=subject)
    assert alike("saveliev", "печать ценника на складе")[0] == "Ошибка печати ценника на складе"
    assert alike("saveliev", "ошибка печати", description="ярлык не выходит")[0] == "Ошибка печати ярлыка"


def test_three_words_need_two_of_them_and_a_retired_or_withdrawn_one_is_not_offered(
    cast: Cast, desk, send, alike, now
):
    from kabinet.actions.tickets.close import withdraw_ticket

    desk.do(
        withdraw_ticket, "saveliev", now, number=desk.register(now, subject="Зависает обмен данными").number
    )
    desk.register(now, subject="Обмен валют")
    gone = kept(cast, "titova", "everyone", title="Зависает обмен")
    send("titova", f"/problems/{gone}/retire/", reason="Устарело")
    assert alike("saveliev", "зависает обмен данными") == []


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "\0",
        "и не в",
        "'",
        "\\",
        "a:*",
        "'; DROP TABLE ticket",
        "@p1 @lclient",
        "%s %(me)s",
        "я" * 5000,
        "''''''",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(cast: Cast, desk, alike, now, typed):
    desk.register(now, subject="Совсем другое")
    assert alike("saveliev", typed, description=typed) == []


@pytest.mark.clause("P2.3")
def test_the_form_of_a_new_ticket_asks_and_without_script_has_a_button(cast: Cast):
    from tests.pages.registration.walk import Walk

    walk, number = Walk(Client(), cast), kept(cast, "titova", "everyone", title="Печать стоит")
    url = walk.begin()
    page = walk.get(url).content.decode()
    assert "Поискать похожее" in page
    assert f"/problems/similar/?draft={url.split('/')[2]}" in page
    answer = walk.post(f"{url}save/?then=similar", {"subject": "Печать стоит", "description": ""})
    assert answer.status_code == 303
    shown = walk.get(answer["Location"].split("#")[0]).content.decode()
    assert titles(shown) == ["Печать стоит"]
    assert number in shown


@pytest.mark.clause("P2.3")
def test_it_solves_my_question_leads_away_and_the_draft_is_kept(cast: Cast):
    from tests.pages.registration.walk import Walk, value

    walk, number = Walk(Client(), cast), kept(cast, "titova", "everyone", title="Печать стоит")
    foreign = kept(cast, "titova", "partners", title="Печать стоит")
    url = walk.begin()
    fragment = walk.fragment(f"/problems/similar/?draft={url.split('/')[2]}", {"subject": "печать стоит"})
    assert f"save/?then=solved&amp;by={number}" in fragment.content.decode()
    typed = {"subject": "Печать стоит у нас", "description": "Стоит"}
    answer = walk.post(f"{url}save/?then=solved&by={number}", typed)
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{number}/")
    assert "Черновик сохранён" in walk.get(answer["Location"]).content.decode()
    assert value(walk.get(url), "subject") == "Печать стоит у нас"
    for by in (foreign, "U-1", "../", ""):
        assert walk.post(f"{url}save/?then=solved&by={by}", typed).status_code == 404


@pytest.mark.clause("P2.3")
def test_passing_on_takes_what_was_found_onto_the_list_of_sources_by_one_click(cast: Cast, desk, reader, now):
    known = kept(cast, "titova", "partners", title="rphost аварийно завершается при обмене")
    other = desk.register(now, subject="rphost завершается аварийно в ночь").number
    number = desk.register(now).number
    browser = reader("zhdanov")
    page = browser.get(f"/tickets/{number}/pass-on/").content.decode()
    assert f"/problems/similar/?pass_on={number}" in page
    form = {"subject": "rphost аварийно завершается", "source_kind": "documentation", "source_title": "ИТС",
            "source_outcome": "нет"}  # fmt: skip
    fragment = browser.post(f"/problems/similar/?pass_on={number}", form).content.decode()
    assert titles(fragment) == [
        "rphost аварийно завершается при обмене",
        "rphost завершается аварийно в ночь",
    ]
    shown = browser.post(f"/tickets/{number}/pass-on/preview/", form | {"similar": "yes"}).content.decode()
    assert f'name="add" value="{known}"' in shown
    added = browser.post(f"/tickets/{number}/pass-on/preview/", form | {"add": known}).content.decode()
    assert f'value="{known} rphost аварийно' in added
    assert 'value="ИТС"' in added
    ticket = browser.post(f"/tickets/{number}/pass-on/preview/", form | {"add": other}).content.decode()
    assert f'value="{other}"' in ticket
    own = kept(cast, "choi", "own")
    assert browser.post(f"/tickets/{number}/pass-on/preview/", form | {"add": own}).status_code == 404


def test_the_general_search_finds_both_stems_as_well(desk, see, now):
    number = desk.register(now, subject="Не хватает памяти серверу").number
    assert number in see("saveliev", "/search/?q=память сервера")
    other = desk.register(now, subject="Закончилась память").number
    assert other in see("saveliev", "/search/?q=памятью закончилась")


@pytest.mark.clause("P2.3", "L11a")
def test_a_vendor_ticket_without_a_client_ticket_is_helped_in_the_same_way(cast: Cast, desk, reader):
    known = kept(cast, "titova", "partners", title="rphost аварийно завершается при обмене")
    said = {"desk": "Naumen", "number": "SD-1", "why": "Так договорились"}
    given = said | {"client": cast.client["zmk"], "system": cast.system["erp"]}
    address = reader("zhdanov").post("/vendor-tickets/new/", given)["Location"]
    assert (
        f"/problems/similar/?pass_on={address.split('/')[2]}"
        in reader("zhdanov").get(address).content.decode()
    )
    form = {"subject": "rphost аварийно завершается", "add": known}
    shown = reader("zhdanov").post(f"{address}preview/", form).content.decode()
    assert f'value="{known} rphost аварийно' in shown

"""The register of known problems, through its pages (P2.3)."""

import pytest

from tests.cast import Cast
from tests.pages.problems.keeping import TEXTS, kept

EVERYBODY = ("saveliev", "frolov", "gordeeva", "yusupov", "choi", "titova", "lapteva", "stranger")


@pytest.mark.clause("P2.3")
def test_an_engineer_writes_a_problem_down_and_it_is_found_by_other_forms_of_its_words(see, send):
    sent = send("gordeeva", "/problems/new/", **TEXTS, audience="clients")
    assert sent.status_code == 303
    shown = see("gordeeva", sent.url)
    for words in ("Утечка памяти rphost", "8.3.24 до 8.3.24.1548", "Ограничьте память", "Записана"):
        assert words in shown
    assert "другие партнёры не увидят" in shown
    for words in ("утечки памятью", "память", "памяти", "закрытия месяцев"):
        assert TEXTS["title"] in see("saveliev", f"/problems/?q={words}")
    assert TEXTS["title"] not in see("saveliev", "/problems/?q=лицензия")


@pytest.mark.clause("P2.3")
def test_print_and_record_are_found_in_either_of_their_stems(cast: Cast, see):
    kept(cast, "titova", "everyone", title="Не работает печать накладной")
    kept(cast, "titova", "everyone", title="Медленная запись документа")
    for words, title in (
        ("печати", "печать накладной"),
        ("записи", "запись документа"),
        ("печать", "печать"),
    ):
        assert title in see("saveliev", f"/problems/?q={words}")


@pytest.mark.clause("P2.3")
@pytest.mark.parametrize(
    ("keeper", "audience", "readers"),
    [
        ("gordeeva", "own", {"gordeeva", "yusupov"}),
        ("gordeeva", "clients", {"gordeeva", "yusupov", "titova", "lapteva", "saveliev", "frolov"}),
        ("titova", "own", {"titova", "lapteva"}),
        ("titova", "partners", {"titova", "lapteva", "gordeeva", "yusupov", "choi"}),
        ("titova", "everyone", set(EVERYBODY)),
    ],
)
def test_who_reads_it_in_the_list_and_by_its_address(cast: Cast, reader, keeper, audience, readers):
    number = kept(cast, keeper, audience)
    listed = {login for login in EVERYBODY if number in reader(login).get("/problems/").content.decode()}
    opened = {login for login in EVERYBODY if reader(login).get(f"/problems/{number}/").status_code == 200}
    assert listed == opened == readers


def test_nobody_but_the_keepers_house_changes_it_and_a_reader_learns_who_does(cast: Cast, reader, see):
    number = kept(cast, "titova", "everyone")
    assert "Ведёт" in see("gordeeva", f"/problems/{number}/")
    assert "Изменить" not in see("gordeeva", f"/problems/{number}/")
    for login in ("gordeeva", "saveliev", "lapteva"):
        for address in (f"/problems/{number}/change/", f"/problems/{number}/retire/"):
            assert reader(login).get(address).status_code == 403
    assert "ведёт другая организация" in see("gordeeva", f"/problems/{number}/change/", 403)
    own = kept(cast, "gordeeva", "own")
    assert reader("choi").get(f"/problems/{own}/change/").status_code == 404
    assert reader("yusupov").get(f"/problems/{own}/change/").status_code == 200


@pytest.mark.clause("P2.3")
def test_every_change_is_kept_and_shown_to_those_who_keep_it(cast: Cast, see, send):
    number = kept(cast, "gordeeva", "clients", title="Первое название")
    typed = {**TEXTS, "title": "Второе название", "fixed_in": "8.3.24.1548", "audience": "clients"}
    assert send("zhdanov", f"/problems/{number}/change/", **typed).status_code == 303
    shown = see("gordeeva", f"/problems/{number}/")
    for words in (
        "Второе название",
        "Первое название",
        "Жданов Павел Николаевич",
        "Исправлено в 8.3.24.1548",
    ):
        assert words in shown
    assert "Первое название" not in see("saveliev", f"/problems/{number}/")


def test_the_vendor_learns_nothing_of_a_partners_own_problem(cast: Cast):
    from kabinet.actions.notices.wording import of_entry
    from kabinet.records import doors
    from tests.pages.problems.keeping import AT

    number = kept(cast, "gordeeva", "own", title="Тайное название")
    vendor = cast.actor("titova", AT)
    said = [of_entry(row).ru for row in doors.entries(vendor, cast.partner["kontur"])]
    assert number not in " ".join(said)


def test_retired_it_is_offered_no_more_and_can_come_back(cast: Cast, see, send):
    number = kept(cast, "titova", "everyone")
    assert send("titova", f"/problems/{number}/retire/", reason=" ").status_code == 422
    assert send("titova", f"/problems/{number}/retire/", reason="Это другая ошибка").status_code == 303
    assert number not in see("saveliev", "/problems/")
    assert "Снята" in see("saveliev", f"/problems/{number}/")
    assert number in see("titova", "/problems/?show=retired")
    assert send("titova", f"/problems/{number}/revive/").status_code == 303
    assert number in see("saveliev", "/problems/")


def test_what_is_wrong_is_said_at_once_and_nothing_typed_is_lost(send):
    answer = send("gordeeva", "/problems/new/", title=" ", text="\0", workaround="Шаги", audience="everyone")
    shown = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Назовите проблему одной строкой", "Опишите, что происходит", "Выберите, кто", "Шаги"):
        assert words in shown


def test_sent_twice_it_is_one(send):
    first, second = (send("gordeeva", "/problems/new/", **TEXTS, audience="own") for _ in range(2))
    assert first.url == second.url


def test_two_at_once_the_second_compares(cast: Cast, see, send):
    number = kept(cast, "gordeeva", "own")
    page = see("gordeeva", f"/problems/{number}/change/")
    seen = page.split('name="seen" value="')[1].split('"')[0]
    typed = {**TEXTS, "audience": "own", "seen": seen}
    assert send("zhdanov", f"/problems/{number}/change/", **typed | {"title": "Его"}).status_code == 303
    late = send("gordeeva", f"/problems/{number}/change/", **typed | {"title": "Её"})
    assert late.status_code == 422
    assert "запись изменили" in late.content.decode()
    assert "Её" in late.content.decode()


def test_pages_follow_one_another_by_key(cast: Cast, see):
    from datetime import timedelta

    from tests.pages.problems.keeping import AT

    numbers = [
        kept(cast, "titova", "everyone", AT + timedelta(minutes=place), title=f"Проблема номер {place}")
        for place in range(33)
    ]
    first = see("saveliev", "/problems/")
    assert numbers[-1] in first
    assert f"{numbers[0]}</span>" not in first
    after = first.split('href="?after=')[1].split('"')[0]
    assert f"{numbers[0]}</span>" in see("saveliev", f"/problems/?after={after}")


@pytest.mark.parametrize(
    "query", ["q=%00", "q='%26%7C!", "after=x", "after=99999999999999999999", "version=%25", "q=((&fixed=?"]
)
def test_hostile_questions_find_nothing_and_break_nothing(see, query):
    see("saveliev", f"/problems/?{query}")


@pytest.mark.clause("P2.3")
def test_a_solution_becomes_a_problem_and_nothing_of_the_client_travels_by_itself(desk, see, send, now):
    from kabinet.actions.tickets.answer import answer_ticket
    from kabinet.regulation.facts import Answer

    number = desk.register(now, subject="Савельев: rphost падает").number
    desk.do(
        answer_ticket, "gordeeva", now, number=number, text="Отключите задание АО ЗМК", kind=Answer.SOLUTION
    )
    assert f"/problems/new/?from={number}" in see("gordeeva", f"/tickets/{number}/")
    shown = see("gordeeva", f"/problems/new/?from={number}")
    assert "Отключите задание" in shown
    assert 'value="8.3.24.1467"' in shown
    assert 'value="Савельев' not in shown
    typed = {**TEXTS, "text": "У Зареченского метизного комбината", "audience": "clients"}
    warned = send("gordeeva", f"/problems/new/?from={number}", **typed)
    assert warned.status_code == 422
    assert "сведения о клиенте" in warned.content.decode()
    made = send("gordeeva", f"/problems/new/?from={number}", **typed | {"text": "У одного из клиентов"})
    assert made.status_code == 303
    assert number in see("gordeeva", made.url)
    assert number not in see("saveliev", made.url)
    meant = send("gordeeva", f"/problems/new/?from={number}", **typed | {"keep_names": "on"})
    assert meant.status_code == 303


def test_nobody_writes_from_a_ticket_that_they_do_not_reach(desk, reader, now):
    number = desk.register(now).number
    assert reader("choi").get(f"/problems/new/?from={number}").status_code == 404
    assert reader("saveliev").get("/problems/new/").status_code == 403


@pytest.mark.clause("P2.3")
def test_a_known_problem_named_in_an_answer_is_a_link(cast: Cast, desk, see, now):
    from kabinet.actions.tickets.answer import answer_ticket

    known, number = kept(cast, "gordeeva", "clients"), desk.register(now).number
    desk.do(answer_ticket, "gordeeva", now, number=number, text=f"Это известно: {known}, шаги там")
    assert f'href="/problems/{known}/"' in see("saveliev", f"/tickets/{number}/")

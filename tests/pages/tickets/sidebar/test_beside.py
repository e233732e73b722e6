"""Links, duplicates, watchers and tags on a ticket's page, for each who reads it."""

import re
from html import unescape

import pytest

from kabinet.actions.desk.link import link_tickets
from kabinet.actions.desk.merge import merge_ticket
from kabinet.actions.desk.watch import watch_ticket
from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from tests.desk import Desk, later, msk, passed_on
from tests.fixtures_pages import Reader
from tests.pages.queries import asked, baseline

AT = msk("2024-03-14 10:05")


def version(desk: Desk, number: str) -> dict[str, str]:
    return {"version": str(desk.ticket(number).version), "once": "1"}


def page(reader: Reader, login: str, number: str) -> str:
    found = reader(login).get(f"/tickets/{number}/")
    assert found.status_code == 200
    return unescape(found.text)


@pytest.mark.clause("L1", "L2a")
def test_two_tickets_are_linked_and_parted(desk: Desk, reader: Reader) -> None:
    one, two = desk.register(AT, subject="Начальный").number, desk.register(AT, subject="Второй").number
    form = reader("saveliev").get(f"/tickets/{one}/link/").text
    assert f'<option value="{two}">' in form
    for _ in range(2):
        reader("saveliev").post(f"/tickets/{one}/link/", {"other": two.lower(), **version(desk, one)})
    for login in ("saveliev", "frolov", "gordeeva"):
        assert "Второй" in page(reader, login, one)
        assert "Начальный" in page(reader, login, two)
    assert f"Связано с обращением {two}" in page(reader, "saveliev", one)
    assert f"/tickets/{one}/unlink/?other={two}" in page(reader, "gordeeva", one)
    assert "/unlink/" not in page(reader, "frolov", one)
    assert f'value="{two}"' in reader("gordeeva").get(f"/tickets/{one}/unlink/?other={two}").text
    answer = reader("gordeeva").post(f"/tickets/{one}/unlink/", {"other": two, **version(desk, one)})
    assert answer.status_code == 303
    html = page(reader, "gordeeva", two)
    assert "Начальный" not in html
    assert f"Связь с обращением {one} убрана" in html


@pytest.mark.clause("L1", "L3")
def test_a_client_never_learns_of_anothers_ticket(desk: Desk, reader: Reader) -> None:
    one, two = desk.register(AT).number, desk.register(AT, "dremin", system="holding", subject="Чужое").number
    wrong = reader("saveliev").post(f"/tickets/{one}/link/", {"other": two, **version(desk, one)})
    assert wrong.status_code == 422
    assert "Такого обращения нет, или оно вам не видно" in wrong.text
    assert "Чужое" not in wrong.text
    reader("gordeeva").post(f"/tickets/{one}/link/", {"other": two, **version(desk, one)})
    assert "Чужое" in page(reader, "gordeeva", one)
    for login in ("saveliev", "lapteva"):
        assert two not in page(reader, login, one)
    assert one not in page(reader, "dremin", two)


@pytest.mark.clause("L3")
def test_a_link_across_the_legs_is_for_who_reads_both(desk: Desk, reader: Reader) -> None:
    one = desk.register(AT, subject="Ещё одно").number
    _client, vendor = passed_on(desk, AT)
    desk.do(link_tickets, "gordeeva", later(AT, hours=1), number=one, other=vendor)
    assert vendor in page(reader, "gordeeva", one)
    assert "Ещё одно" in page(reader, "gordeeva", vendor)
    assert vendor not in page(reader, "saveliev", one)
    assert "Ещё одно" not in page(reader, "titova", vendor)


@pytest.mark.clause("L2a", "U2b")
def test_a_duplicate_is_merged_shown_and_objected_to(desk: Desk, reader: Reader) -> None:
    main, twin = (
        desk.register(AT, subject="Главное").number,
        desk.register(AT, "orlova", subject="Двойник").number,
    )
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=5), number=twin, text="Было сказано здесь")
    ask = unescape(reader("gordeeva").get(f"/tickets/{twin}/merge/?into={main}").text)
    for words in (
        f"{twin} закроется, его часы остановятся",
        "наблюдатели дальше следят за основным",
        f'value="{main}"',
    ):
        assert words in ask
    sent = {"into": main, "reason": "Один сбой", **version(desk, twin)}
    assert [reader("gordeeva").post(f"/tickets/{twin}/merge/", sent).status_code for _ in range(2)] == [
        303,
        303,
    ]
    assert desk.kinds(main).count("absorbed") == 1
    html = page(reader, "orlova", twin)
    assert f"Это дубликат обращения {main}" in html
    assert "Главное" in html
    assert "Было сказано здесь" in html
    assert f"/tickets/{twin}/reopen/" in html
    assert "дубликат этого" in page(reader, "saveliev", main)
    found = (
        reader("gordeeva").get("/search/?q=Двойник").text + reader("gordeeva").get("/search/?q=Главное").text
    )
    assert twin in found
    assert main in found
    objection = {"reason": "Другая база", **version(desk, twin)}
    assert reader("orlova").post(f"/tickets/{twin}/reopen/", objection).status_code == 303
    html = page(reader, "orlova", twin)
    assert "Это дубликат" not in html
    assert "Главное" in html
    assert not list(verify(tickets=[main, twin]))


@pytest.mark.clause("L3")
def test_a_duplicate_with_an_open_vendor_ticket_is_refused_with_the_way_out(
    desk: Desk, reader: Reader
) -> None:
    main, (twin, _vendor) = desk.register(AT).number, passed_on(desk, AT)
    refused = reader("gordeeva").get(f"/tickets/{twin}/merge/")
    assert refused.status_code == 403
    assert "открыто обращение в 1С" in refused.text
    assert "объедините наоборот" in refused.text
    assert reader("gordeeva").post(f"/tickets/{twin}/merge/", {"into": main}).status_code == 403
    wrong = reader("gordeeva").post(f"/tickets/{main}/merge/", {"into": "V-1", **version(desk, main)})
    assert wrong.status_code == 422
    assert reader("saveliev").get(f"/tickets/{main}/merge/").status_code == 403
    assert reader("stranger").get(f"/tickets/{main}/merge/").status_code == 404


def test_two_people_merge_at_once(desk: Desk, reader: Reader) -> None:
    one, two = desk.register(AT).number, desk.register(AT).number
    seen = version(desk, one)
    desk.do(merge_ticket, "zhdanov", later(AT, minutes=3), number=one, into=two)
    late = reader("gordeeva").post(f"/tickets/{one}/merge/", {"into": two, **seen})
    assert late.status_code == 409
    assert "Закрыто как дубликат" in late.text
    assert desk.kinds(one).count("merged") == 1


@pytest.mark.clause("L6")
def test_one_tap_and_the_reader_is_told(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    for login in ("frolov", "arkhipova"):
        assert f'action="/tickets/{number}/watch/"' in page(reader, login, number)
        assert reader(login).post(f"/tickets/{number}/watch/").status_code == 303
        assert f'action="/tickets/{number}/unwatch/"' in page(reader, login, number)
    desk.do(answer_ticket, "gordeeva", later(AT, minutes=5), number=number, text="Смотрим")
    assert f"Ответ по обращению {number}" in reader("frolov").get("/notices/").text
    assert f"По обращению {number} отправлен ответ" in reader("arkhipova").get("/notices/").text
    reader("frolov").post(f"/tickets/{number}/unwatch/")
    assert f'action="/tickets/{number}/watch/"' in page(reader, "frolov", number)


def test_each_side_sees_its_own_watchers(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    for login in ("frolov", "arkhipova"):
        desk.do(watch_ticket, login, later(AT, minutes=1), number=number)
    sections = {
        login: re.search(r'id="watchers"\s*>(.*?)</section>', page(reader, login, number).replace("\n", " "))[
            1
        ]
        for login in ("saveliev", "gordeeva")
    }
    assert "Фролов" in sections["saveliev"]
    assert "Архипова" not in sections["saveliev"]
    assert "Архипова" in sections["gordeeva"]
    assert "Фролов" not in sections["gordeeva"]


@pytest.mark.clause("L17a")
def test_who_only_controls_a_client_ticket_does_not_watch_it(desk: Desk, reader: Reader) -> None:
    number = desk.register(AT).number
    assert "/watch/" not in page(reader, "lapteva", number)
    refused = reader("lapteva").post(f"/tickets/{number}/watch/")
    assert refused.status_code == 403
    assert "Проверяющий только читает" in refused.text
    assert reader("stranger").post(f"/tickets/{number}/watch/").status_code == 404


def test_a_colleague_is_asked_to_watch(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    assert "Юсупов" in client.get(f"/tickets/{number}/watchers/").text
    sent = {"person": str(desk.cast.person["yusupov"]), **version(desk, number)}
    assert client.post(f"/tickets/{number}/watchers/", sent).status_code == 303
    assert "Вы наблюдаете за обращением" in reader("yusupov").get("/notices/").text
    assert client.post(f"/tickets/{number}/watchers/", {"person": "1"}).status_code == 422
    assert reader("saveliev").get(f"/tickets/{number}/watchers/").status_code == 403


@pytest.mark.clause("L1")
def test_tags_are_put_on_and_taken_off(desk: Desk, reader: Reader) -> None:
    number, client = desk.register(AT).number, reader("gordeeva")
    client.post(f"/tickets/{number}/tag/", {"name": " #Астра  Linux"})
    assert 'value="астра linux"' in page(reader, "gordeeva", number)
    assert 'value="астра linux"' in client.get(f"/tickets/{number}/tags/").text
    for login in ("saveliev", "lapteva"):
        assert "астра linux" not in page(reader, login, number)
        assert "астра linux" not in reader(login).get(f"/tickets/{number}/tags/").text
    for wrong in ("", "x" * 41, "\0"):
        assert client.post(f"/tickets/{number}/tag/", {"name": wrong}).status_code == 303
    assert "Тег длиннее 40 знаков" in client.get(f"/tickets/{number}/").text
    client.post(f"/tickets/{number}/untag/", {"name": "астра linux"})
    html = page(reader, "gordeeva", number)
    assert 'name="name" value="астра linux"' not in html
    assert "Убран тег «астра linux»" in html
    assert reader("saveliev").post(f"/tickets/{number}/tag/", {"name": "срочно"}).status_code == 403


def test_the_page_costs_no_more_with_all_of_it(desk: Desk, reader: Reader, reach_nothing) -> None:
    number, _vendor = passed_on(desk, AT, level=1)
    client, figures = reader("gordeeva"), []
    for count in (1, 8):
        for place in range(count):
            other = desk.register(AT, subject=f"{count} {place}").number
            desk.do(link_tickets, "gordeeva", later(AT, hours=1), number=number, other=other)
            client.post(f"/tickets/{number}/tag/", {"name": f"тег {count} {place}"})
        desk.do(watch_ticket, "zhdanov", later(AT, hours=2), number=number)
        reach_nothing()
        figures.append(len(asked(client, f"/tickets/{number}/")))
    assert max(figures) <= baseline("ticket")

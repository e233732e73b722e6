"""The client's list: the whole organisation's tickets, by whose turn it is, narrowed by plain links and a plain form."""

import re

import pytest
from django.urls import reverse

from kabinet.actions.tickets.accept import accept_solution, decline_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, msk, passed_on
from tests.pages.many import copies


@pytest.fixture
def tickets(desk: Desk, now) -> dict[str, str]:
    """One of each group, by two authors; one that is closed; one of another client."""
    at = later(now, hours=-4)
    late = later(now, hours=-1)
    found = {"work": desk.register(at, subject="Долгий вход").number}
    found["asked"] = desk.register(at, "orlova", system="buh", subject="Печать УПД", level=2).number
    desk.do(answer_ticket, "gordeeva", late, number=found["asked"], text="Версия?", kind=Answer.QUESTION)
    found["passed"] = passed_on(desk, at)[0]
    found["closed"] = desk.register(at, subject="Поток").number
    desk.do(
        answer_ticket,
        "gordeeva",
        later(now, hours=-2),
        number=found["closed"],
        text="Вот",
        kind=Answer.SOLUTION,
    )
    desk.do(accept_solution, "saveliev", late, number=found["closed"])
    found["other"] = desk.register(at, "stranger", system="pirs").number
    return found


def shown(page: str) -> list[str]:
    return re.findall(r'<span class="nowrap">(U-\d+)</span>', page)


@pytest.mark.clause("L1")
def test_everybody_of_the_organisation_sees_all_of_its_tickets(tickets, see) -> None:
    for login in ("saveliev", "orlova", "frolov", "arefyev"):
        page = see(login, "/tickets/")
        assert shown(page) == [tickets["asked"], tickets["work"], tickets["passed"]], login
        heads = [
            page.index(words) for words in ("Нужен ваш ответ</b>", "В работе у партнёра", "Переданы в 1С")
        ]
        assert heads == sorted(heads)
        assert "Видны обращения всей организации" in page
    assert shown(see("stranger", "/tickets/")) == [tickets["other"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("show=ours", ["asked"]),
        ("show=closed", ["closed"]),
        ("show=mine", ["work", "passed"]),
        ("level=2", ["asked"]),
        ("status=passed_on", ["passed"]),
        ("service=problem", ["asked", "work", "passed"]),
        ("service=database", []),
        ("since=2023-01-01&until=2023-12-31", []),
        ("since=2023-01-01", ["asked", "work", "passed"]),
        ("level=9&show=nonsense&since=tomorrow&author=x'y&after=%5B1%5D", []),
        ("author=x'y&since=tomorrow&show=nonsense&after=%5B1%5D&status=a b", ["asked", "work", "passed"]),
    ],
)
def test_narrowing(tickets, see, query: str, expected: list[str]) -> None:
    assert shown(see("saveliev", f"/tickets/?{query}")) == [tickets[name] for name in expected]


def test_narrowing_by_system_and_author(tickets, desk: Desk, see) -> None:
    page = see("saveliev", f"/tickets/?system={desk.cast.system['buh']}")
    assert shown(page) == [tickets["asked"]]
    assert "Бухгалтерия КОРП" in page.split('class="filters"')[1].split("</details>")[0]
    page = see("saveliev", f"/tickets/?author={desk.cast.person['orlova']}&show=all")
    assert shown(page) == [tickets["asked"]]
    assert "Наталья Орлова" in page


def test_the_filters_are_a_plain_form_as_well(tickets, see) -> None:
    form = see("saveliev", "/tickets/filters/?level=2")
    assert re.search(r'value="2" selected', form)
    for words in ("ERP Производство", "Орлова Наталья Сергеевна", "Проверьте решение", 'type="date"'):
        assert words in form
    assert "Порт Восход" not in form
    menu = see("saveliev", "/tickets/choices/system/?level=2")
    assert "/tickets/?level=2&amp;system=" in menu
    assert "Савельев Игорь Петрович" in see("saveliev", "/tickets/choices/author/")
    see("saveliev", "/tickets/choices/level/", status=404)


def test_pages_of_fifty(tickets, see, now) -> None:
    copies(tickets["work"], 120, now)
    seen, address = [], "/tickets/"
    while address:
        page = see("saveliev", address)
        seen += shown(page)
        following = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = f"/tickets/{following[1]}".replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 123
    assert seen[0] == tickets["asked"]
    assert seen[-1] == tickets["passed"]


@pytest.mark.clause("U3.5a")
def test_new_stays_visible_and_explains_to_those_who_may_not(see) -> None:
    assert f'<a class="button primary" href="{reverse("new_ticket")}"' in see("saveliev", "/tickets/")
    for login in ("frolov", "arefyev"):
        page = see(login, "/tickets/")
        assert re.search(r'aria-disabled="true">.*?Новое обращение', page)
        assert "Отправлять обращения могут только уполномоченные лица" in page
        assert "/rules/clause/U3.5a/" in page


@pytest.mark.clause("L9b")
def test_an_ended_licence_is_said_and_reading_goes_on(see) -> None:
    page = see("lukin", "/tickets/")
    assert "РКЛ закончилась" in page
    assert "Читать всё и продолжать открытые можно" in page


def test_an_empty_list_says_the_fact_and_a_way_on(see) -> None:
    assert "Открытых обращений нет" in see("kim", "/tickets/")
    for show, words in {
        "ours": "Ваш ответ сейчас не нужен",
        "mine": "Ваших открытых обращений нет",
        "closed": "Закрытых обращений пока нет",
        "all": "Обращений пока нет",
    }.items():
        assert words in see("kim", f"/tickets/?show={show}")
    page = see("kim", "/tickets/?level=1&show=closed")
    assert "По этим условиям ничего нет" in page
    assert 'href="?show=closed"' in page


def test_a_new_message_makes_its_line_fresh(tickets, desk: Desk, see, now) -> None:
    assert "fresh" in see("orlova", "/tickets/")
    see("orlova", f"/tickets/{tickets['asked']}/")
    assert 'class="client-row wanted fresh"' not in see("orlova", "/tickets/")


def test_clocks_speak_to_the_client(desk: Desk, see, now) -> None:
    """Critical ones, whose clocks never sleep."""
    at = later(now, minutes=-40)
    fresh, asked, told, solved = (desk.register(at, level=1).number for _ in range(4))
    desk.do(answer_ticket, "gordeeva", now, number=asked, text="Версия?", kind=Answer.QUESTION)
    desk.do(answer_ticket, "gordeeva", now, number=told, text="Смотрим")
    desk.do(answer_ticket, "gordeeva", now, number=solved, text="Вот", kind=Answer.SOLUTION)
    page = see("saveliev", "/tickets/").replace("\u00a0", " ")
    for words in ("партнёр ответит до", "ответьте до", "партнёр обновит до", "часы стоят", "решение ждёт с"):
        assert words in page
    assert fresh in page
    desk.do(accept_solution, "saveliev", now, number=solved)
    assert "завершено" in see("saveliev", "/tickets/?show=closed")


# What happens after a solution of 12 March, and since which day the client's list says that it waits.
AFTER_SOLUTION = {
    "nothing": ((), "12 марта"),
    "a note of the partner's": ((("zhdanov", write_note, {"text": "Между нами"}),), "12 марта"),
    "another engineer": ((("zhdanov", take_ticket, {}),), "12 марта"),
    "the client's question about it": (
        (("saveliev", write_reply, {"text": "А если не поможет?"}),),
        "13 марта",
    ),
    "the partner's further word": ((("gordeeva", answer_ticket, {"text": "Ещё одно"}),), "13 марта"),
    "refused and offered anew": (
        (
            ("saveliev", decline_solution, {"reason": "Не помогло"}),
            ("gordeeva", answer_ticket, {"text": "А так?", "kind": Answer.SOLUTION}),
        ),
        "13 марта",
    ),
}


@pytest.mark.parametrize("name", AFTER_SOLUTION)
def test_a_solution_waits_since_it_was_offered_or_last_spoken_of(
    desk: Desk, see, monkeypatch, name: str
) -> None:
    acts, day = AFTER_SOLUTION[name]
    number = desk.register(msk("2024-03-12 10:00")).number
    given = {"number": number, "text": "Вот", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", msk("2024-03-12 11:00"), **given)
    for hour, (login, act, more) in enumerate(acts, 11):
        desk.do(act, login, msk(f"2024-03-13 {hour}:00"), number=number, **more)
    monkeypatch.setattr("kabinet.pages.gate.now", lambda: msk("2024-03-14 10:05"))
    assert f"решение ждёт с {day}" in see("saveliev", "/tickets/").replace("\u00a0", " ")

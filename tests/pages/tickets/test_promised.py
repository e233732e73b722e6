"""A promise that was given by telephone is the writer's record until the person's own tick (U4c)."""

import re
from typing import Any

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.registration.on_behalf import Called
from kabinet.actions.tickets.terms import deny_terms
from kabinet.actions.vendor.pass_on import pass_on_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.clock import AT
from tests.desk import CONFIRMED, ITEMS, Desk, later

TICKED = {"term-phone": "on", "term-hour": "on", "phone": "+7 900 000-41-18"}


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def box(page: str) -> str:
    return plain(page.split('aria-labelledby="critical-title"')[1].split("</section>")[0])


def called(desk: Desk, **ago: float) -> str:
    """A critical ticket of Orlova's, written down from her call by Gordeeva."""
    who = Called(contact=desk.cast.person["orlova"])
    return desk.register(later(AT, hours=-1), "gordeeva", level=1, called=who).number


def promise(number: str) -> dict[str, Any]:
    with as_system("a look from outside"):
        return dict(models.Sheet.objects.get(ticket__number=number).critical)


@pytest.mark.clause("U4c", "U3.4a")
@pytest.mark.parametrize("login", ["orlova", "saveliev", "gordeeva"])
def test_both_sides_read_by_whom_it_was_written_and_what_holds_meanwhile(desk: Desk, see, login) -> None:
    number = called(desk)
    page = see(login, f"/tickets/{number}/")
    assert "со слов, записано: Алина Гордеева" in box(page)
    assert "подтверждено" not in box(page)
    words = plain(page)
    assert "Со слов: Наталья Орлова. Записано: Алина Гордеева." in words
    assert "Пока ответа нет, условия действуют" in words
    assert "обращение станет стандартным, уровень 3" in words
    assert (f"/tickets/{number}/terms/confirm/" in page) is (login != "gordeeva")
    assert (f"/tickets/{number}/terms/deny/" in page) is (login != "gordeeva")


@pytest.mark.clause("U4c")
def test_the_person_who_called_is_asked_for_the_own_tick(desk: Desk, see) -> None:
    called(desk)
    page = plain(see("orlova", "/notices/"))
    assert "подтвердите их или ответьте, что не давали" in page, re.findall(r".{80}U-48.{150}", page)


@pytest.mark.clause("U4c")
@pytest.mark.parametrize("login", ["orlova", "saveliev"])
def test_ticked_by_the_client_the_promise_is_theirs(desk: Desk, see, send, login) -> None:
    number = called(desk)
    assert send(login, f"/tickets/{number}/terms/confirm/", **(TICKED | {"term-hour": ""})).status_code == 422
    assert promise(number)["written_name"]
    assert send(login, f"/tickets/{number}/terms/confirm/", **TICKED).status_code == 303
    name = {"orlova": "Наталья Орлова", "saveliev": "Игорь Савельев"}[login]
    for reader in ("saveliev", "gordeeva"):
        page = see(reader, f"/tickets/{number}/")
        assert f"{name}, клиент" in box(page)
        assert "подтверждено 26 ноября 2026, 14:42" in box(page)
        assert "со слов, записано" not in box(page)
        assert "Условия критического обращения записаны со слов" not in plain(page)
    assert desk.kinds(number)[-1] == "terms_confirmed"
    assert "terms_confirmed" in desk.told("gordeeva", number) + desk.told("zhdanov", number)
    assert desk.ticket(number).level == 1
    assert send(login, f"/tickets/{number}/terms/confirm/", **TICKED).status_code == 403


@pytest.mark.clause("U4c", "U4e")
def test_contested_it_is_treated_as_standard(desk: Desk, see, send) -> None:
    number = called(desk)
    page = plain(see("orlova", f"/tickets/{number}/terms/deny/"))
    assert "обращение стандартное: уровень станет 3" in page
    answer = send("orlova", f"/tickets/{number}/terms/deny/", reason="Круглосуточно дежурить некому")
    assert answer.status_code == 303
    assert desk.ticket(number).level == 3
    assert promise(number) == {}
    page = plain(see("gordeeva", f"/tickets/{number}/"))
    assert "клиент не давал: уровень 1 → 3" in page
    assert "Круглосуточно дежурить некому" in page
    assert send("gordeeva", f"/tickets/{number}/level/", level="1", reason="Всё стоит").status_code == 422


@pytest.mark.clause("U4c")
def test_on_a_level_that_does_not_ask_for_it_nothing_is_said_to_hold(desk: Desk, see) -> None:
    number = called(desk)
    desk.do(change_level, "orlova", later(AT, minutes=-20), number=number, level=2, reason="")
    for login in ("orlova", "gordeeva"):
        said = plain(see(login, f"/tickets/{number}/"))
        assert "Сейчас уровень 2, этих условий он не требует" in said
        assert "условия действуют" not in said


@pytest.mark.clause("U4c", "U4d")
def test_contested_after_the_level_fell_nothing_moves(desk: Desk, see, send) -> None:
    number = called(desk)
    desk.do(
        answer_ticket, "gordeeva", later(AT, minutes=-50), number=number, text="Версия?", kind=Answer.QUESTION
    )
    at = later(AT, minutes=15)
    desk.do(answer_ticket, "gordeeva", at, number=number, text="Ждём")
    assert desk.ticket(number).level == 2
    desk.do(deny_terms, "orlova", later(at, minutes=1), number=number)
    assert (desk.ticket(number).level, desk.kinds(number)[-1]) == (2, "terms_denied")


@pytest.mark.clause("P5d", "U4c")
def test_the_vendor_reads_it_as_said_and_then_as_ticked(desk: Desk, see, send) -> None:
    number = called(desk)
    vendor = desk.do(
        pass_on_ticket, "zhdanov", later(AT, minutes=-30), number=number, values=ITEMS, critical=CONFIRMED
    ).number
    for login in ("titova", "zhdanov"):
        assert "со слов, записано: Алина Гордеева" in box(see(login, f"/tickets/{vendor}/"))
    assert send("orlova", f"/tickets/{number}/terms/confirm/", **TICKED).status_code == 303
    assert "со слов, записано" not in box(see("titova", f"/tickets/{vendor}/"))


@pytest.mark.clause("P5d", "U4c")
@pytest.mark.parametrize("fell", [False, True], ids=["critical", "lowered meanwhile"])
def test_contested_the_vendor_ticket_is_standard_too_and_both_legs_say_why(
    desk: Desk, see, send, fell: bool
) -> None:
    number = called(desk)
    passed = {"values": ITEMS, "critical": CONFIRMED}
    vendor = desk.do(pass_on_ticket, "zhdanov", later(AT, minutes=-30), number=number, **passed).number
    if fell:
        desk.do(change_level, "orlova", later(AT, minutes=-20), number=number, level=2, reason="")
    assert desk.ticket(vendor).level == 1
    asked = plain(see("orlova", f"/tickets/{number}/terms/deny/"))
    assert "Обращение, переданное в 1С, тоже станет стандартным, если сейчас оно критическое" in asked
    assert send("orlova", f"/tickets/{number}/terms/deny/", reason="Дежурить некому").status_code == 303
    assert (desk.ticket(number).level, desk.ticket(vendor).level) == (2 if fell else 3, 3)
    row = desk.journal(vendor)[-1]
    assert (row.kind, row.clause, row.side, row.data["because"]) == ("level_changed", "P5d", "system", number)
    for login in ("titova", "zhdanov"):
        page = see(login, f"/tickets/{vendor}/?show=all")
        assert "Клиент не давал согласия на условия критического обращения" in plain(page)
        assert "/rules/clause/P5d/" in page
        assert "critical-title" not in page, "there is no critical ticket any more"
    assert "Дежурить некому" in plain(see("gordeeva", f"/tickets/{number}/?show=all"))
    for login in ("titova", "zhdanov"):
        assert "level_changed" in desk.told(login, vendor)
    assert "client" not in promise(vendor)
    assert list(verify()) == []


@pytest.mark.clause("U4c")
def test_what_the_client_ticks_itself_needs_no_second_word(desk: Desk, see) -> None:
    number = desk.register(later(AT, hours=-1), "orlova", level=1).number
    page = see("orlova", f"/tickets/{number}/")
    assert "подтверждено 26 ноября 2026, 13:42" in box(page)
    assert "terms/confirm" not in page

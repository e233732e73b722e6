"""A participant of joint work finds it in the list, and reads why and until when a part of it is closed (P5c)."""

import re
from datetime import datetime

import pytest

from kabinet.actions.journal.auto_close import close_silent_tickets
from kabinet.actions.notices import kinds
from kabinet.actions.tickets.accept import accept_solution
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.close import close_by_word, withdraw_ticket
from kabinet.actions.tickets.level import change_level
from kabinet.actions.tickets.objection import answer_objection, object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.vendor.participants import end_participation, invite_participant
from kabinet.records.versions import newest_pack
from kabinet.regulation.facts import Answer
from kabinet.regulation.pack import Pack, load_texts
from kabinet.regulation.ticket import lifecycle
from tests.desk import WISH, Desk, later, passed_on
from tests.regulation.pack import foreign

pytestmark = pytest.mark.clause("P5c")


@pytest.fixture
def joined(desk: Desk, now: datetime) -> str:
    vendor = passed_on(desk, later(now, hours=-5))[1]
    at, person = later(now, hours=-4), desk.cast.person["orlova"]
    desk.do(invite_participant, "gordeeva", at, number=vendor, person=person)
    return vendor


def test_it_stands_in_the_side_and_leads_there(joined: str, see) -> None:
    assert 'href="/joint/"' in see("orlova", "/tickets/")
    assert f'href="/joint/{joined}/"' in see("orlova", "/joint/")
    assert 'href="/joint/"' not in see("frolov", "/tickets/")
    assert joined not in see("saveliev", "/joint/")


def test_on_the_level_without_participants_it_says_why_since_when_and_until_when(
    desk: Desk, now: datetime, joined: str, see, status, reader
) -> None:
    desk.do(change_level, "titova", later(now, hours=-2), number=joined, level=4, **WISH)
    page = see("orlova", f"/joint/{joined}/", 403)
    assert "на уровне 4 1С работает только со специалистами партнёра" in page
    assert "Откроется само, если уровень поднимут" in page
    assert "/rules/clause/P5c/" in page
    assert "rphost" not in page
    assert reader("orlova").get(f"/tickets/{joined}/")["Location"] == f"/joint/{joined}/"
    assert 'href="/joint/"' in see("orlova", "/tickets/")
    listed = see("orlova", "/joint/")
    assert joined in listed
    assert f'href="/joint/{joined}/"' not in listed
    for login in ("frolov", "saveliev", "stranger"):
        assert status(login, f"/joint/{joined}/") == 404
        assert status(login, f"/tickets/{joined}/") == 404


def test_an_ended_part_is_told_from_what_never_was(desk: Desk, now: datetime, joined: str, see) -> None:
    at, person = later(now, hours=-2), desk.cast.person["orlova"]
    desk.do(end_participation, "gordeeva", at, number=joined, person=person)
    assert "Ваше участие закончилось" in see("orlova", f"/joint/{joined}/", 403)
    assert re.search(r"Ваше участие закончилось: \d+\s\S+\s\d{4},\s\d\d:\d\d", see("orlova", "/joint/"))


END = {
    "the partner ends it": (
        lambda desk, at, vendor, person: desk.do(
            end_participation, "gordeeva", at, number=vendor, person=person
        ),
        "Ваше участие в совместной работе по {number} завершил партнёр: Гордеева",
    ),
    "level 4": (
        lambda desk, at, vendor, person: desk.do(change_level, "titova", at, number=vendor, level=4, **WISH),
        "Совместная работа по {number} приостановлена: уровень изменён, 3 → 4, а на нём 1С работает только с",
    ),
}


@pytest.mark.parametrize("how", END)
def test_whoever_is_shut_out_is_told_why_and_nobody_else_is(
    desk: Desk, now: datetime, joined: str, see, how: str
) -> None:
    """However joint work with them closes; their colleague, who took no part, hears nothing of it."""
    end, words = END[how]
    end(desk, later(now, hours=-2), joined, desk.cast.person["orlova"])
    assert words.format(number=joined) in see("orlova", "/notices/")
    assert joined not in see("saveliev", "/notices/")
    assert "совместной работе по" not in see("gordeeva", "/notices/").lower()


def solved(desk: Desk, at: datetime, vendor: str) -> None:
    desk.do(answer_ticket, "titova", at, number=vendor, text="Обновите платформу", kind=Answer.SOLUTION)


def by_word(desk: Desk, at: datetime, vendor: str) -> None:
    desk.do(write_reply, "gordeeva", later(at, minutes=-5), number=vendor, text="Нашли сами, закройте")
    word = next(row.pk for row in reversed(desk.journal(vendor)) if row.kind == "replied")
    desk.do(close_by_word, "titova", at, number=vendor, word=word, reason="Тайная причина")


def accepted(desk: Desk, at: datetime, vendor: str) -> None:
    solved(desk, later(at, minutes=-5), vendor)
    desk.do(accept_solution, "gordeeva", at, number=vendor)


def silence(desk: Desk, at: datetime, vendor: str) -> None:
    solved(desk, at, vendor)
    for days in (10, 16, 18, 30):
        close_silent_tickets(at=later(at, days=days))


def with_the_clients(desk: Desk, at: datetime, vendor: str) -> None:
    number = desk.ticket(vendor).origin.number
    desk.do(withdraw_ticket, "saveliev", at, number=number, reason="Тайная причина")


def kept(desk: Desk, at: datetime, vendor: str) -> None:
    """Refused, objected to and kept: it ends twice."""
    desk.do(
        refuse_ticket, "titova", later(at, minutes=-9), number=vendor, reason="third_party", text="Драйвер"
    )
    desk.do(object_to, "gordeeva", later(at, minutes=-5), number=vendor, text="Это не так")
    desk.do(answer_objection, "titova", at, number=vendor, upheld=False, text="Тайная причина")


ENDINGS = {
    "withdrawn": (
        lambda desk, at, vendor: desk.do(
            withdraw_ticket, "gordeeva", at, number=vendor, reason="Тайная причина"
        ),
        "обращение отозвано",
    ),
    "with the client's": (with_the_clients, "обращение отозвано"),
    "accepted": (accepted, "решение принято"),
    "by word": (by_word, "обращение закрыто со слов партнёра"),
    "silence": (silence, "на решение не ответили, и обращение закрылось"),
    "refused": (
        lambda desk, at, vendor: desk.do(
            refuse_ticket, "titova", at, number=vendor, reason="third_party", text="Драйвер"
        ),
        "фирма «1С» отказала в рассмотрении",
    ),
    "kept": (kept, "отказ остался в силе"),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_whoever_takes_part_is_told_once_how_the_ticket_ended(
    desk: Desk, now: datetime, joined: str, see, how: str
) -> None:
    """Without what the two sides say to one another; their colleague, who took no part, hears nothing of it."""
    end, words = ENDINGS[how]
    end(desk, later(now, hours=-2), joined)
    told = see("orlova", "/notices/")
    assert told.count(f"Совместная работа по {joined} закончена: {words}") == 1
    assert told.count(f"Совместная работа по {joined} закончена") == (2 if how == "kept" else 1)
    assert "Тайная причина" not in told
    assert joined not in see("saveliev", "/notices/")


def test_whoever_takes_part_no_more_is_not_told_of_the_end_and_one_shut_out_is(
    desk: Desk, now: datetime, joined: str, see
) -> None:
    person = {"number": joined, "person": desk.cast.person["saveliev"]}
    desk.do(invite_participant, "gordeeva", later(now, hours=-3), **person)
    desk.do(end_participation, "gordeeva", later(now, minutes=-150), **person)
    desk.do(change_level, "titova", later(now, hours=-2), number=joined, level=4, **WISH)
    desk.do(withdraw_ticket, "gordeeva", later(now, hours=-1), number=joined, reason="Разобрались сами")
    assert f"Совместная работа по {joined} закончена" in see("orlova", "/notices/")
    assert f"Совместная работа по {joined} закончена" not in see("saveliev", "/notices/")


@pytest.mark.parametrize(
    "law", [newest_pack(), *(load_texts(foreign.texts(each)) for each in foreign.ALL.values())]
)
def test_every_fact_that_ends_a_vendor_ticket_has_words_for_whoever_takes_part(law: Pack) -> None:
    leg = law.leg("vendor")
    ends = {
        kind
        for move in leg.moves
        if move.to and not lifecycle.status_of(move.to, leg).open
        for kind in move.facts
    }
    assert len(ends) > 5
    assert [kind for kind in ends if "ended" not in kinds.of_ticket(kind).words] == []


def test_a_level_that_lets_them_in_again_is_told_and_other_levels_are_not(
    desk: Desk, now: datetime, joined: str, see
) -> None:
    desk.do(change_level, "titova", later(now, hours=-3), number=joined, level=2, reason="Хуже")
    assert "уровень изменён" not in see("orlova", "/notices/")
    desk.do(change_level, "titova", later(now, hours=-2), number=joined, level=4, **WISH)
    desk.do(change_level, "titova", later(now, hours=-1), number=joined, level=3, reason="Всё-таки сбой")
    shown = see("orlova", "/notices/")
    assert f"Совместная работа по {joined} снова открыта для вас: уровень изменён, 4 → 3" in shown


def test_whoever_leaves_is_not_told_of_it(desk: Desk, now: datetime, joined: str, see) -> None:
    at, person = later(now, hours=-2), desk.cast.person["orlova"]
    desk.do(end_participation, "orlova", at, number=joined, person=person)
    assert "Ваше участие" not in see("orlova", "/notices/")


@pytest.mark.clause("P7")
def test_the_document_says_the_level_that_was_sent(desk: Desk, now: datetime, joined: str, see) -> None:
    desk.do(change_level, "titova", later(now, hours=-2), number=joined, level=4, **WISH)
    page = see("gordeeva", f"/tickets/{joined}/document/")
    assert "Передано с уровнем 3, сейчас уровень 4." in page
    document = page.split('class="document"')[1]
    assert "level-3" in document.split("</article>")[0]
    assert "level-4" not in document.split("</article>")[0]


@pytest.mark.parametrize("page", ["take/", "refuse/", "pass-on/", "level/"])
def test_a_page_that_is_refused_leads_back_to_the_ticket(desk: Desk, now: datetime, see, page: str) -> None:
    number = desk.register(later(now, hours=-1)).number
    refused = see("frolov", f"/tickets/{number}/{page}", 404 if page == "pass-on/" else 403)
    if page != "pass-on/":
        assert f'href="/tickets/{number}/"' in refused.split("help-page")[1]


def test_a_participant_who_comes_too_late_is_led_to_the_page_that_is_theirs(
    desk: Desk, now: datetime, joined: str, reader
) -> None:
    """The vendor ticket's own page is not there for them."""
    client = reader("orlova")
    version = desk.ticket(joined).version
    desk.do(withdraw_ticket, "gordeeva", later(now, hours=-1), number=joined, reason="Разобрались сами")
    answer = client.post(
        f"/tickets/{joined}/say/", {"text": "Ещё вопрос", "audience": "joint", "version": version}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Спросите партнёра в своём обращении" in page
    assert f'href="/joint/{joined}/"' in page
    assert f'href="/tickets/{joined}/"' not in page.split("<main", 1)[1]

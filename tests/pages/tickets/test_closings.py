"""Closing for the applicant is no refusal in disguise: after the days of silence, or with a word of theirs that is named."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest

from kabinet.actions.journal.verify import verify
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.tickets.take import take_ticket
from kabinet.actions.vendor.return_back import return_ticket
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on
from tests.pages.lists.queue.test_bulk import pick

Made = Callable[[Desk, datetime], str]


def client_ticket(*kinds: Answer, taken: bool = True) -> Made:
    """On the client leg, with these answers of the partner a minute ago."""

    def made(desk: Desk, now: datetime) -> str:
        number = desk.register(later(now, hours=-1)).number
        if taken:
            desk.do(take_ticket, "gordeeva", later(now, minutes=-30), number=number)
        for kind in kinds:
            desk.do(
                answer_ticket,
                "gordeeva",
                later(now, minutes=-1),
                number=number,
                text=".",
                kind=kind,
                final=True,
            )
        return number

    return made


def passed(desk: Desk, now: datetime) -> str:
    return passed_on(desk, later(now, hours=-1))[0]


def vendor_ticket(*kinds: Answer, back: bool = False) -> Made:
    def made(desk: Desk, now: datetime) -> str:
        _, vendor = passed_on(desk, later(now, hours=-1))
        for kind in kinds:
            desk.do(
                answer_ticket,
                "titova",
                later(now, minutes=-1),
                number=vendor,
                text=".",
                kind=kind,
                final=True,
            )
        if back:
            desk.do(return_ticket, "titova", later(now, minutes=-1), number=vendor, cases=["symptoms"])
        return vendor

    return made


STATUSES: dict[str, tuple[str, Made]] = {
    "registered": ("registered", client_ticket(taken=False)),
    "in work": ("in_work", client_ticket()),
    "waiting": ("waiting", client_ticket(Answer.QUESTION)),
    "waiting, asked twice": ("waiting", client_ticket(Answer.QUESTION, Answer.QUESTION)),
    "passed on": ("passed_on", passed),
    "answered": ("answered", client_ticket(Answer.SOLUTION)),
    "answered, workaround": ("answered", client_ticket(Answer.WORKAROUND)),
    "1C: registered": ("registered", vendor_ticket()),
    "1C: in work": ("in_work", vendor_ticket(Answer.ANSWER)),
    "1C: waiting": ("waiting", vendor_ticket(Answer.QUESTION)),
    "1C: waiting for a plan": ("waiting", vendor_ticket(Answer.PLAN)),
    "1C: returned": ("returned", vendor_ticket(back=True)),
    "1C: answered": ("answered", vendor_ticket(Answer.SOLUTION)),
}


@pytest.mark.clause("U2b")
@pytest.mark.clause("P3a")
@pytest.mark.parametrize(("status", "made"), STATUSES.values(), ids=STATUSES)
def test_in_no_status_does_the_support_end_a_ticket_by_its_own_reason(
    desk: Desk, now: datetime, status: str, made: Made, send, see
) -> None:
    number = made(desk, now)
    assert desk.ticket(number).status == status
    login = "titova" if number.startswith("V") else "gordeeva"
    page = see(login, f"/tickets/{number}/")
    assert f'/tickets/{number}/close/"' not in page
    assert f"/tickets/{number}/close-by-word/" not in page
    refused = send(login, f"/tickets/{number}/close/", reason="не хотим")
    assert refused.status_code == 403
    if status in ("waiting", "answered"):
        assert "закрыть без его слова можно с" in refused.content.decode()
        assert "/rules/own/" in refused.content.decode()
        assert re.search(r"закрыть без его слова можно с \d+ \w+ \d{4} года, \d\d:\d\d", page)
    for word in ("", "0", str(desk.journal(number)[0].pk), str(desk.journal(number)[-1].pk)):
        assert (
            send(login, f"/tickets/{number}/close-by-word/", reason="не хотим", word=word).status_code == 403
        )
    many = {"act": "close", "pick": [pick(desk, number)], "once": "1", "reason": "не хотим"}
    assert "не хотим" not in send(login, "/queue/bulk/", **many).content.decode()
    assert desk.ticket(number).status == status


@pytest.mark.clause("U2b")
def test_after_the_days_of_silence_the_partner_closes_and_the_client_opens_again(
    desk: Desk, now, send, see
) -> None:
    number = desk.register(later(now, days=-40)).number
    asked = later(now, days=-30)
    desk.do(answer_ticket, "gordeeva", asked, number=number, text="Какая версия?", kind=Answer.QUESTION)
    warned = see("saveliev", f"/tickets/{number}/")
    assert "Обращение уже могут закрыть без вашего ответа" in warned
    assert f'/tickets/{number}/close/"' in see("gordeeva", f"/tickets/{number}/")
    assert "Дни молчания вышли" in see("gordeeva", f"/tickets/{number}/close/")
    assert send("gordeeva", f"/tickets/{number}/close/").status_code == 422, "a reason is needed all the same"
    assert send("gordeeva", f"/tickets/{number}/close/", reason="Ответа нет").status_code == 303
    row = desk.journal(number)[-1]
    assert (row.kind, row.clause, row.data["since"]) == ("closed", "", asked.isoformat())
    page = see("saveliev", f"/tickets/{number}/")
    assert "Обращение закрыто без вашего ответа: Алина Гордеева" in page
    assert "Причина: Ответа нет." in page
    assert "откройте его снова по" in page
    assert desk.told("saveliev", number)[-1] == "closed"
    assert "закрыто без вашего ответа, его ждали с" in see("saveliev", "/notices/")
    assert send("saveliev", f"/tickets/{number}/reopen/", reason="Версия 8.3.24").status_code == 303
    assert desk.ticket(number).status == "in_work"
    assert send("gordeeva", f"/tickets/{number}/close/", reason="Ответа нет").status_code == 403
    assert list(verify()) == []


@pytest.mark.clause("U2b")
@pytest.mark.parametrize("sign", ["reply", "call", "level"])
def test_every_sign_of_the_client_begins_the_days_anew(desk: Desk, now, sign: str, send, see) -> None:
    number = desk.register(later(now, days=-40), level=3).number
    desk.do(
        answer_ticket, "gordeeva", later(now, days=-30), number=number, text="Версия?", kind=Answer.QUESTION
    )
    if sign == "reply":
        send("saveliev", f"/tickets/{number}/say/", text="Завтра узнаю", audience="public")
        desk.do(
            answer_ticket, "gordeeva", later(now, minutes=1), number=number, text="Ну?", kind=Answer.QUESTION
        )
    elif sign == "call":
        send("gordeeva", f"/tickets/{number}/call/", reached="yes", text="Обещал ответить")
    else:
        send("saveliev", f"/tickets/{number}/level/", level=4, reason="")
    assert send("gordeeva", f"/tickets/{number}/close/", reason="Ответа нет").status_code == 403


@pytest.mark.clause("U2b")
def test_with_the_clients_word_the_partner_closes_and_names_it(desk: Desk, now, send, see) -> None:
    number = desk.register(later(now, hours=-5)).number
    desk.do(answer_ticket, "gordeeva", later(now, hours=-4), number=number, text="Смотрим")
    first = desk.do(write_reply, "saveliev", later(now, hours=-3), number=number, text="Пока падает")
    assert first
    spoken = later(now, hours=-1)
    desk.do(write_reply, "orlova", spoken, number=number, text="Нашли сами, закройте, пожалуйста")
    rows = [row for row in desk.journal(number) if row.kind == "replied"]
    form = see("gordeeva", f"/tickets/{number}/close-by-word/")
    assert "Нашли сами, закройте" in form
    assert "Пока падает" not in form
    assert "отдельно видны в сведениях о соблюдении" in form
    older = send("gordeeva", f"/tickets/{number}/close-by-word/", word=rows[0].pk, reason="Сказали закрыть")
    assert older.status_code == 422
    assert send("gordeeva", f"/tickets/{number}/close-by-word/", word=rows[1].pk).status_code == 422
    sent = send("gordeeva", f"/tickets/{number}/close-by-word/", word=rows[1].pk, reason="Сказали закрыть")
    assert (sent.status_code, desk.ticket(number).status) == (303, "closed")
    row = desk.journal(number)[-1]
    assert (row.kind, row.clause, row.data["message"]) == ("closed_by_word", "", rows[1].message_id)
    page = see("saveliev", f"/tickets/{number}/")
    assert "Обращение закрыто с ваших слов: Алина Гордеева" in page
    assert f"#m{rows[1].message_id}" in page
    assert "закрыто с ваших слов, сообщение от" in see("orlova", "/notices/")
    assert send("saveliev", f"/tickets/{number}/reopen/", reason="Я так не говорил").status_code == 303
    refused = send("gordeeva", f"/tickets/{number}/close-by-word/", word=rows[1].pk, reason="Сказали")
    assert refused.status_code == 403, "what was said before the reopening is no word any more"
    assert list(verify()) == []


@pytest.mark.clause("P3a")
def test_a_call_that_reached_them_is_a_word_too_and_so_it_is_on_the_vendor_leg(
    desk: Desk, now, send, see
) -> None:
    _, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(log_call, "titova", later(now, hours=-2), number=vendor, reached=False, text="Не взяли")
    assert send("titova", f"/tickets/{vendor}/close-by-word/", word="1", reason="x").status_code == 403
    desk.do(
        log_call, "titova", later(now, hours=-1), number=vendor, reached=True, text="Сказали: решили сами"
    )
    row = desk.journal(vendor)[-1]
    assert "Сказали: решили сами" in see("titova", f"/tickets/{vendor}/close-by-word/")
    sent = send("titova", f"/tickets/{vendor}/close-by-word/", word=row.pk, reason="Решили сами")
    assert (sent.status_code, desk.ticket(vendor).status) == (303, "closed")
    assert "Обращение закрыто со слов заявителя: разговор" in see("gordeeva", f"/tickets/{vendor}/")
    assert "Обращение закрыто с ваших слов" in see("gordeeva", f"/tickets/{vendor}/")
    assert list(verify()) == []


@pytest.mark.clause("L3")
def test_while_1c_works_on_it_the_word_is_not_enough_without_a_reason(desk: Desk, now, send, see) -> None:
    number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(write_reply, "saveliev", later(now, hours=-1), number=number, text="Закройте, не надо")
    word = desk.journal(number)[-1].pk
    address = f"/tickets/{number}/close-by-word/"
    assert f"Обращение {vendor} ещё открыто" in see("gordeeva", address)
    assert send("gordeeva", address, word=word).status_code == 422
    assert send("gordeeva", address, word=word, reason="Не надо").status_code == 303
    assert desk.ticket(vendor).closed_at is None


@pytest.mark.clause("U2b")
@pytest.mark.parametrize("into", ["ended", "lower"])
def test_a_duplicate_goes_on_in_an_open_ticket_on_at_least_its_level(
    desk: Desk, now, into: str, send, see
) -> None:
    main = desk.register(later(now, hours=-5), level=3).number
    number = desk.register(later(now, hours=-4), level=3 if into == "ended" else 2).number
    if into == "ended":
        send("saveliev", f"/tickets/{main}/withdraw/")
    refused = send("gordeeva", f"/tickets/{number}/merge/", into=main, reason="Одно и то же")
    assert refused.status_code == 422
    said = {"ended": "работа там не идёт", "lower": "ниже по критичности: уровень 3"}[into]
    assert said in refused.content.decode()
    assert "/rules/own/" in refused.content.decode()
    assert desk.ticket(number).closed_at is None
    other_way = send("gordeeva", f"/tickets/{main}/merge/", into=number, reason="Одно и то же")
    assert other_way.status_code == (403 if into == "ended" else 303)

"""The form of a new ticket by letter: a blank to fill in, read field by field, what is missing asked for (U6a, U3.4a)."""

import html
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from kabinet.jobs.letters import Outcome
from tests.cast import Cast
from tests.clock import AT
from tests.desk import later
from tests.fixtures_letters import MailBox, text_of
from tests.letters_in import Inbox, letter

pytestmark = [pytest.mark.usefixtures("stated_instant"), pytest.mark.clause("U6a", "U3.4a")]
See = Callable[..., str]
FORM = """Здравствуйте!

Тема: База не открывается
Подробное описание: При входе ошибка «Соединение разорвано».
Влияние на бизнес: остановлено всё
Версия платформы: 8.3.24.1467

С уважением, Савельев
"""


def test_the_blank_has_the_fields_of_the_form_in_the_readers_language(reader: Any) -> None:
    answer = reader("saveliev").get("/new/letter/")
    text = answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "\nПодробное описание:\n" in text
    assert "\nВлияние на бизнес [" in text
    assert "Названия строк не меняйте" in text


def test_whoever_asks_finds_it_before_it_is_needed(see: See) -> None:
    assert 'href="/new/letter/"' in see("saveliev", "/outages/")
    assert "/new/letter/" not in see("gordeeva", "/outages/")


def test_a_filled_one_becomes_a_draft_with_its_fields_and_the_answer_asks_for_the_rest(
    inbox: Inbox, see: See, mail: MailBox, worker: Callable[[datetime], list[Outcome]]
) -> None:
    inbox.come(letter(subject="Обращение", text=FORM), AT)
    inbox.read(AT)
    (draft,) = inbox.drafts("saveliev")
    values = draft.content["values"]
    assert values["subject"] == "База не открывается"
    assert values["platform"] == "8.3.24.1467"
    assert "С уважением, Савельев" in values["description"]
    assert values["description"].startswith("При входе ошибка «Соединение разорвано».\n\nЗдравствуйте!")
    assert "Влияние на бизнес: остановлено всё" in values["description"], "what is not offered is not lost"
    assert "impact" not in values
    assert "База не открывается" in see("saveliev", "/new/")
    worker(AT)
    (answer,) = mail.to("saveliev@zmk.example")
    said = " ".join(text_of(answer).split())
    assert "В письме не указано:" in said
    asked = said.partition("В письме не указано:")[2]
    assert "Влияние на бизнес" in asked
    assert "Сервер: оборудование" in asked
    for known in ("Версия платформы", "Подробное описание", "Телефон", "Компания"):
        assert known not in asked.partition("http")[0]
    assert "В письме не указано:" in html.unescape(see("saveliev", "/notices/"))


def test_what_a_choice_offers_is_chosen(inbox: Inbox, cast: Cast) -> None:
    from kabinet.regulation.pack import pack

    leg = pack("corp_4_0").leg("client")
    text = (
        f"Тема: А\nВлияние на бизнес: {leg.impacts[0].name.ru}\nКакая нужна услуга: {leg.services[1].name.ru}"
    )
    inbox.come(letter(text=text), AT)
    inbox.read(AT)
    (draft,) = inbox.drafts("saveliev")
    values = draft.content["values"]
    assert (values["impact"], values["service"]) == (leg.impacts[0].code, leg.services[1].code)


def test_an_ordinary_letter_is_asked_for_nothing(inbox: Inbox, see: See) -> None:
    inbox.come(letter(text="Сервер не запускается"), later(AT, minutes=-1))
    inbox.read(AT)
    (draft,) = inbox.drafts("saveliev")
    assert draft.content["values"] == {
        "subject": "Сервер не запускается",
        "description": "Сервер не запускается",
    }
    assert "В письме не указано" not in see("saveliev", "/notices/")

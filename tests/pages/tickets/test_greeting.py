"""A greeting is never handed on to somebody else: neither from 1C to the client nor from the client to 1C."""

import re
from datetime import datetime

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.pages.tickets import greeting
from tests.desk import Desk, later, passed_on

# What was said, what is cut from it, and how what stays begins.
SAID = (
    ("Добрый день, Евгения Юрьевна.\nДамп получили.", "Добрый день, Евгения Юрьевна.", "Дамп получили."),
    ("Евгения Юрьевна, добрый день! дамп получили.", "Евгения Юрьевна, добрый день!", "Дамп получили."),
    ("Здравствуйте, Ольга, дамп получили.", "Здравствуйте, Ольга", "Дамп получили."),
    ("Уважаемые коллеги!\n\nСмотрим.", "Уважаемые коллеги!", "Смотрим."),
    ("Коллеги, добрый день.\nСмотрим.", "Коллеги, добрый день.", "Смотрим."),
    ("Павел Николаевич, отключите задание.", "Павел Николаевич", "Отключите задание."),
    ("Hello Pavel,\nwe look into it.", "Hello Pavel", "We look into it."),
)
STAYS = (
    "Добрый день! Дамп получили.",
    "Здравствуйте. Платформа 8.3.24 не падает.",
    "Добрый день, дамп получили, смотрим.",
    "Сервер, на котором это было, перезапущен.",
    "Добрый день, Евгения Юрьевна.",
    "Обновите платформу до 8.3.25.",
)


@pytest.mark.parametrize("text", STAYS)
def test_what_addresses_nobody_or_is_all_there_is_stays(text: str) -> None:
    assert greeting.part(text) == ("", text)


@pytest.mark.parametrize(("text", "cut", "rest"), SAID)
@pytest.mark.parametrize("way", ["relay", "carry"])
def test_it_is_cut_from_what_is_handed_on_and_said_so(
    desk: Desk, now: datetime, see, way: str, text: str, cut: str, rest: str
) -> None:
    number, vendor = passed_on(desk, later(now, hours=-3))
    if way == "relay":
        desk.do(answer_ticket, "titova", later(now, hours=-1), number=vendor, text=text)
        page = see("gordeeva", f"/tickets/{vendor}/relay/{desk.messages(vendor)[-1].pk}/")
    else:
        desk.do(write_reply, "saveliev", later(now, hours=-1), number=number, text=text)
        page = see("gordeeva", f"/tickets/{number}/carry/{desk.messages(number)[-1].pk}/")
    typed = re.search(r'<textarea\s+name="text"[^>]*>([^<]*)</textarea>', page)
    assert typed
    assert typed[1] == rest
    assert cut not in page.split('id="preview"')[1].split("</section>")[0]
    assert f"Приветствие «{cut}» убрано" in page

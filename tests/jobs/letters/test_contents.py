"""What a letter says and how it is addressed: read out of a real SMTP server."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.records import models
from kabinet.records.security.reach import as_system
from kabinet.regulation.facts import Answer
from tests.cast import Cast
from tests.desk import Desk, msk
from tests.fixtures_letters import SENDER, MailBox, text_of
from tests.some import some

AT = msk("2026-04-20 12:00")
SAVELIEV, GORDEEVA = "saveliev@zmk.example", "gordeeva@kontur.example"
Work = Callable[[datetime], Any]


def change(cast: Cast, login: str, **columns: Any) -> None:
    with as_system("a test"):
        models.Person.objects.filter(pk=cast.person[login]).update(**columns)


@pytest.fixture(autouse=True)
def addresses(cast: Cast) -> None:
    change(cast, "saveliev", email=SAVELIEV)
    change(cast, "gordeeva", email=GORDEEVA)


@pytest.mark.clause("U3.5d")
@pytest.mark.clause("L6")
def test_a_notice_is_one_letter_with_the_number_and_the_way_to_the_ticket(
    mail: MailBox, worker: Work, cast: Cast
) -> None:
    desk = Desk(cast)
    number = desk.register(AT).number
    asked(desk, number)
    worker(AT + timedelta(minutes=6))
    registered, question = some(mail.to(SAVELIEV))
    for letter in (registered, question):
        assert letter["Subject"].strip() == f"[{number}] rphost аварийно завершается"
        assert letter["From"] == SENDER
        assert f"/tickets/{number}/" in text_of(letter)
        assert "Гордеева" not in str(letter["From"])
    assert "задаёт вопрос" in text_of(question)
    assert "Пришлите" not in text_of(question), "what was said is read in Kabinet"
    html = question.get_body(("html",))
    assert html is not None
    assert f"/tickets/{number}/" in html.get_content()
    # Of one ticket, whoever reads it: one conversation.
    conversation = {(letter["In-Reply-To"], letter["References"]) for letter in some(mail.letters)}
    assert conversation == {(f"<ticket.{number}@kabinet.example>",) * 2}
    assert len({letter["Message-ID"] for letter in mail.letters}) == len(mail.letters)


def test_machines_are_told_that_a_machine_writes(mail: MailBox, worker: Work, cast: Cast) -> None:
    asked(Desk(cast), Desk(cast).register(AT).number)
    worker(AT + timedelta(minutes=6))
    letter = mail.to(SAVELIEV)[-1]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["X-Auto-Response-Suppress"] == "All"
    assert letter["List-Id"] == "<tickets.kabinet.kabinet.example>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # As it went over the wire: no server reads an encoded word there.
    assert re.search(
        rb"\r\nList-Unsubscribe: ?(\r\n )?<http://[^>\r\n]+/letters/off/[^>\r\n]+>\r\n", some(mail.raw)[-1]
    )


def test_each_reads_their_own_language_and_what_their_side_is_told(
    mail: MailBox, worker: Work, cast: Cast
) -> None:
    change(cast, "saveliev", language="en")
    number = Desk(cast).register(AT).number
    worker(AT)
    (english,), (russian,) = mail.to(SAVELIEV), mail.to(GORDEEVA)
    assert f"Ticket {number} is registered, level 3" in text_of(english)
    assert "Open in Kabinet" in text_of(english)
    assert f"Новое обращение {number}, уровень 3" in text_of(russian)
    assert "Открыть в Кабинете" in text_of(russian)


HOSTILE = "строка\r\nBcc: stranger@gavan.example\r\n\r\nконец\x00\u2028\x1bещё"


def test_nothing_that_people_write_begins_another_header(mail: MailBox, worker: Work, cast: Cast) -> None:
    """A subject with line breaks, a name with line breaks, an address with line breaks: three ways into a header."""
    desk = Desk(cast)
    number = desk.register(AT).number
    with as_system("past every form"):
        for row in models.Notice.objects.filter(subject_key=number):
            row.data["subject"] = HOSTILE.replace("\x00", "")
            row.data["actor"] = HOSTILE.replace("\x00", "")
            row.save(update_fields=["data"])
    change(cast, "gordeeva", email=f"{GORDEEVA}\nBcc: stranger@gavan.example")
    worker(AT)
    assert (
        mail.to(SAVELIEV)[0]["Subject"]
        .strip()
        .startswith(f"[{number}] строка Bcc: stranger@gavan.example конец ещё")
    )
    for raw in some(mail.raw):
        assert b"\nBcc" not in raw.split(b"\r\n\r\n")[0]
    with as_system("a test"):
        broken = models.Delivery.objects.get(person=cast.person["gordeeva"])
    assert broken.state == "given_up"
    assert not [each for each in mail.letters if "gordeeva" in str(each["To"])]


def asked(desk: Desk, number: str) -> None:
    desk.do(
        answer_ticket,
        "gordeeva",
        AT + timedelta(minutes=5),
        number=number,
        text="Пришлите журнал.",
        kind=Answer.QUESTION,
    )

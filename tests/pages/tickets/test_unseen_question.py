"""A message written before a question was seen is not its answer: whoever wrote it is asked once."""

import re
from datetime import datetime

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.reply import write_reply
from kabinet.actions.vendor.participants import invite_participant
from kabinet.regulation.facts import Answer
from tests.desk import Desk, later, passed_on

QUESTION = "Какая версия платформы?"


def drawn(page: str) -> dict[str, str]:
    """The hidden fields of the reply form as it was drawn."""
    form = page.split('id="composer"')[1] if 'id="composer"' in page else page
    return dict(re.findall(r'<input type="hidden" name="(version|across)" value="(\d+)"', form))


# Where something is written that counts as an answer: who writes, whose question, the page, and what is sent with the text.
WAYS = {
    "client": ("saveliev", "gordeeva", "/tickets/{client}/say/", {"audience": "public"}),
    "partner": ("gordeeva", "titova", "/tickets/{vendor}/say/", {"audience": "vendor_leg"}),
    "partner, across": ("gordeeva", "titova", "/tickets/{client}/say/", {"audience": "vendor_leg"}),
    "partner, carried": ("gordeeva", "titova", "/tickets/{client}/carry/{message}/", {}),
    "participant": ("saveliev", "titova", "/tickets/{vendor}/say/", {"audience": "joint"}),
}


@pytest.mark.clause("U4d")
@pytest.mark.clause("P5d")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [Answer.QUESTION, Answer.PLAN])
def test_a_reply_typed_before_the_question_was_seen_asks_once(
    desk: Desk, now: datetime, reader, way: str, kind: Answer
) -> None:
    login, asker, address, extra = WAYS[way]
    number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(write_reply, "saveliev", later(now, hours=-2), number=number, text="Дамп снят")
    message = desk.messages(number)[-1].pk
    person = desk.cast.person["saveliev"]
    desk.do(invite_participant, "gordeeva", later(now, hours=-2), number=vendor, person=person)
    page = address.format(client=number, vendor=vendor, message=message)
    browser = reader(login)
    before = drawn(browser.get(page).content.decode())
    assert before
    asked = vendor if asker == "titova" else number
    joint = {"joint": True} if way == "participant" else {}
    desk.do(answer_ticket, asker, later(now, minutes=-1), number=asked, text=QUESTION, kind=kind, **joint)
    met = browser.post(page, {"text": "Ещё одна запись", **extra, **before})
    assert met.status_code == 409
    assert "Ещё одна запись" in met.content.decode()
    assert desk.kinds(asked)[-1] == "answered"
    again = drawn(met.content.decode())
    assert browser.post(page, {"text": "Ещё одна запись", **extra, **again}).status_code == 303
    assert desk.kinds(asked)[-1] == "replied"


@pytest.mark.parametrize("kind", [Answer.ANSWER, Answer.WORKAROUND])
def test_news_beside_a_message_stand_against_nothing(desk: Desk, now: datetime, reader, kind: Answer) -> None:
    number, _ = passed_on(desk, later(now, hours=-3))
    browser = reader("saveliev")
    before = drawn(browser.get(f"/tickets/{number}/say/").content.decode())
    desk.do(answer_ticket, "gordeeva", later(now, minutes=-1), number=number, text="Смотрим", kind=kind)
    sent = {"text": "Ещё запись", "audience": "public", **before}
    assert browser.post(f"/tickets/{number}/say/", sent).status_code == 303

"""Two of one side at one ticket: each sees that the other writes, and is asked once before a second answer goes out."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.call import log_call
from kabinet.actions.tickets.drafts.draft import save_draft
from kabinet.actions.tickets.note import write_note
from kabinet.actions.tickets.reply import write_reply
from kabinet.regulation.access import ACTS, Act
from kabinet.regulation.facts import Kind
from tests.clock import AT
from tests.desk import Desk, later, passed_on

SAID = "Уже отвечаю: отключите **задание** обновления индекса"
OVER = {
    Kind.ANSWERED,
    Kind.REPLIED,
    Kind.RELAYED,
    Kind.RETURNED,
    Kind.REFUSED,
    Kind.CLOSED,
    Kind.CLOSED_BY_WORD,
    Kind.PLACE_GIVEN,
}


@dataclass(frozen=True)
class Way:
    """How something is said to the other side: by which act, who, on which page, and the colleague who was quicker."""

    act: Act
    login: str
    page: str
    does: Any
    colleague: str
    sent: dict[str, Any] = field(default_factory=dict)
    vendor: bool = False
    asked: str = "Пока вы писали, клиенту уже ответили: Павел Жданов."


VENDORS = "Пока вы писали, партнёру уже ответили: Максим Разин."
WAYS = {
    "client": Way(
        Act.REPLY, "saveliev", "/tickets/{client}/say/", write_reply, "orlova", {"audience": "public"},
        asked="Пока вы писали, партнёру уже написали: Наталья Орлова.",
    ),
    "partner": Way(
        Act.ANSWER, "gordeeva", "/tickets/{client}/say/", answer_ticket, "zhdanov",
        {"audience": "public", "kind": "answer"},
    ),
    "relay": Way(
        Act.RELAY, "gordeeva", "/tickets/{vendor}/relay/{answer}/", answer_ticket, "zhdanov", {"kind": "answer"}
    ),
    "refusal": Way(
        Act.REFUSE, "gordeeva", "/tickets/{client}/refuse/", answer_ticket, "zhdanov", {"reason": "application"}
    ),
    "partner in 1C": Way(
        Act.REPLY, "gordeeva", "/tickets/{vendor}/say/", write_reply, "zhdanov", {"audience": "vendor_leg"},
        vendor=True, asked="Пока вы писали, в 1С уже написали: Павел Жданов.",
    ),
    "partner across": Way(
        Act.REPLY, "gordeeva", "/tickets/{client}/say/", write_reply, "zhdanov", {"audience": "vendor_leg"},
        vendor=True, asked="Пока вы писали, в 1С уже написали: Павел Жданов.",
    ),
    "client's words carried": Way(
        Act.REPLY, "gordeeva", "/tickets/{client}/carry/{message}/", write_reply, "zhdanov",
        vendor=True, asked="Пока вы писали, в 1С уже написали: Павел Жданов.",
    ),
    "1C": Way(
        Act.ANSWER, "titova", "/tickets/{vendor}/say/", answer_ticket, "razin",
        {"audience": "vendor_leg", "kind": "answer"}, vendor=True, asked=VENDORS,
    ),
    "place for files": Way(
        Act.GIVE_PLACE, "gordeeva", "/tickets/{client}/place/", answer_ticket, "zhdanov",
        {"until": str(AT.date() + timedelta(days=3))},
    ),
    "return": Way(
        Act.RETURN, "titova", "/tickets/{vendor}/return/", answer_ticket, "razin", {"cases": "diagnostics"},
        vendor=True, asked=VENDORS,
    ),
}  # fmt: skip
# Possible only after a silence of days or with a word of the applicant: closing is no answer to anything by then.
ELSEWHERE = {Act.CLOSE, Act.CLOSE_BY_WORD}


def test_every_act_that_speaks_to_the_other_side_is_tried() -> None:
    speaking = {act for act, declared in ACTS.items() if declared.records in OVER}
    assert {way.act for way in WAYS.values()} | ELSEWHERE == speaking
    assert {act for act, declared in ACTS.items() if declared.speaks} == speaking


def hidden(page: str) -> dict[str, str]:
    """The versions that the form was drawn with."""
    form = page.split('id="composer"')[1] if 'id="composer"' in page else page
    return dict(re.findall(r'<input type="hidden" name="(version|across)" value="(\d+)"', form))


def begun(desk: Desk, now: datetime) -> dict[str, Any]:
    number, vendor = passed_on(desk, later(now, hours=-3))
    desk.do(write_reply, "saveliev", later(now, hours=-2), number=number, text="Дамп снят")
    message = desk.messages(number)[-1].pk
    desk.do(answer_ticket, "titova", later(now, hours=-2), number=vendor, text="Смотрим дамп")
    return {"client": number, "vendor": vendor, "message": message, "answer": desk.messages(vendor)[-1].pk}


@pytest.mark.parametrize("name", WAYS)
def test_a_second_answer_is_asked_about_once(desk: Desk, now: datetime, reader, name: str) -> None:
    way, known = WAYS[name], begun(desk, now)
    page, browser = way.page.format(**known), reader(way.login)
    before = hidden(browser.get(page).content.decode())
    assert before
    where = known["vendor" if way.vendor else "client"]
    desk.do(way.does, way.colleague, later(now, minutes=-1), number=where, text=SAID)
    kinds = desk.kinds(where)
    typed = {"text": "Пишу то же самое", **way.sent}
    met = browser.post(page, {**typed, **before})
    told = met.content.decode()
    assert met.status_code == 409
    assert desk.kinds(where) == kinds
    assert f"{way.asked} Отправить всё равно?" in " ".join(told.split())
    assert "отключите <strong>задание</strong>" in told or "отключите **задание** обновления" in told
    assert "Пишу то же самое" in told
    assert browser.post(page, {**typed, **hidden(told)}).status_code == 303
    assert len(desk.kinds(where)) > len(kinds)


def test_a_call_that_reached_the_client_is_an_answer_and_one_that_did_not_is_none(
    desk: Desk, now: datetime, reader
) -> None:
    for reached, status in ((False, 303), (True, 409)):
        number = desk.register(later(now, hours=-1)).number
        browser = reader("gordeeva")
        before = hidden(browser.get(f"/tickets/{number}/say/").content.decode())
        desk.do(log_call, "zhdanov", later(now, minutes=-1), number=number, reached=reached, text="Звонок")
        sent = {"text": "Смотрим", "audience": "public", "kind": "answer", **before}
        assert browser.post(f"/tickets/{number}/say/", sent).status_code == status


def test_a_note_and_a_colleagues_note_stand_against_nothing(desk: Desk, now: datetime, reader) -> None:
    number = desk.register(later(now, hours=-1)).number
    browser = reader("gordeeva")
    before = hidden(browser.get(f"/tickets/{number}/say/").content.decode())
    desk.do(write_note, "zhdanov", later(now, minutes=-1), number=number, text="Между нами")
    sent = {"text": "Смотрим", "audience": "public", "kind": "answer", **before}
    assert browser.post(f"/tickets/{number}/say/", sent).status_code == 303
    desk.do(answer_ticket, "zhdanov", now, number=number, text="И я")
    note = {"text": "Заметка", "audience": "partner", "send": "partner", **before}
    assert browser.post(f"/tickets/{number}/say/", note).status_code == 303


def test_the_question_has_no_colleague_in_it_where_something_else_happened_too(
    desk: Desk, now: datetime, reader
) -> None:
    number = desk.register(later(now, hours=-1)).number
    browser = reader("saveliev")
    before = hidden(browser.get(f"/tickets/{number}/say/").content.decode())
    desk.do(write_reply, "orlova", later(now, minutes=-2), number=number, text="Ещё одно")
    desk.do(
        answer_ticket,
        "gordeeva",
        later(now, minutes=-1),
        number=number,
        text="Какая версия?",
        kind="question",
    )
    told = browser.post(
        f"/tickets/{number}/say/", {"text": "Вот", "audience": "public", **before}
    ).content.decode()
    assert f"Пока вы писали, {number} изменилось" in told
    assert "Отправить всё равно?" not in told
    assert "Какая версия?" in told


# Who begins a draft, for whom, who looks, and whether they see the name.
WATCHED = (
    ("zhdanov", "public", "gordeeva", True),
    ("zhdanov", "vendor_leg", "gordeeva", True),
    ("zhdanov", "partner", "gordeeva", False),
    ("zhdanov", "public", "zhdanov", False),
    ("zhdanov", "public", "saveliev", False),
    ("orlova", "public", "saveliev", True),
    ("orlova", "public", "gordeeva", False),
)


@pytest.mark.parametrize(("writer", "audience", "looks", "sees"), WATCHED)
@pytest.mark.parametrize("page", ["/tickets/{}/", "/tickets/{}/say/"])
def test_who_writes_is_shown_to_their_colleagues(
    desk: Desk, now: datetime, see, writer: str, audience: str, looks: str, sees: bool, page: str
) -> None:
    number, _ = passed_on(desk, later(now, hours=-3))
    content = {"text": "Тайное слово", "audience": audience, "kind": "answer"}
    desk.do(save_draft, writer, later(now, seconds=-30), kind="reply", content=content, ticket=number)
    seen = see(looks, page.format(number))
    assert ("Сейчас пишет ответ: " in seen) is sees
    assert looks == writer or "Тайное слово" not in seen


def test_an_open_page_follows_who_writes(
    desk: Desk, now: datetime, reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = desk.register(later(now, hours=-1)).number
    gordeeva = reader("gordeeva")
    live = re.compile(r'hx-get="([^"]+)" hx-trigger')
    found = live.search(gordeeva.get(f"/tickets/{number}/").content.decode().split('id="ticket-live"')[1])
    assert found
    address = found[1].replace("&amp;", "&")
    assert gordeeva.get(address).status_code == 204
    content = {"text": "Смотрю", "audience": "public", "kind": "answer"}
    desk.do(save_draft, "zhdanov", now, kind="reply", content=content, ticket=number)
    fresh = gordeeva.get(address).content.decode()
    assert "Сейчас пишет ответ: Павел Жданов" in fresh
    again = live.search(fresh)
    assert again
    after = again[1].replace("&amp;", "&")
    assert gordeeva.get(after).status_code == 204
    monkeypatch.setattr("kabinet.pages.gate.now", lambda: later(now, minutes=5))
    assert "Сейчас пишет ответ" not in gordeeva.get(after).content.decode()

"""Every kind of fact has its words, declared once; notices are read and marked."""

import re

import pytest

from kabinet.actions.notices import kinds
from kabinet.actions.notices.kinds import FOLDER, Journal
from kabinet.actions.notices.wording import history, of_entry, of_notice, title
from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.read import mark_read
from kabinet.records import doors
from kabinet.regulation.facts import Answer, Kind
from tests.desk import Desk, later, msk, passed_on

AT = msk("2024-03-14 10:05")
MARKS = {
    "number", "actor", "level", "judged", "from", "to", "reason", "assignee", "name", "due", "closes",
    "rule", "continues", "since", "contact", "was", "seen", "writer", "during", "file", "found",
    "desk", "foreign", "days",
}  # fmt: skip


TICKETS = {
    kind: declared for (journal, kind), declared in kinds.declared().items() if journal is Journal.TICKET
}
SENTENCES = [
    said
    for declared in kinds.declared().values()
    for words in declared.words.values()
    for said in (words.history, *words.notices.values())
]


def test_every_kind_has_a_sentence() -> None:
    assert set(TICKETS) == set(Kind)
    assert set(TICKETS[Kind.ANSWERED].words) >= {None, "question", "solution", "plan"}


def test_every_sentence_is_said_twice_with_the_same_marks() -> None:
    for said in SENTENCES:
        english, russian = (_marks(each) for each in (said.en, said.ru))
        assert english <= russian | {"actor"}, said
        assert re.search(r"[а-яё]", said.ru)
        assert not re.search(r"[а-яё]", said.en)


def test_sentences_of_tickets_have_known_marks() -> None:
    text = "".join(file.read_text("utf-8").split("\n[", 1)[1] for file in (FOLDER / "tickets").glob("*.toml"))
    assert _marks(text) <= MARKS


def _marks(text: str) -> set[str]:
    """What a sentence is filled with, but for the vendor's names, which each language has in its own cases."""
    return {mark for mark in re.findall(r"{(\w+)}", text) if not mark.lower().startswith("vendor_")}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_sentence_needs_no_particular_data(kind: Kind) -> None:
    said = history(kind, {})
    assert said.ru
    assert "{" not in said.ru + said.en


def test_history_and_notices_say_what_happened(desk: Desk) -> None:
    number, vendor = passed_on(desk, AT)
    desk.do(answer_ticket, "titova", later(AT, hours=1), number=vendor, text="?", kind=Answer.QUESTION)
    assert [of_entry(row).ru for row in desk.journal(number)] == [
        "Обращение зарегистрировано, уровень 3",
        "Взято в работу: Гордеева Алина Викторовна",
        "Сообщение поддержки",
        "Передано в 1С",
        "1С ждёт ответа партнёра",
    ]
    saveliev = desk.cast.actor("saveliev", later(AT, hours=1))
    said = [of_notice(notice).ru for notice in doors.notices(saveliev)]
    assert said[0] == f"Обращение {number} передано в 1С"
    assert said[-1] == f"Обращение {number} зарегистрировано, уровень 3"


@pytest.mark.parametrize("said", ["ru", "en"])
def test_what_a_kind_is_called_says_nothing_of_one_of_them(said: str) -> None:
    """Whoever is told of it chooses among kinds, and has none of them at hand."""
    told = {declared.kind: title(declared) for declared in kinds.declared().values() if declared.audience}
    assert told
    assert {kind: each for kind, each in told.items() if re.search(r"[{}…]", getattr(each, said))} == {}
    names = [getattr(each, said) for each in told.values()]
    assert sorted(names) == sorted(set(names)), "two kinds are called the same"


def test_notices_are_marked_by_their_reader_alone(desk: Desk) -> None:
    first, second = passed_on(desk, AT)[0], desk.register(AT).number
    unread = len(desk.told("saveliev"))
    one, other = (
        desk.do(
            lambda actor, at, of=number: doors.notices(actor).filter(subject_key=of).first(), "saveliev", AT
        ).pk
        for number in (first, second)
    )
    assert desk.do(mark_read, "orlova", AT) == 0
    assert desk.do(mark_read, "orlova", AT, notices=[one, other]) == 0
    assert desk.do(mark_read, "saveliev", AT, notices=[one]) == 1
    assert desk.do(mark_read, "saveliev", AT, notices=[one, other]) == 1
    assert desk.do(mark_read, "saveliev", AT) == unread - 2
    assert desk.do(mark_read, "saveliev", AT) == 0

"""The longest that can be written is a page of bounded size for everybody who opens it, and a short notice."""

import re

import pytest

from kabinet.pages.ui.prose import MOST_LINKS
from kabinet.records.lengths import EXCERPT, MESSAGE, REASON
from kabinet.records.models import JournalEntry, Notice
from kabinet.records.security.reach import as_system
from tests.desk import Desk, later

WORST = ("K-1 ", "- a\n", "http://a.b ", "`a` ", "&<>\"' ", "```\n")


@pytest.fixture
def number(desk: Desk, now) -> str:
    return desk.register(later(now, hours=-1)).number


def test_a_ticket_of_the_longest_messages_is_shown(desk: Desk, number: str, reader) -> None:
    client = reader("saveliev")
    before = len(client.get(f"/tickets/{number}/").content)
    for piece in WORST:
        text = (piece * MESSAGE)[: MESSAGE - 1] + "."
        sent = client.post(f"/tickets/{number}/say/", {"text": text, "audience": "public", "send": "public"})
        assert sent.status_code == 303, piece
    for login in ("saveliev", "gordeeva"):
        page = reader(login).get(f"/tickets/{number}/").content
        links = len(re.findall(rb'<a class="link" href="(?:/problems|http://a\.b)', page))
        assert 0 < links <= 2 * MOST_LINKS
        assert len(page) < before + 20_000 + len(WORST) * 10 * MESSAGE


def test_a_message_one_sign_longer_is_not_sent_and_stays(desk: Desk, number: str, reader) -> None:
    client, before = reader("saveliev"), len(desk.messages(number))
    text = "д" * (MESSAGE + 1)
    answer = client.post(f"/tickets/{number}/say/", {"text": text, "audience": "public", "send": "public"})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert f"Не больше {MESSAGE} знаков, сейчас {MESSAGE + 1}" in answer.content.decode()
    assert len(desk.messages(number)) == before


def test_a_line_end_counts_as_one_as_the_browser_counts_it(desk: Desk, number: str, reader) -> None:
    text = "а\r\n" * (MESSAGE // 2 - 1) + "аб"
    sent = {"text": text, "audience": "public", "send": "public"}
    assert reader("saveliev").post(f"/tickets/{number}/say/", sent).status_code == 303
    why = "а\r\n" * (REASON // 2 - 1) + "аб"
    assert reader("saveliev").post(f"/tickets/{number}/withdraw/", {"reason": why}).status_code == 303


def test_a_notice_keeps_the_beginning_of_a_reason_and_the_history_all_of_it(
    desk: Desk, number: str, reader
) -> None:
    why = "Разобрались сами. " + "д" * (REASON - 18)
    assert reader("saveliev").post(f"/tickets/{number}/withdraw/", {"reason": why}).status_code == 303
    with as_system("a test"):
        told = [row.data["reason"] for row in Notice.objects.filter(kind="withdrawn")]
        kept = JournalEntry.objects.get(ticket__number=number, kind="withdrawn").data["reason"]
    assert kept == why
    assert told
    for reason in told:
        assert len(reason) <= EXCERPT
        assert reason.startswith("Разобрались сами. ")
        assert reason.endswith("…")

"""A ticket goes to the vendor and back by programs alone, and a participant of the client takes part (P5b, P5c, P5e)."""

from typing import Any

import pytest

from tests.api.program import Program, program
from tests.api.test_acting import ANSWER, act
from tests.cast import Cast
from tests.clock import AT
from tests.desk import ITEMS, Desk, later


@pytest.fixture
def number(desk: Desk) -> str:
    return desk.register(later(AT, hours=-1), level=2).number


def last(of: Program, number: str) -> dict[str, Any]:
    """The last message that this program reads there."""
    found: dict[str, Any] = of.get(f"/tickets/{number}/messages")["messages"][-1]
    return found


def test_a_ticket_is_passed_on_answered_and_relayed(cast: Cast, desk: Desk, number: str) -> None:
    client, vendor = program(cast, "saveliev"), program(cast, "titova")
    engineer, certified = program(cast, "gordeeva"), program(cast, "zhdanov")
    refused = act(engineer, number, "pass-on", {"values": ITEMS}).json()
    assert (refused["status"], bool(refused["clause"]), bool(refused["remedy"])) == (403, True, True)
    lacking = act(certified, number, "pass-on", {"values": {**ITEMS, "pass_on_reason": ""}}).json()
    assert "pass_on_reason" in {each["field"] for each in lacking["errors"]}
    tried = certified.ask("POST", f"/tickets/{number}/pass-on?dry_run=1", {"values": ITEMS}, If_Match="*")
    assert (tried.status_code, client.get(f"/tickets/{number}")["passed_on_at"]) == (200, None)
    passed = act(certified, number, "pass-on", {"values": ITEMS})
    there = passed.json()["number"]
    assert (passed.status_code, passed["Location"].rpartition("/")[2]) == (201, there)
    assert certified.get(f"/tickets/{number}")["other"] == there
    assert act(vendor, there, "messages", {**ANSWER, "audience": "vendor_leg"}).status_code == 200
    relayed = {"message": last(vendor, there)["key"], "text": "Обновите платформу", "kind": "solution"}
    done = act(engineer, number, "relay", relayed)
    assert (done.status_code, done.json()["status"]) == (200, "answered")
    assert last(client, number)["text"] == relayed["text"]
    assert act(client, number, "decline", {"reason": "Обновили, падает"}).status_code == 200
    assert act(client, number, "messages", {"text": "Вот журнал", "audience": "public"}).status_code == 200
    carried = {"message": last(client, number)["key"], "text": "Клиент прислал журнал"}
    assert act(engineer, there, "carry-over", carried).status_code == 200
    assert last(vendor, there)["text"] == carried["text"]
    assert [row.kind for row in desk.journal(there)].count("replied") == 1
    assert act(engineer, there, "carry-over", {**carried, "client": "U-1"}).status_code == 422


def test_what_the_vendor_returns_is_completed_item_by_item(cast: Cast, number: str) -> None:
    certified, vendor = program(cast, "zhdanov"), program(cast, "titova")
    there = act(certified, number, "pass-on", {"values": ITEMS}).json()["number"]
    assert act(vendor, there, "return", {"cases": ["research"]}).json()["status"] == "returned"
    given = act(certified, there, "supply", {"item": "sources", "value": "Документация"})
    assert given.json()["status"] == "returned"
    ended = act(certified, there, "explain", {"item": "pass_on_reason", "reason": "Не знаем"})
    assert ended.status_code == 200
    assert ended.json()["status"] != "returned"


def test_a_participant_reads_joint_talk_answers_in_it_and_leaves(cast: Cast, number: str) -> None:
    certified, client = program(cast, "zhdanov"), program(cast, "saveliev")
    there = act(certified, number, "pass-on", {"values": ITEMS}).json()["number"]
    note = {"text": "Между партнёром и вендором", "audience": "vendor_leg"}
    assert act(certified, there, "messages", note).status_code == 200
    assert client.ask("GET", f"/tickets/{there}/messages").status_code == 404
    assert act(certified, there, "invite", {"person": cast.person["saveliev"]}).status_code == 200
    said = {"text": "Собрал дамп", "audience": "joint"}
    assert client.ask("POST", f"/tickets/{there}/messages", said, If_Match="*").status_code == 200
    assert [each["text"] for each in client.get(f"/tickets/{there}/messages")["messages"]] == [said["text"]]
    assert client.ask("GET", f"/tickets/{there}").status_code == 404
    left = client.ask(
        "POST", f"/tickets/{there}/end-participation", {"person": cast.person["saveliev"]}, If_Match="*"
    )
    assert (left.status_code, left.json()["number"]) == (200, there)
    assert client.ask("GET", f"/tickets/{there}/messages").status_code == 404


def test_a_level_is_raised_with_the_symptoms_of_now_and_lowered_by_agreement(cast: Cast, number: str) -> None:
    client, partner = program(cast, "saveliev"), program(cast, "gordeeva")
    against = act(partner, number, "level", {"level": 3, "reason": "Есть обход"}).json()
    assert (against["status"], bool(against["clause"])) == (403, True)
    assert act(partner, number, "propose-level", {"level": 3, "reason": "Есть обход"}).status_code == 200
    assert act(client, number, "agree-level").json()["level"] == 3


def test_a_place_for_files_is_shown_to_both_sides_and_ends(cast: Cast, number: str) -> None:
    client, partner = program(cast, "saveliev"), program(cast, "gordeeva")
    wanted = {"text": "Пришлите дамп", "until": str(later(AT, days=3).date())}
    assert act(partner, number, "place", wanted).status_code == 200
    found = client.get(f"/tickets/{number}")["place"]
    assert "/place/kbp_" in found["address"]
    assert found["message"] == last(client, number)["key"]
    assert program(cast, "frolov").get(f"/tickets/{number}")["place"] == found
    assert program(cast, "lapteva").get(f"/tickets/{number}")["place"] is None
    assert act(partner, number, "end-place").status_code == 200
    assert client.get(f"/tickets/{number}")["place"] is None

"""What a program does: the same acts as the pages, done once, compared by version, tried without being done."""

from typing import Any
from uuid import uuid4

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.regulation.facts import Answer
from tests.api.program import JSON, PROBLEM, Program, program
from tests.cast import Cast
from tests.clock import AT
from tests.desk import SYMPTOMS, VALUES, Desk, later

FORM: dict[str, Any] = {"symptoms": SYMPTOMS[3], "values": VALUES, "service": "problem", "impact": "minor"}
ANSWER = {"text": "Проверьте, пожалуйста.", "audience": "public", "kind": "solution"}


@pytest.fixture
def number(desk: Desk) -> str:
    return desk.register(later(AT, hours=-1), level=2).number


def act(of: Program, number: str, what: str, body: Any = None, version: str = "", **more: str) -> Any:
    """The act on the version that is there now."""
    seen = version or of.ask("GET", f"/tickets/{number}")["ETag"]
    return of.ask(
        "POST", f"/tickets/{number}/{what}", body if body is not None else {}, If_Match=seen, **more
    )


def test_a_ticket_goes_from_registration_to_its_end(cast: Cast, desk: Desk) -> None:
    client, partner = program(cast, "saveliev"), program(cast, "gordeeva")
    made = client.ask("POST", "/tickets", {**FORM, "system": cast.system["erp"], "subject": "Падает"})
    assert made.status_code == 201, made.content
    number = made.json()["number"]
    assert made["Location"].endswith(f"/api/v1/tickets/{number}")
    assert act(partner, number, "take").json()["followed"] != []
    assert act(partner, number, "messages", {"text": "Своим", "audience": "partner"}).status_code == 200
    answered = act(partner, number, "messages", ANSWER)
    assert (answered.json()["status"], answered.json()["turn"]) == ("answered", "client")
    declined = act(client, number, "decline", {"reason": "Падает по-прежнему"})
    assert declined.json()["turn"] == "partner"
    assert act(client, number, "messages", {"text": "Ещё раз", "audience": "public"}).status_code == 200
    assert act(partner, number, "messages", ANSWER).status_code == 200
    ended = act(client, number, "accept")
    assert ended.json()["turn"] == "nobody"
    told = [each["text"] for each in client.get(f"/tickets/{number}/messages")["messages"]]
    assert told[-1] == ANSWER["text"]
    assert "Своим" not in told
    assert desk.ticket(number).closed_at == AT


def test_a_call_is_written_down_by_the_partner(cast: Cast, desk: Desk) -> None:
    called = {"contact": cast.person["saveliev"]}
    sent = {**FORM, "system": cast.system["erp"], "called": called, "contact": cast.person["saveliev"]}
    made = program(cast, "gordeeva").ask("POST", "/tickets", sent)
    assert made.status_code == 201, made.content
    row = desk.ticket(made.json()["number"])
    assert (row.author_id, row.channel) == (cast.person["saveliev"], "telephone")


def test_everything_that_is_missing_is_named_at_once(cast: Cast) -> None:
    sent = {**FORM, "system": cast.system["erp"], "values": {}}
    answer = program(cast, "saveliev").ask("POST", "/tickets", sent)
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"], problem["code"]) == (422, PROBLEM, "incomplete")
    assert {"description", "platform", "server_os"} <= {each["field"] for each in problem["errors"]}
    assert all(each["clause"] for each in problem["errors"])


def test_who_may_not_is_told_clause_reason_and_remedy(cast: Cast, number: str) -> None:
    answer = act(program(cast, "frolov"), number, "withdraw")
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"], problem["status"]) == (403, PROBLEM, 403)
    assert problem["reason"]
    assert problem["remedy"]
    assert act(program(cast, "gordeeva"), number, "messages", {**ANSWER, "kind": None}).status_code == 422
    assert (
        act(program(cast, "gordeeva"), number, "messages", {**ANSWER, "audience": "vendor"}).status_code
        == 422
    )


def test_an_act_names_the_version_that_was_read(cast: Cast, desk: Desk, number: str) -> None:
    partner, client = program(cast, "zhdanov"), program(cast, "saveliev")
    seen = partner.ask("GET", f"/tickets/{number}")["ETag"]
    assert client.ask("POST", f"/tickets/{number}/withdraw", {}).status_code == 428
    assert act(client, number, "withdraw", version="soon").status_code == 400
    assert act(partner, number, "messages", ANSWER, version="*").status_code == 200
    late = act(client, number, "withdraw", version=seen)
    problem = late.json()
    assert (late.status_code, problem["version"]) == (412, desk.ticket(number).version)
    assert [each["words"] for each in problem["meanwhile"]] == [ANSWER["text"]]
    assert act(client, number, "accept", version=f'W/"{problem["version"]}"').status_code == 200


def test_the_same_key_does_it_once_and_another_body_is_refused(cast: Cast, desk: Desk, number: str) -> None:
    partner, key = program(cast, "gordeeva"), str(uuid4())
    seen = partner.ask("GET", f"/tickets/{number}")["ETag"]
    first, again = (act(partner, number, "messages", ANSWER, seen, Idempotency_Key=key) for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotency-Replayed"] == "true"
    assert [row.kind for row in desk.journal(number)].count("answered") == 1
    other = act(partner, number, "messages", {**ANSWER, "text": "Другое"}, seen, Idempotency_Key=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key")
    # A key that says nothing is none: the program believes that it cannot do it twice.
    assert act(partner, number, "messages", ANSWER, seen, Idempotency_Key="").status_code == 400
    sent = {**FORM, "system": cast.system["erp"]}
    client = program(cast, "saveliev")
    made = [client.ask("POST", "/tickets", sent, Idempotency_Key=key) for _ in range(2)]
    assert len({each.json()["number"] for each in made}) == 1
    assert {each["Location"] for each in made} == {made[0]["Location"]}


def test_a_dry_run_says_what_would_follow_and_does_nothing(cast: Cast, desk: Desk, number: str) -> None:
    partner = program(cast, "gordeeva")
    before = desk.journal(number)
    seen = partner.ask("GET", f"/tickets/{number}")["ETag"]
    answer = partner.ask("POST", f"/tickets/{number}/messages?dry_run=1", ANSWER, If_Match=seen)
    said = answer.json()
    assert (answer.status_code, said["status"], said["dry_run"]) == (200, "answered", True)
    assert len(said["followed"]) >= 1
    assert [row.pk for row in desk.journal(number)] == [row.pk for row in before]
    assert partner.ask("GET", f"/tickets/{number}")["ETag"] == seen
    made = program(cast, "saveliev").ask("POST", "/tickets?dry_run=1", {**FORM, "system": cast.system["erp"]})
    assert (made.status_code, "Location" in made) == (200, False)
    assert len(partner.get("/tickets")["tickets"]) == 1
    refused = partner.ask("POST", f"/tickets/{number}/accept?dry_run=1", {}, If_Match=seen)
    assert refused.status_code == 403


def test_a_solution_is_accepted_by_the_applicant_and_once(cast: Cast, desk: Desk, number: str) -> None:
    desk.do(
        answer_ticket, "gordeeva", later(AT, minutes=-5), number=number, text="Готово", kind=Answer.SOLUTION
    )
    assert act(program(cast, "gordeeva"), number, "accept").status_code == 403
    assert act(program(cast, "saveliev"), number, "accept").json()["status"] == "closed"
    assert act(program(cast, "saveliev"), number, "accept").status_code == 403


def test_bodies_are_json_and_bounded(cast: Cast, number: str) -> None:
    partner = program(cast, "gordeeva")
    path, star = f"/tickets/{number}/messages", {"If_Match": "*"}
    assert partner.ask("POST", path, "{", **star).status_code == 400
    assert partner.ask("POST", path, "[" * 50_000, **star).status_code in (400, 422)
    assert partner.ask("POST", path, {"text": "x" * 20_001, "audience": "public"}, **star).status_code == 422
    assert partner.ask("POST", path, {**ANSWER, "text": "\0"}, **star).status_code == 422
    assert partner.ask("POST", path, {**ANSWER, "more": 1}, **star).json()["errors"] != []
    large = partner.ask("POST", path, b" " * (64 * 1024 + 1), **star)
    assert (large.status_code, large["Content-Type"]) == (413, PROBLEM)
    form = partner.ask("POST", path, **star)
    assert form.status_code == 422
    assert JSON in partner.ask("GET", "/me")["Content-Type"]


def test_a_call_of_a_time_that_nobody_knows_is_refused(cast: Cast) -> None:
    called = {
        "contact": cast.person["saveliev"],
        "occurred_at": "2000-01-01T00:00:00Z",
        "reason": "Сбой связи",
    }
    sent = {**FORM, "system": cast.system["erp"], "called": called}
    answer = program(cast, "gordeeva").ask("POST", "/tickets", sent)
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert answer.json()["detail"]

"""What a program reads: its person, their lists, tickets, what was said and what happened, files."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from kabinet.actions.tickets.note import write_note
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.api.program import program
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later


@pytest.fixture
def number(desk: Desk) -> str:
    """Saveliev's ticket, an hour old; the partner has left a note in it."""
    ticket = desk.register(later(AT, hours=-1), level=2)
    desk.do(write_note, "gordeeva", later(AT, minutes=-30), number=ticket.number, text="Только своим")
    return ticket.number


def test_a_program_knows_whose_it_is(cast: Cast) -> None:
    me = program(cast, "gordeeva").get("/me")
    assert me["person"] == {"key": cast.person["gordeeva"], "name": me["person"]["name"]}
    assert (me["kind"], me["roles"]) == ("partner", ["engineer"])
    assert me["organisation"]["key"] == cast.partner["kontur"]


def test_the_queue_and_the_clients_list_have_it_with_its_deadline(cast: Cast, number: str) -> None:
    for login in ("gordeeva", "saveliev"):
        (line,) = program(cast, login).get("/tickets")["tickets"]
        assert (line["number"], line["level"], line["due"]["clock"]) == (number, 2, "reaction")
        assert line["due"]["left_seconds"] > 0
    assert program(cast, "choi").get("/tickets")["tickets"] == []
    assert program(cast, "gordeeva").get("/tickets?level=3")["tickets"] == []
    assert program(cast, "gordeeva").get("/tickets?view=unassigned&level=2")["tickets"] != []


def test_a_long_list_is_read_page_by_page_and_once(cast: Cast, desk: Desk) -> None:
    made = {desk.register(later(AT, minutes=-place)).number for place in range(1, 53)}
    reading, path, met = program(cast, "gordeeva"), "/tickets", []
    for _ in range(2):
        answer = reading.ask("GET", path)
        met += [line["number"] for line in answer.json()["tickets"]]
        parts = urlsplit(answer.json()["next"] or "")
        path = f"{parts.path.removeprefix('/api/v1')}?{parts.query}"
        assert ("Link" in answer) == bool(parts.query)
    assert not parts.query
    assert len(met) == 52
    assert set(met) == made


def test_a_ticket_says_what_may_be_done_with_clause_reason_and_remedy(cast: Cast, number: str) -> None:
    answer = program(cast, "gordeeva").ask("GET", f"/tickets/{number}")
    ticket = answer.json()
    assert answer["ETag"] == f'"{ticket["version"]}"'
    assert {each["code"] for each in ticket["form"]} >= {"description", "platform"}
    (reaction,) = (each for each in ticket["clocks"] if each["clock"] == "reaction")
    assert (reaction["state"], reaction["owes"], reaction["clause"] != "") == ("running", "partner", True)
    assert datetime.fromisoformat(reaction["due"]).utcoffset() == timedelta()
    acts = {(each["act"], each["way"]): each for each in ticket["acts"]}
    assert acts["answer", "solution"]["allowed"]
    assert acts["reopen", ""]["later"]
    assert acts["reopen", ""]["reason"]


def test_a_client_hears_no_note_and_a_partner_does(cast: Cast, number: str) -> None:
    said = {
        login: program(cast, login).ask("GET", f"/tickets/{number}/messages").content.decode()
        for login in ("saveliev", "gordeeva")
    }
    told = {
        login: program(cast, login).ask("GET", f"/tickets/{number}/history").content.decode()
        for login in ("saveliev", "gordeeva")
    }
    assert ["Только своим" in said[login] for login in said] == [False, True]
    assert ['"noted"' in told[login] for login in told] == [False, True]


def test_a_file_is_saved_under_its_name_and_needs_a_leave_of_its_own(cast: Cast, desk: Desk) -> None:
    import io

    from kabinet.actions.tickets.drafts.attach import attach
    from kabinet.actions.tickets.reply import write_reply
    from kabinet.regulation.organisation.api_scopes import Scope

    number = desk.register(later(AT, hours=-1)).number
    file = desk.do(attach, "saveliev", later(AT, minutes=-9), name="Журнал.txt", content=io.BytesIO(b"10:05"))
    desk.do(write_reply, "saveliev", later(AT, minutes=-8), number=number, text="Журнал", files=[file.pk])
    reading = program(cast, "gordeeva")
    (found,) = reading.get(f"/tickets/{number}/files")["files"]
    assert (found["name"], found["size"]) == ("Журнал.txt", 5)
    answer = reading.ask("GET", f"/files/{found['key']}")
    assert b"".join(answer.streaming_content) == b"10:05"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert program(cast, "choi").ask("GET", f"/files/{found['key']}").status_code == 404
    assert program(cast, "gordeeva", Scope.READ).ask("GET", f"/files/{found['key']}").status_code == 403


def test_the_form_says_what_a_registration_asks(cast: Cast) -> None:
    form = program(cast, "saveliev").get("/form")
    assert {each["key"] for each in form["systems"]} >= {cast.system["erp"]}
    assert "happens" in {each["code"] for each in form["questions"]}
    assert {"description", "service", "impact"} <= {each["code"] for each in form["fields"]}
    assert cast.system["erp"] in {each["key"] for each in program(cast, "gordeeva").get("/form")["systems"]}
    with transaction.atomic(), as_system("a look from outside"):
        own = set(models.System.objects.filter(client=cast.client["zmk"]).values_list("pk", flat=True))
    assert {each["key"] for each in form["systems"]} <= own


def test_a_clock_stands_while_the_partner_that_owes_may_not_work(cast: Cast, number: str) -> None:
    """L12b: as on the page of the ticket; with the right to work the same clock runs."""

    def states() -> dict[str, str]:
        clocks = program(cast, "saveliev").get(f"/tickets/{number}")["clocks"]
        return {each["clock"]: each["state"] for each in clocks if each["owes"] == "partner"}

    assert states()["reaction"] == "running"
    with transaction.atomic(), as_system("the partner lost its status"):
        models.PartnerStatus.objects.update(last_day=AT.date() - timedelta(days=1))
    assert set(states().values()) == {"stands"}

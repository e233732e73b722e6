"""Operation x token: what a program of each person gets, and that nothing of another tenant is in any answer."""

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest

from kabinet.actions.tickets.answer import answer_ticket
from kabinet.actions.tickets.objection import object_to
from kabinet.actions.tickets.refuse import refuse_ticket
from kabinet.api.operation import Operation
from kabinet.api.table import OPERATIONS
from kabinet.regulation.facts import Answer
from tests.api.program import PROBLEM, Program, program
from tests.api.things import BODIES
from tests.cast import Cast
from tests.clock import AT
from tests.desk import Desk, later
from tests.pages.tickets.scene import pointed_at
from tests.some import some

# Whose program: nobody's; of the ticket's client and a viewer there; of another client; of its partner and of another one;
# an engineer and the auditor of the vendor.
PEOPLE = ("", "saveliev", "frolov", "dremin", "gordeeva", "choi", "titova", "lapteva")
NOBODY = "no file"
NO_TICKETS = {"second": "U-1", "vendor ticket": "", "client ticket": ""}


def row(*statuses: int) -> dict[str, int]:
    return dict(zip(PEOPLE[1:], statuses, strict=True))


EVERYBODY = row(200, 200, 200, 200, 200, 200, 200)
READS = row(200, 200, 404, 200, 404, 404, 200)
ASKS, SERVES = row(200, 403, 404, 403, 404, 404, 403), row(403, 403, 404, 200, 404, 404, 403)
# The ticket on which the act is possible for whoever may do it.
VENDORS = row(404, 404, 404, 403, 404, 200, 403)
NOBODYS = row(403, 403, 404, 403, 404, 404, 403)
TABLE: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "readMe": ("", EVERYBODY),
    "listColleagues": ("", EVERYBODY),
    "readForm": ("", EVERYBODY),
    "listTickets": ("", EVERYBODY),
    "readTicket": ("new", READS),
    "listMessages": ("new", READS),
    "listHistory": ("new", READS),
    "listFiles": ("new", READS),
    "readFile": (NOBODY, row(404, 404, 404, 404, 404, 404, 404)),
    "sendFile": ("", row(201, 403, 201, 201, 201, 201, 403)),
    "listOrganisations": ("", EVERYBODY),
    "readOrganisation": ("", row(200, 200, 404, 200, 404, 200, 200)),
    "listViolations": ("", row(404, 404, 404, 200, 200, 403, 200)),
    "listRefusalReports": ("", row(200, 200, 200, 200, 200, 403, 200)),
    "registerTicket": ("", row(200, 403, 404, 403, 404, 403, 403)),
    "writeMessage": ("new", row(200, 403, 404, 422, 404, 404, 403)),
    "widenAudience": ("noted ticket", row(404, 404, 404, 200, 404, 404, 404)),
    "logCall": ("new", SERVES),
    "logAnswer": ("new", NOBODYS),
    "confirmCall": ("claimed ticket", ASKS),
    "denyCall": ("claimed ticket", ASKS),
    "askPlace": ("new", ASKS),
    "givePlace": ("new", SERVES),
    "endPlace": ("new", NOBODYS),
    "changeContact": ("new", row(200, 403, 404, 200, 404, 404, 403)),
    "takeTicket": ("new", SERVES),
    "assignTicket": ("new", SERVES),
    "acknowledgeCall": ("new", NOBODYS),
    "linkTickets": ("new", row(200, 403, 404, 200, 404, 404, 403)),
    "unlinkTickets": ("new", row(422, 422, 404, 422, 404, 404, 422)),
    "mergeTicket": ("new", SERVES),
    "tagTicket": ("new", SERVES),
    "untagTicket": ("new", SERVES),
    "watchTicket": ("new", row(200, 200, 404, 200, 404, 404, 403)),
    "unwatchTicket": ("new", READS),
    "addWatcher": ("new", SERVES),
    "askHandover": ("new", NOBODYS),
    "giveHandover": ("new", NOBODYS),
    "declineHandover": ("new", NOBODYS),
    "changeLevel": ("new", row(200, 403, 404, 200, 404, 404, 403)),
    "proposeLevel": ("second", SERVES),
    "agreeLevel": ("proposed ticket", ASKS),
    "declineLevel": ("proposed ticket", ASKS),
    "lowerUnagreed": ("unagreed ticket", VENDORS),
    "confirmTerms": ("promised ticket", ASKS),
    "denyTerms": ("promised ticket", ASKS),
    "passOn": ("new", NOBODYS),
    "relayAnswer": ("client ticket", SERVES),
    "carryOver": ("vendor ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "returnTicket": ("vendor ticket", VENDORS),
    "supplyItem": ("returned ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "explainItem": ("returned ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "endReturn": ("returned ticket", VENDORS),
    "completeTicket": ("returned ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "agreePlan": ("planned ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "refusePlan": ("planned ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "inviteParticipant": ("vendor ticket", row(404, 404, 404, 200, 404, 403, 403)),
    "endParticipation": ("joint ticket", row(200, 404, 404, 200, 404, 403, 403)),
    "acceptSolution": ("answered", ASKS),
    "declineSolution": ("answered", ASKS),
    "closeTicket": ("silent ticket", SERVES),
    "closeByWord": ("told ticket", SERVES),
    "withdrawTicket": ("new", ASKS),
    "reopenTicket": ("closed ticket", row(200, 403, 404, 200, 404, 404, 403)),
    "refuseTicket": ("new", SERVES),
    "objectToRefusal": ("refused", ASKS),
    "answerObjection": ("objected", SERVES),
}
MARKS = {"zmk": "МЕТКА-ЗМК", "kedr": "МЕТКА-КЕДР", "gavan": "МЕТКА-ГАВАНЬ"}
SEEN = {
    "saveliev": {"zmk"},
    "frolov": {"zmk"},
    "dremin": {"kedr"},
    "gordeeva": {"zmk", "kedr"},
    "choi": {"gavan"},
    "titova": set(),
    "lapteva": {"zmk", "kedr", "gavan"},
}


@pytest.fixture
def numbers(cast: Cast, desk: Desk) -> dict[str, str]:
    """Tickets of zmk at four points of their lives, and one of each of two other clients; each has its client's mark."""
    at = later(AT, hours=-2)
    made = {
        name: desk.register(at, subject=MARKS["zmk"]).number
        for name in ("new", "answered", "refused", "objected")
    }
    made["second"] = desk.register(at, level=2, subject=MARKS["zmk"]).number
    made["kedr"] = desk.register(at, login="dremin", system="holding", subject=MARKS["kedr"]).number
    made["gavan"] = desk.register(at, login="stranger", system="pirs", subject=MARKS["gavan"]).number
    soon, solved = later(AT, hours=-1), {"text": "Готово", "kind": Answer.SOLUTION}
    desk.do(answer_ticket, "gordeeva", soon, number=made["answered"], **solved)
    for name in ("refused", "objected"):
        desk.do(refuse_ticket, "gordeeva", soon, number=made[name], reason="development", text="Разработка")
    desk.do(object_to, "saveliev", later(soon, minutes=1), number=made["objected"], text="Это не разработка")
    return made


@pytest.fixture
def every(cast: Cast, numbers: dict[str, str]) -> dict[str, str]:
    """The same, and those of the pages' own scene."""
    wanted = {ticket for ticket, _ in TABLE.values()} - {*numbers, "", NOBODY}
    return numbers | {name: pointed_at(name, cast) for name in sorted({*wanted, "client ticket"})}


@pytest.fixture
def programs(cast: Cast) -> dict[str, Program]:
    return {login: program(cast, login) if login else Program("") for login in PEOPLE}


def test_every_operation_stands_in_the_table() -> None:
    assert {each.name for each in OPERATIONS} == set(TABLE)
    assert {each.name for each in OPERATIONS if each.body} == set(BODIES)


def test_everybody_gets_what_the_table_says(
    cast: Cast, every: dict[str, str], programs: dict[str, Program]
) -> None:
    for operation in OPERATIONS:
        ticket, expected = TABLE[operation.name]
        number = every.get(ticket, "")
        path = operation.path.replace("{number}", number)
        path = path.replace("{key}", "00000000-0000-0000-0000-000000000001")
        path = path.replace("{organisation}", f"{cast.client['zmk']}")
        path += "?kind=client" if operation.name == "listOrganisations" else ""
        got, bodies = {}, []
        for login, of in programs.items():
            if operation.takes_file:
                answer = of.ask("POST", f"{path}?name=a.txt", b"a", Content_Type="application/octet-stream")
            elif operation.body is None:
                answer = of.ask("GET", path)
            else:
                body = BODIES[operation.name](cast, number, every)
                answer = of.ask("POST", f"{path}?dry_run=1", body, If_Match="*")
            got[login] = answer.status_code
            if answer.status_code >= 400:
                assert answer["Content-Type"] == PROBLEM, (operation.name, login)
            else:
                bodies.append((login, answer.content.decode()))
        assert got == {"": 401, **expected}, operation.name
        said = _said_of(operation, programs["gordeeva"], number)
        assert said in (None, got["gordeeva"] != 403), operation.name
        for login, body in bodies:
            assert {of for of, mark in MARKS.items() if mark in body} <= SEEN[login], (operation.name, login)


def _said_of(operation: Operation, of: Program, number: str) -> bool | None:
    """Whether the ticket itself says that the operation's act may be done; None where it offers none that is this one's
    alone."""
    if len(operation.law) != 1 or [each.law for each in OPERATIONS].count(operation.law) != 1:
        return None
    answer = of.ask("GET", f"/tickets/{number}")
    acts = answer.json()["acts"] if answer.status_code == 200 else []
    found = [each["allowed"] for each in acts if (each["act"], each["way"]) == (operation.law[0], "")]
    return found[0] if found else None


def test_a_name_with_nul_is_nothing_to_anybody(cast: Cast, programs: dict[str, Program]) -> None:
    for operation in some(each for each in OPERATIONS if "{number}" in each.path):
        path = operation.path.replace("{number}", "U-%00")
        body: dict[str, Any] = {"If_Match": "*"}
        if operation.body is not None:
            body["body"] = BODIES[operation.name](cast, "", NO_TICKETS)
        got = {login: of.ask(operation.method, path, **body).status_code for login, of in programs.items()}
        assert got == {login: 404 if login else 401 for login in PEOPLE}, operation.name


def test_a_method_that_an_address_has_not_is_said_with_those_it_has(programs: dict[str, Program]) -> None:
    methods: dict[str, set[str]] = {}
    for operation in OPERATIONS:
        methods.setdefault(operation.path, set()).add(operation.method)
    for path, known in some(methods.items()):
        for method in some({"GET", "POST", "PUT", "DELETE"} - known):
            answer = programs["gordeeva"].ask(
                method, path.replace("{key}", f"{UUID(int=1)}").replace("{organisation}", "1")
            )
            allowed = set(answer["Allow"].split(", ")) if answer.status_code == 405 else set()
            assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM), (method, path)
            assert allowed == known, (method, path)


def test_each_list_has_its_readers_tickets_and_no_others(
    numbers: dict[str, str], programs: dict[str, Program]
) -> None:
    for login, seen in SEEN.items():
        body = json.dumps(programs[login].get("/tickets"), ensure_ascii=False)
        own = {of for of, mark in MARKS.items() if mark in body}
        # The vendor's queue has vendor tickets; an auditor looks at clients' one by one.
        assert own == (set() if login in ("titova", "lapteva") else seen), login
        reached = {of for of in MARKS if _reads(programs[login], numbers.get(of, numbers["new"]))}
        assert reached == seen, login


def _reads(of: Program, number: str) -> bool:
    return bool(of.ask("GET", f"/tickets/{number}").status_code == 200)


def test_the_database_keeps_a_stranger_out_where_a_door_stands_open(
    numbers: dict[str, str], programs: dict[str, Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third ring: with the doors' own condition gone the rows are still not there."""
    monkeypatch.setattr(import_module("kabinet.records.doors.whole"), "reached", lambda *_: ("true", {}))
    number = numbers["new"]
    assert _reads(programs["saveliev"], number)
    assert not any(_reads(programs[login], number) for login in ("dremin", "choi", "titova"))

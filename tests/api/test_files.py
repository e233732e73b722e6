"""Files by the API: sent before what names them, large ones in pieces; read by ranges, by the readers of their message."""

import base64
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from kabinet.actions.organisations.api_tokens import use_token
from kabinet.api import uploads
from kabinet.config.serving import bodies
from kabinet.regulation.organisation.api_scopes import Scope
from kabinet.web.piece import HOLDER, MORE, WHOLE
from tests.api.program import PROBLEM, Program, program
from tests.cast import Cast
from tests.clock import AT
from tests.desk import SYMPTOMS, VALUES, Desk, later

STREAM = "application/octet-stream"
CONTENT = b"0123456789" * 100
SAID = {"text": "Журнал", "audience": "public"}
TUS = {"Tus_Resumable": "1.0.0", "Content_Type": "application/offset+octet-stream"}


@pytest.fixture
def number(desk: Desk) -> str:
    return desk.register(later(AT, hours=-1)).number


def send(of: Program, content: bytes = CONTENT, name: str = "журнал.txt", **headers: str) -> Any:
    return of.ask("POST", f"/files?name={name}", content, **{"Content_Type": STREAM, **headers})


def write(of: Program, number: str, *keys: str) -> Any:
    return of.ask("POST", f"/tickets/{number}/messages", {**SAID, "files": [*keys]}, If_Match="*")


def announce(of: Program, size: int) -> Any:
    said = f"filename {base64.b64encode('дамп.zip'.encode()).decode()}"
    return of.ask("POST", "/uploads", b"", **TUS, Upload_Length=str(size), Upload_Metadata=said)


def begun(of: Program) -> str:
    """The key of a large file that was announced."""
    answer = announce(of, len(CONTENT))
    assert answer.status_code == 201, answer.content
    at, _, key = answer["Location"].rpartition("/")
    assert at.endswith("/api/v1/uploads")
    return str(UUID(key))


def piece(of: Program, key: str, content: bytes, offset: int) -> Any:
    return of.ask("PATCH", f"/uploads/{key}", content, **TUS, Upload_Offset=str(offset))


def test_a_file_is_sent_named_in_a_message_and_read_from_any_byte(cast: Cast, number: str) -> None:
    client, partner = program(cast, "saveliev"), program(cast, "gordeeva")
    sent = send(client)
    key = sent.json()["key"]
    assert (sent.status_code, sent.json()["size"], sent.json()["name"]) == (201, 1000, "журнал.txt")
    # Until it goes with something nobody reads it, and nobody else can send it.
    assert {of.ask("GET", f"/files/{key}").status_code for of in (client, partner)} == {404}
    assert write(partner, number, key).status_code == 422
    assert write(client, number, key).status_code == 200
    assert [each["key"] for each in partner.get(f"/tickets/{number}/files")["files"]] == [key]
    part = partner.ask("GET", f"/files/{key}", Range="bytes=5-9")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"56789")
    behind = partner.ask("GET", f"/files/{key}", Range="bytes=1000-")
    said = (behind.status_code, behind["Content-Type"], behind["Content-Range"])
    assert said == (416, PROBLEM, "bytes */1000")
    assert program(cast, "choi").ask("GET", f"/files/{key}").status_code == 404


def test_a_registration_takes_files(cast: Cast) -> None:
    client = program(cast, "saveliev")
    form = {"system": cast.system["erp"], "symptoms": SYMPTOMS[3], "values": VALUES, "service": "problem"}
    key = send(client).json()["key"]
    made = client.ask("POST", "/tickets", {**form, "impact": "minor", "files": [key], "place": True})
    assert made.status_code == 201, made.content
    found = client.get(f"/tickets/{made.json()['number']}/files")["files"]
    assert [each["key"] for each in found] == [key]
    told = client.ask("GET", f"/tickets/{made.json()['number']}/history").content.decode()
    assert '"place_asked"' in told


def test_the_same_file_under_the_same_key_is_one_and_another_is_refused(cast: Cast) -> None:
    client, key = program(cast, "saveliev"), str(uuid4())
    one, again = (send(client, Idempotency_Key=key) for _ in range(2))
    assert (one.json(), again["Idempotency-Replayed"]) == (again.json(), "true")
    assert send(client, b"other", Idempotency_Key=key).status_code == 422
    assert send(client, name="other.txt", Idempotency_Key=key).status_code == 422


def test_what_does_not_fit_is_said_with_its_clause_or_its_status(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = program(cast, "saveliev")
    assert send(client, b"x" * (settings.LARGEST_FILE + 1)).status_code == 413
    assert send(client, b"").status_code == 422
    assert send(client, Content_Type="text/plain").status_code == 415
    assert send(program(cast, "saveliev", Scope.WRITE)).json()["code"] == "scope"
    assert send(program(cast, "frolov")).status_code == 403
    assert client.ask("POST", "/files", CONTENT, Content_Type=STREAM).status_code == 422
    # An installation that takes more in one request attaches no more than the regulation does.
    monkeypatch.setattr(bodies, "most_bytes_of", lambda view: WHOLE)
    answer = send(client, b"x" * (5 * 2**20 + 1))
    assert (answer.status_code, answer.json()["clause"]) == (422, "U6c")


def test_a_large_file_comes_in_pieces_and_its_message_goes_ahead(cast: Cast, desk: Desk, number: str) -> None:
    client, partner = program(cast, "saveliev"), program(cast, "gordeeva")
    key = begun(client)
    assert piece(client, key, CONTENT[:400], 0)["Upload-Offset"] == "400"
    assert write(client, number, key).status_code == 200
    assert client.ask("HEAD", f"/uploads/{key}", **TUS)["Upload-Offset"] == "400"
    assert piece(client, key, CONTENT[400:], 300).status_code == 409
    assert piece(client, key, CONTENT[400:], 400).status_code == 204
    answer = partner.ask("GET", f"/files/{key}")
    assert b"".join(answer.streaming_content) == CONTENT
    assert "file_came" in [row.kind for row in desk.journal(number)]


def test_a_large_file_is_its_senders_who_has_leave_for_it(cast: Cast) -> None:
    client = program(cast, "saveliev")
    key = begun(client)
    for login in ("gordeeva", "dremin", "choi"):
        answer = piece(program(cast, login), key, CONTENT, 0)
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    nobody = announce(Program(""), 10)
    assert (nobody.status_code, nobody["Content-Type"]) == (401, PROBLEM)
    assert announce(program(cast, "saveliev", Scope.WRITE), 10).json()["code"] == "scope"
    assert announce(program(cast, "frolov"), 10).status_code == 403
    assert announce(client, 10**13).status_code == 413
    assert client.ask("GET", f"/uploads/{key}")["Allow"] == ", ".join(uploads.METHODS_OF_ONE)
    assert client.ask("DELETE", f"/uploads/{key}", **TUS).status_code == 204


def test_the_pieces_of_one_body_are_one_request_of_the_minute(cast: Cast) -> None:
    client = program(cast, "saveliev")
    key = begun(client)
    left = use_token(at=AT, shown=client.token, counted=False)
    client.environ = {HOLDER: "ab", MORE: "1"}
    for offset in (0, 100, 200, 300):
        assert piece(client, key, CONTENT[offset : offset + 100], offset).status_code == 204
    assert use_token(at=AT, shown=client.token, counted=False) == left
    client.environ = {}
    piece(client, key, CONTENT[400:], 400)
    assert use_token(at=AT, shown=client.token, counted=False) != left

"""Whoever reads the tables, or a backup of them, finds nothing there that a provider gave, and nothing that lets in (L7)."""

import base64
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.test import Client

from kabinet.config import postgres
from kabinet.config.sessions import SessionStore
from tests.cast import Cast
from tests.database import Database
from tests.pages.entrance.provider import fake_cas
from tests.pages.entrance.provider.fake import NOW, SECRET, Fake, come_back, go, signed
from tests.pages.entrance.provider.saml import fake_saml

pytestmark = pytest.mark.clause("L7")
Fixture = Callable[[str], Any]


def everything(db: Database) -> str:
    """Each row of each table as text, and what sessions say once they are unpacked, as whoever has a backup reads it."""
    with psycopg.connect(db.server.url(postgres.SUPERUSER, db.name)) as reading:
        names = reading.execute(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        found = [
            str(row)
            for (name,) in names.fetchall()
            for (row,) in reading.execute(f'SELECT t::text FROM "{name}" t').fetchall()  # type: ignore[arg-type]
        ]
        kept = reading.execute("SELECT session_data FROM session").fetchall()
    return "\n".join([*found, *(unpacked(data) for (data,) in kept)])


def unpacked(data: str) -> str:
    """By Django itself; only its seal against changes is on it."""
    return str(SessionStore().decode(data))


def by_oidc(db: Database, client: Client, given: Fixture) -> tuple[list[str], str]:
    there: Fake = given("there")
    token = ""

    def made(said: Fake) -> str:
        nonlocal token
        token = signed(said.right_claims())
        return token

    there.token = made
    assert come_back(client, go(client, there)["state"]).status_code == 303
    [verifier] = {form["code_verifier"][0] for path, form, _ in there.asked if path == "/token"}
    parts = token.split(".")
    claims = base64.urlsafe_b64decode(parts[1] + "==").decode()
    return [
        token,
        *parts,
        claims,
        str(NOW + 300),
        there.nonce,
        verifier,
        "a-code",
        SECRET,
        "there-1",
    ], "subject-1"


def by_cas(db: Database, client: Client, given: Fixture) -> tuple[list[str], str]:
    assert fake_cas.through(client, given("cas")).status_code == 303
    return ["ST-1-of-a-test"], "saveliev"


def by_saml(db: Database, client: Client, given: Fixture) -> tuple[list[str], str]:
    """Before the browser fetches it, and when it has."""
    given("saml")
    request, _state = fake_saml.go(client)
    said = {"format": "urn:format-of-a-name", "session": "session-there"}
    body = fake_saml.signed(fake_saml.response(request, **said))
    secrets = [*said.values(), base64.b64encode(body.encode()).decode(), request]
    answer = fake_saml.post(body)
    waiting = everything(db)
    assert [each for each in secrets if each in waiting] == []
    assert fake_saml.fetch(client, answer).status_code == 303
    return secrets, "saveliev"


def by_link(db: Database, client: Client, given: Fixture) -> tuple[list[str], str]:
    """Of nobody's provider, and kept in the same place: it sets a password."""
    assert client.get("/welcome/", {"who": "170717", "key": "the-key-of-a-link"}).status_code == 303
    return ["the-key-of-a-link"], "170717"


WAYS = {"an ID token": by_oidc, "a ticket of CAS": by_cas, "an assertion": by_saml, "a link": by_link}


@pytest.mark.parametrize("way", WAYS)
def test_no_table_has_what_was_given(
    own_db: Database, cast: Cast, client: Client, request: pytest.FixtureRequest, way: str
) -> None:
    secrets, readable = WAYS[way](own_db, client, request.getfixturevalue)
    found = everything(own_db)
    assert readable in found, "what may be read is found, so the rest would be"
    assert [each for each in secrets if each in found] == []


def test_what_a_session_says_is_looked_at(own_db: Database, cast: Cast, client: Client, there: Fake) -> None:
    assert come_back(client, go(client, there)["state"]).status_code == 303
    assert "'provider': 'portal'" in everything(own_db)


def test_opened_again_it_ends_the_session_there(client: Client, there: Fake) -> None:
    token = ""

    def made(said: Fake) -> str:
        nonlocal token
        token = signed(said.right_claims())
        return token

    there.token = made
    come_back(client, go(client, there)["state"])
    assert f"id_token_hint={token}" in client.post("/sign-out/").content.decode().replace("&amp;", "&")

"""A database of another version is told by health, and neither pages nor jobs are begun on it."""

import subprocess
from functools import partial

import psycopg
import pytest
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from kabinet.config import postgres, schema
from kabinet.config.environment import Misconfigured
from kabinet.records.security.reach import as_system
from kabinet.records.versions import regulations
from kabinet.regulation import pack
from tests import processes
from tests.browser import free_port
from tests.cast import Cast
from tests.clock import PATIENCE
from tests.database import Database
from tests.desk import Desk, msk
from tests.pages.forms import fields

LATER = "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_of_another_year', now())"
EARLIER = "DELETE FROM django_migrations WHERE app = 'procrastinate' AND name LIKE '0001%'"
BARE = "DROP TABLE django_migrations"
STATES = {
    LATER: "the database is of a later version, which has records.0999_of_another_year: run that version",
    EARLIER: "the database is behind this version by procrastinate.0001_initial: run kabinet migrate",
    BARE: "the database has no tables: run kabinet migrate",
}


def changed(database: Database, how: str) -> None:
    with psycopg.connect(database.server.url(postgres.SUPERUSER, database.name)) as connection:
        connection.execute(how)


def test_the_migrations_of_this_code_are_those_that_django_finds() -> None:
    assert schema.expected() == frozenset(MigrationLoader(None).disk_migrations)


def test_a_database_of_this_version_is_well(own_db: Database) -> None:
    assert Client().get("/health").content.split(b"\n")[0] == b"ok"
    schema.refuse_another(own_db.url)


@pytest.mark.parametrize(("how", "said"), STATES.items(), ids=["later", "earlier", "bare"])
def test_another_is_told_by_health(own_db: Database, how: str, said: str) -> None:
    changed(own_db, how)
    answer = Client().get("/health")
    assert (answer.status_code, answer.content.decode()) == (503, said)


@pytest.mark.clause("L16")
def test_a_carried_regulation_whose_files_were_edited_is_refused_at_the_start(
    own_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By whatever is begun: pages, jobs and the migration; the sentence says how a version is made."""
    texts = pack.source("corp_4_0")
    edited = {**texts, "client.toml": texts["client.toml"].replace('"2 hours"', '"3 hours"', 1)}
    assert edited != texts
    monkeypatch.setattr(pack, "source", lambda code: edited)
    monkeypatch.setattr(regulations, "source", lambda code: edited)
    for begin in (partial(schema.refuse_another, own_db.url), regulations.put_carried_on_record):
        with (
            pytest.raises((Misconfigured, regulations.Changed)) as refused,
            transaction.atomic(),
            as_system("start"),
        ):
            begin()
        assert "corp_4_0 were edited" in str(refused.value)
        assert "as a draft on /regulations/" in str(refused.value)


@pytest.mark.slow
@pytest.mark.parametrize("word", ["serve", "work"])
def test_and_nothing_is_begun_on_it(own_db: Database, word: str) -> None:
    changed(own_db, EARLIER)
    ended = subprocess.run(
        processes.kabinet(word),
        env=own_db.environment | {"KABINET_PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert ended.returncode == 2
    assert ended.stderr == f"kabinet: {STATES[EARLIER].replace('the', 'The', 1)}.\n"


GONE = "ALTER TABLE message RENAME COLUMN text TO words"
BACK = (
    "ALTER TABLE message RENAME COLUMN words TO text; DELETE FROM django_migrations WHERE name LIKE '0999%'"
)


def test_an_old_web_beside_a_newer_schema_says_so_keeps_the_text_and_loses_nothing(
    own_db: Database, cast: Cast
) -> None:
    """As while nodes are updated one after the other: what this one knows of the tables is not so any more."""
    desk = Desk(cast)
    number, client = desk.register(msk("2024-03-14 10:00")).number, Client(raise_request_exception=False)
    cast.sign_in(client, "gordeeva")
    at, note = f"/tickets/{number}/say/", {"audience": "partner", "text": "Смотрю дамп памяти"}
    assert client.post(at, note).status_code == 303
    changed(own_db, GONE)
    assert (
        client.get(f"/tickets/{number}/").status_code == 500
    )  # of this version: then it is a mistake of ours
    changed(own_db, LATER)
    answer = client.post(at, note | {"text": "Дамп прочитан"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    page = answer.content.decode()
    assert "Кабинет обновляется" in page
    assert "Ничего из последнего действия не записано" in page
    assert fields(page, "again")["text"] == ["Дамп прочитан"]
    assert client.get(f"/tickets/{number}/").status_code == 503
    changed(own_db, BACK)
    connections.close_all()
    assert client.post(at, fields(page, "again")).status_code == 303
    said = [each.text for each in desk.messages(number)]
    assert said[-2:] == ["Смотрю дамп памяти", "Дамп прочитан"]

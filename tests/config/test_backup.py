"""`kabinet backup` and `kabinet restore`: a drill with a desk at which three parties have worked."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections, transaction
from django.test import Client
from psycopg import sql

from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.stored import path_of, release
from kabinet.actions.tickets.reply import write_reply
from kabinet.config import postgres
from kabinet.config.backup import manifest, save
from kabinet.records.models import File
from kabinet.records.security.reach import as_system
from tests import processes
from tests.cast import Cast
from tests.database import Clones, Database, _point_at
from tests.desk import Desk, msk

pytestmark = pytest.mark.slow
AT = msk("2024-03-14 10:00")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
CONTENT = "SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM {} t"
DUMP = b"a memory dump of the process rphost\n" * 1000


@pytest.fixture
def worked(cast: Cast, files: Path) -> Desk:
    """A ticket with a file, a conversation, and one that was begun and not sent, with a file too."""
    desk = Desk(cast)
    key = desk.do(attach, "saveliev", AT, name="rphost.dmp", content=BytesIO(DUMP)).pk
    number = desk.register(AT, files=[key]).number
    desk.do(
        write_reply, "saveliev", AT + timedelta(minutes=5), number=number, text="Повторилось на втором узле"
    )
    desk.made.append(number)
    return desk


@pytest.fixture
def empty(clones: Clones, own_db: Database) -> Iterator[Database]:
    """A database with nothing in it, as a new machine has it."""
    name = f"own_{os.getpid()}_restored"
    clones.drop(name)
    with psycopg.connect(own_db.server.url(postgres.SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER {postgres.OWNER}")
    yield Database(name, own_db.server)
    connections.close_all()
    clones.drop(name)


def told(database: Database, *words: str, **more: str) -> tuple[int, str, str]:
    """How the command ended, and what it said to both sides."""
    done = subprocess.run(
        processes.kabinet(*words),
        env=database.environment | more,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def backed_up(database: Database, files: Path, folder: Path) -> dict[str, Any]:
    status, said, complaint = told(database, "backup", str(folder), KABINET_FILES=str(files))
    assert (status, said) == (0, ""), complaint
    found: dict[str, Any] = json.loads((folder / manifest.NAME).read_text())
    return found


def contents(database: Database) -> dict[str, str]:
    """Table -> a digest of all its rows, of those that a backup keeps."""
    with psycopg.connect(database.server.url(postgres.SUPERUSER, database.name)) as connection:
        names = [name for (name,) in connection.execute(TABLES) if name not in manifest.LEFT_OUT]
        asked = {name: sql.SQL(CONTENT).format(sql.Identifier(name)) for name in names}
        return {name: connection.execute(each).fetchall()[0][0] for name, each in asked.items()}


def test_what_was_backed_up_is_restored_to_the_last_row_and_people_go_on(
    own_db: Database, empty: Database, worked: Desk, cast: Cast, files: Path, tmp_path: Path, settings: Any
) -> None:
    [number] = worked.made
    made = backed_up(own_db, files, tmp_path / "backup")
    assert made["tables"]["ticket"] == 1
    assert made["tables"]["message"] == 2
    assert made["files"] == 1
    assert not (tmp_path / "backup").stat().st_mode & 0o077
    checked = subprocess.run(
        ["sha256sum", "--check", "--status", manifest.DIGESTS], cwd=tmp_path / "backup", check=False
    )
    assert checked.returncode == 0
    home = {"KABINET_FILES": str(tmp_path / "home" / "files")}
    status, differences, said = told(empty, "restore", str(tmp_path / "backup"), **home)
    assert (status, differences) == (0, ""), said
    assert said.endswith("kabinet: no differences.\n")
    assert contents(empty) == contents(own_db)
    settings.FILES = tmp_path / "home" / "files"
    _point_at(empty)
    client = Client()
    cast.sign_in(client, "saveliev")
    page = client.get(f"/tickets/{number}/")
    assert "Повторилось на втором узле" in page.text
    with transaction.atomic(), as_system("a look from outside"):
        [key] = File.objects.values_list("pk", flat=True)
    assert b"".join(client.get(f"/files/{key}/").streaming_content) == DUMP
    assert (
        client.post(f"/tickets/{number}/say/", {"audience": "public", "text": "Продолжаем здесь"}).status_code
        == 303
    )
    _point_at(own_db)


def test_whoever_was_signed_in_signs_in_again(
    own_db: Database, empty: Database, worked: Desk, cast: Cast, files: Path, tmp_path: Path
) -> None:
    client = Client()
    cast.sign_in(client, "saveliev")
    assert client.get("/tickets/").status_code == 200
    backed_up(own_db, files, tmp_path / "backup")
    told(empty, "restore", str(tmp_path / "backup"), KABINET_FILES=str(tmp_path / "files"))
    _point_at(empty)
    assert client.get("/tickets/").status_code == 303
    _point_at(own_db)


def test_a_restore_overwrites_nothing(own_db: Database, worked: Desk, files: Path, tmp_path: Path) -> None:
    backed_up(own_db, files, tmp_path / "backup")
    before = contents(own_db)
    status, _, said = told(own_db, "restore", str(tmp_path / "backup"), KABINET_FILES=str(tmp_path / "files"))
    assert status == 1
    assert said.startswith("kabinet: the database is not empty: it has the table ")
    assert contents(own_db) == before
    assert not (tmp_path / "files").exists()


def test_nor_a_file(own_db: Database, empty: Database, worked: Desk, files: Path, tmp_path: Path) -> None:
    backed_up(own_db, files, tmp_path / "backup")
    (tmp_path / "files" / "ab").mkdir(parents=True)
    (tmp_path / "files" / "ab" / "somebody's").write_text("other")
    status, _, said = told(empty, "restore", str(tmp_path / "backup"), KABINET_FILES=str(tmp_path / "files"))
    assert (status, said) == (1, f"kabinet: {tmp_path / 'files'} is not empty: it has ab/somebody's.\n")
    assert contents(empty) == {}


DAMAGE = {
    "unfinished": lambda folder: (folder / manifest.NAME).unlink(),
    "manifest": lambda folder: (folder / manifest.NAME).write_text("{"),
    "dump": lambda folder: _changed(folder / manifest.DUMP),
    "digests": lambda folder: _changed(folder / manifest.DIGESTS),
    "file": lambda folder: _changed(next((folder / manifest.FILES).glob("*/*"))),
    "lost": lambda folder: next((folder / manifest.FILES).glob("*/*")).unlink(),
}


def _changed(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def test_of_a_backup_that_is_not_whole_nothing_is_restored(
    own_db: Database, empty: Database, worked: Desk, files: Path, tmp_path: Path
) -> None:
    for what, damage in DAMAGE.items():
        backed_up(own_db, files, tmp_path / what)
        damage(tmp_path / what)
        status, _, said = told(empty, "restore", str(tmp_path / what), KABINET_FILES=str(tmp_path / "files"))
        assert status == 1, what
        assert said.count("\n") == 1, said
        assert contents(empty) == {}
        assert not (tmp_path / "files").exists(), what


def test_rows_that_did_not_come_are_told(
    own_db: Database, empty: Database, worked: Desk, files: Path, tmp_path: Path
) -> None:
    """As of a dump made by a role from which rows are hidden."""
    backed_up(own_db, files, tmp_path / "backup")
    path = tmp_path / "backup" / manifest.NAME
    path.write_text(path.read_text().replace('"ticket": 1', '"ticket": 404'))
    status, _, said = told(empty, "restore", str(tmp_path / "backup"), KABINET_FILES=str(tmp_path / "files"))
    assert status == 1
    assert "ticket has 1 rows instead of 404" in said


@pytest.mark.parametrize("role", [postgres.OWNER, postgres.APPLICATION])
def test_a_role_from_which_rows_are_hidden_makes_no_backup(
    own_db: Database, tmp_path: Path, role: str
) -> None:
    url = own_db.server.url(role, own_db.name)
    status, _, said = told(own_db, "backup", str(tmp_path / "backup"), DATABASE_BACKUP_URL=url)
    assert status == 1
    assert said == (
        f"kabinet: DATABASE_BACKUP_URL names the role {role}, from which row-level security hides rows:"
        " it needs BYPASSRLS.\n"
    )
    assert not (tmp_path / "backup" / manifest.NAME).exists()


def test_a_folder_with_something_in_it_is_left_alone(own_db: Database, files: Path, tmp_path: Path) -> None:
    (tmp_path / "yesterday").write_text("a backup")
    status, _, said = told(own_db, "backup", str(tmp_path), KABINET_FILES=str(files))
    assert (status, said) == (
        1,
        f"kabinet: {tmp_path} is not empty: a backup is made into a folder of its own.\n",
    )
    assert [each.name for each in tmp_path.iterdir()] == ["yesterday"]


def test_a_file_that_is_lost_or_changed_is_told_and_the_rest_is_kept(
    own_db: Database, worked: Desk, files: Path, tmp_path: Path
) -> None:
    with transaction.atomic(), as_system("a look from outside"):
        [key] = File.objects.values_list("pk", flat=True)
    path = path_of(key)
    _changed(path)
    status, said, _ = told(own_db, "backup", str(tmp_path / "changed"), KABINET_FILES=str(files))
    assert (status, said.count(path.name)) == (1, 1)
    path.unlink()
    status, said, _ = told(own_db, "backup", str(tmp_path / "lost"), KABINET_FILES=str(files))
    assert (status, said.count(path.name)) == (1, 1)
    assert manifest.read(tmp_path / "lost").damaged == [path.name]


def test_what_is_taken_back_while_the_backup_runs_is_no_loss(
    own_db: Database,
    empty: Database,
    worked: Desk,
    cast: Cast,
    files: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its row is in the dump; its content was removed before it could be copied."""
    loose = worked.do(attach, "saveliev", AT, name="wrong.png", content=BytesIO(b"the wrong picture"))
    real = save._dump

    def slow(*given: Any) -> None:
        real(*given)
        with transaction.atomic(), as_system("its owner takes it back"):
            File.objects.filter(pk=loose.pk).delete()
        release([loose.pk])

    monkeypatch.setattr(save, "_dump", slow)
    made = save.back_up(tmp_path / "backup", own_db.environment["DATABASE_BACKUP_URL"], files)
    assert (made.taken_back, made.damaged) == ([loose.pk.hex], [])
    assert made.tables["file"] == 2
    status, differences, said = told(
        empty, "restore", str(tmp_path / "backup"), KABINET_FILES=str(tmp_path / "files")
    )
    assert (status, differences) == (0, ""), said
    assert contents(empty)["file"] == contents(own_db)["file"]

"""`kabinet doctor`: for each thing that can be amiss, the sentence that names it, and nothing where all is well."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import RequestFactory

from kabinet.actions.alerts.devices import add_device
from kabinet.actions.inbox.taking import take_letter
from kabinet.actions.tickets.drafts.attach import attach
from kabinet.actions.tickets.drafts.stored import path_of
from kabinet.config import postgres
from kabinet.config.doctor import database, machine
from kabinet.config.doctor.checks import DATABASE, MACHINE, TABLES, findings
from kabinet.config.doctor.finding import Weight
from kabinet.config.serving.health import health
from kabinet.jobs import loops
from kabinet.network.mailboxes import Box, Imap, MailIn
from kabinet.network.push_services import PushServices
from kabinet.records import agreed_time
from kabinet.records.models import Delivery
from kabinet.records.security.reach import as_system
from tests import processes
from tests.cast import Cast
from tests.config.live_person import away
from tests.config.walls_by_hand import by_hand
from tests.database import Database
from tests.desk import Desk, msk

AT = msk("2024-02-22 10:00")
# What a browser says of itself (RFC 8291, appendix A).
KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
ABOUT = {
    "Python",
    "settings",
    "mail",
    "mail in",
    "messenger",
    "sign-in",
    "evidence",
    "antivirus",
    "retention",
    "storage",
    "free space",
    "PostgreSQL",
    "schema",
    "pooler",
    "clock",
    "roles",
    "walls",
    "second factor",
    "passwords",
}


def faults() -> dict[str, str]:
    """What has to be mended, by what it is about."""
    return {found.about: found.said for found in findings() if found.weight == Weight.FAULT}


@pytest.fixture
def worked(own_db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database on which a worker was a moment ago."""
    monkeypatch.setattr(loops, "_written", {})
    monkeypatch.setenv("DATABASE_BACKUP_URL", own_db.environment["DATABASE_BACKUP_URL"])
    for name, period in loops.periods(AT).items():
        if period < loops.SELDOM:
            loops.ran(name)
    return own_db


def test_where_all_is_well_everything_is_told_and_nothing_is_to_be_mended(worked: Database) -> None:
    told = list(findings())
    assert {found.about for found in told} == ABOUT | {
        "backup",
        "files",
        "loops",
        "letters",
        "inbox",
        "alerts",
        "webhooks",
        "bridges",
    }
    assert faults() == {}
    [mail] = [found.said for found in told if found.about == "mail"]
    assert "KABINET_MAIL_SERVER is not set: no letters" in mail
    assert any("kabinet_backup (BYPASSRLS)" in found.said for found in told)
    assert all(
        found.weight == Weight.WELL for found in told if found.about in ("backup", "pooler", "clock", "walls")
    )


class Pooled:
    """What a session sees through a pooler that gives each transaction another connection."""

    def cursor(self) -> Any:
        if not connection.in_atomic_block:
            connection.close()
        return connection.cursor()


def _too_little(folder: Path) -> Any:
    return shutil._ntuple_diskusage(100, 99, 1)  # type: ignore[attr-defined]


AMISS: dict[str, tuple[str, str, Callable[[pytest.MonkeyPatch, Any], object]]] = {
    "an old Python": ("Python", "is too old", lambda patch, _: patch.setattr(machine, "OLDEST", (9, 0))),
    "an old server": (
        "PostgreSQL",
        "is too old",
        lambda patch, _: patch.setattr(database, "OLDEST", 990_000),
    ),
    "tracebacks": ("settings", "KABINET_DEBUG", lambda _, said: setattr(said, "DEBUG", True)),
    "an open way": (
        "settings",
        "without https",
        lambda _, said: setattr(said, "PUBLIC_HOST", "kabinet.example"),
    ),
    "a full disk": (
        "free space",
        "0.0 GiB",
        lambda patch, _: patch.setattr(shutil, "disk_usage", _too_little),
    ),
    "a pooler": (
        "pooler",
        "another connection",
        lambda patch, _: patch.setattr(database, "connection", Pooled()),
    ),
    "a clock ahead": (
        "clock",
        "90.0 s ahead of",
        lambda patch, _: patch.setattr(agreed_time, "ahead", lambda own: timedelta(seconds=90)),
    ),
    "no backup": (
        "backup",
        "needs BYPASSRLS",
        lambda patch, _: patch.setenv("DATABASE_BACKUP_URL", os.environ["KABINET_TEST_APP_URL"]),
    ),
}


@pytest.mark.parametrize(("about", "said", "damage"), AMISS.values(), ids=AMISS)
def test_what_is_amiss_is_named(
    worked: Database, monkeypatch: pytest.MonkeyPatch, settings: Any, about: str, said: str, damage: Any
) -> None:
    monkeypatch.setenv("KABINET_TEST_APP_URL", worked.url)
    damage(monkeypatch, settings)
    found = faults()
    assert set(found) == {about}
    assert said in found[about]


def test_loops_that_nobody_runs_are_named(own_db: Database) -> None:
    assert "deadlines never yet" in faults()["loops"]


def test_letters_that_were_given_up_or_that_nobody_tries_are_named(
    worked: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LETTERS", "sent")
    loops.ran(loops.LETTERS)
    Desk(cast).register(AT)
    assert "one is due since 2024-02-22T07:00:00Z: does kabinet work run?" in faults()["letters"]
    with transaction.atomic(), as_system("a letter that its server never took"):
        Delivery.objects.update(state="given_up", next_try=None)
        count = Delivery.objects.count()
    assert faults()["letters"].endswith(f"{count} given up: the page /letters/ says why and repeats them")


def test_a_loop_of_letters_that_does_not_run_is_named_where_letters_are_sent(
    worked: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "loops" not in faults()
    monkeypatch.setattr(settings, "LETTERS", "sent")
    assert "letters never yet" in faults()["loops"]
    assert b"late: letters has not run yet" in health(RequestFactory().get("/health")).content


def test_devices_that_nobody_can_tell_and_alerts_that_nobody_tries_are_named(
    worked: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"endpoint": "https://fcm.googleapis.com/x", "key": KEY, "auth": AUTH}
    chosen = {"browser": "x", "urgent_only": False, "contents": False}
    Desk(cast).do(add_device, "gordeeva", AT, **known, **chosen)
    assert "alerts" not in faults()
    Desk(cast).register(AT)
    assert "one is due since 2024-02-22T07:00:00Z: does kabinet work run?" in faults()["alerts"]
    monkeypatch.setattr(settings, "PUSH", PushServices())
    assert "alerts" not in faults()
    [said] = [found.said for found in findings() if found.about == "alerts"]
    assert "KABINET_PUSH_SERVICES is off" in said
    monkeypatch.setattr(settings, "SECRET_KEY", "another secret of the installation, long enough")
    assert "1 devices cannot be read with this KABINET_SECRET_KEY" in faults()["alerts"]


def test_a_wall_that_is_down_is_named(worked: Database) -> None:
    by_hand(worked, "ALTER TABLE ticket NO FORCE ROW LEVEL SECURITY")
    assert faults() == {"walls": "row-level security is not forced on ticket: kabinet migrate"}


def test_a_file_without_its_content_is_counted(worked: Database, cast: Cast) -> None:
    key = Desk(cast).do(attach, "saveliev", AT, name="a.txt", content=BytesIO(b"a")).pk
    assert faults() == {}
    path_of(key).unlink()
    assert faults() == {"files": "1 files have no content: kabinet verify names them"}


def test_of_another_version_no_more_is_asked(worked: Database) -> None:
    by_hand(worked, "DELETE FROM django_migrations WHERE app = 'records'")
    assert list(faults()) == ["schema"]
    assert "backup" not in {found.about for found in findings()}


def test_a_database_that_is_away_is_one_sentence(worked: Database) -> None:
    with away(worked):
        assert list(faults()) == ["database"]


@contextmanager
def role(server: postgres.Server, words: str) -> Iterator[str]:
    """Another role of the test's server."""
    name = f"doctor_{os.getpid()}"
    with psycopg.connect(server.url(postgres.SUPERUSER, "postgres"), autocommit=True) as superuser:
        superuser.execute(f"CREATE ROLE {name} LOGIN {words}")
        try:
            yield name
        finally:
            superuser.execute(f"DROP ROLE {name}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("BYPASSRLS IN ROLE kabinet_app", "whom no wall holds"),
        ("IN ROLE kabinet_app, kabinet_owner", "may become kabinet_owner"),
        ("IN ROLE kabinet_app, kabinet_backup", "may become kabinet_backup"),
        ("IN ROLE kabinet_app", ""),
    ],
)
def test_a_role_that_may_too_much_is_named_and_the_exit_status_says_so(
    own_db: Database, words: str, said: str
) -> None:
    with role(own_db.server, words) as name:
        done = subprocess.run(
            processes.kabinet("doctor"),
            env=own_db.environment | {"DATABASE_URL": own_db.server.url(name, own_db.name)},
            capture_output=True,
            text=True,
            check=False,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith("FAULT roles:")]
    assert [said in line for line in lines] == ([True] if said else []), done.stdout + done.stderr
    assert done.returncode == 1  # no worker runs here either


def test_every_check_says_something(worked: Database) -> None:
    for check in (*MACHINE, *DATABASE, *TABLES):
        assert list(check()), check.__name__


def boxes(value: Any, *known: Any) -> None:
    """Letters come to these boxes."""
    value.MAIL_IN = MailIn(known, None, "mx.kabinet.example")


def test_a_box_whose_server_lets_nobody_in_is_a_fault_that_names_no_password(settings: Any) -> None:
    boxes(settings, Box("help@kontur.example", "vendor", Imap("127.0.0.1", 1, "", "desk", "hidden-word")))
    [found] = machine.boxes()
    assert found.weight == Weight.FAULT
    assert "help@kontur.example: 127.0.0.1 does not let us in" in found.said
    assert "hidden-word" not in found.said


def test_a_box_of_nobody_and_letters_that_nobody_reads_are_faults(
    worked: Database, settings: Any, cast: Cast
) -> None:
    boxes(settings, Box("help@kontur.example", "7700000000"), Box("desk@vendor.example", "vendor"))
    loops.ran(loops.MAIL)
    take_letter(at=AT, box=settings.MAIL_IN.boxes[1], raw=b"Subject: x")
    said = [found.said for found in database.letters_in() if found.weight == Weight.FAULT]
    assert said == [
        "help@kontur.example belongs to 7700000000, which is no desk here",
        "0 letters wait for a person, 1 to be read, some for long: does kabinet mail run?",
    ]

"""`kabinet demo` and `kabinet verify` as processes."""

import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests import processes
from tests.clock import PATIENCE, until
from tests.database import Database

pytestmark = pytest.mark.slow


def ran(database: Database, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        processes.kabinet(*words), env=database.environment, capture_output=True, text=True, check=False
    )


def test_a_second_demo_says_who_can_sign_in(demonstration: Database) -> None:
    said = ran(demonstration, "demo")
    assert (said.returncode, said.stderr) == (0, "")
    assert "saveliev" in said.stdout
    assert "kabinet-demo" in said.stdout


def test_verify_of_a_true_record_ends_with_0(demonstration: Database) -> None:
    said = ran(demonstration, "verify")
    assert (said.returncode, said.stdout) == (0, "")


def test_verify_prints_differences_and_ends_with_1(demonstration: Database) -> None:
    with psycopg.connect(demonstration.owner_url) as owner:
        owner.execute("SELECT set_config('kabinet.side', 'system', false)")
        found = owner.execute(
            "SELECT number, level FROM ticket WHERE level = 3 AND closed_at IS NULL"
        ).fetchone()
        assert found
        number, level = found
        owner.execute("UPDATE ticket SET level = 2 WHERE number = %s", [number])
        owner.commit()
        said = ran(demonstration, "verify", "--ticket", number.lower())
        other = ran(demonstration, "verify", "--ticket", "U-1")
        owner.execute("SELECT set_config('kabinet.side', 'system', false)")
        owner.execute("UPDATE ticket SET level = %s WHERE number = %s", [level, number])
    assert said.returncode == 1
    assert said.stdout == f"{number}: level is 2, the journal tells 3\n"
    assert (other.returncode, other.stderr) == (2, "kabinet: there is no ticket U-1.\n")


def test_verify_knows_letters(demonstration: Database) -> None:
    """One that goes to somebody else is a difference; one that was given up is said, and no difference of the record."""
    say = "UPDATE delivery SET {} WHERE id = (SELECT min(id::text)::uuid FROM delivery)"
    with psycopg.connect(demonstration.owner_url, autocommit=True) as owner:
        owner.execute("SELECT set_config('kabinet.side', 'system', false)")
        kept = owner.execute("SELECT min(id::text), max(person_id) FROM delivery").fetchone()
        assert kept
        before = owner.execute("SELECT person_id FROM delivery WHERE id::text = %s", [kept[0]]).fetchone()
        assert before
        owner.execute(say.format("state = 'given_up', next_try = NULL"))
        stuck = ran(demonstration, "verify")
        owner.execute(say.format("person_id = (SELECT min(id) FROM person WHERE id <> person_id)"))
        astray = ran(demonstration, "verify")
        owner.execute(say.format(f"state = 'waiting', next_try = created_at, person_id = {before[0]}"))
    assert (stuck.returncode, stuck.stdout) == (0, "")
    assert "1 letters are given up" in stuck.stderr
    assert astray.returncode == 1
    assert astray.stdout == f"delivery {kept[0]}: it goes to another person than its notice tells\n"


def test_a_database_that_is_not_empty_stays_as_it_is(own_db: Database, cast: object) -> None:
    said = ran(own_db, "demo")
    assert (said.returncode, said.stdout) == (0, "")
    assert "not empty" in said.stderr


def test_a_load_that_is_interrupted_leaves_nothing(own_db: Database, tmp_path: Path) -> None:
    environment = own_db.environment | {"KABINET_FILES": str(tmp_path)}
    words, pipe = processes.kabinet("demo"), subprocess.PIPE
    with processes.started(words, environment, stdout=pipe, stderr=pipe) as load:
        until(lambda: list(tmp_path.glob("*/*")), lambda: load.poll() is None)
        load.send_signal(signal.SIGTERM)
        said, complaint = load.communicate(timeout=PATIENCE)
    assert (load.returncode, said) == (143, b""), complaint
    assert list(tmp_path.glob("*/*")) == []
    with psycopg.connect(own_db.owner_url) as owner:
        owner.execute("SELECT set_config('kabinet.side', 'system', false)")
        assert owner.execute("SELECT count(*) FROM organisation").fetchone() == (0,)

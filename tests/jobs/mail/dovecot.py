"""A real Dovecot with one mailbox, started on a free port in a folder of its own."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kabinet.network.mailboxes import Imap
from tests import processes
from tests.clock import until

USER, PASSWORD = "desk", "hidden-word"
SETTINGS = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
mail_location = maildir:{home}/mail/%u
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  unix_listener stats-reader {{
    mode = 0600
  }}
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
imap_capability = {capability}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """Its port, and hands to put letters in and to look what lies there."""

    port: int

    @property
    def imap(self) -> Imap:
        return Imap("127.0.0.1", self.port, "", USER, PASSWORD)

    @property
    def url(self) -> str:
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}"

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Signed in."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=30) as client:
            client.login(USER, PASSWORD)
            yield client

    def put(self, *letters: bytes) -> None:
        """Into the inbox."""
        with self.client() as client:
            for raw in letters:
                assert client.append("INBOX", None, None, raw)[0] == "OK"

    def count(self, folder: str = "INBOX") -> int:
        """How many lie there."""
        with self.client() as client:
            state, found = client.select(folder, readonly=True)
            return int(found[0] or 0) if state == "OK" else 0


@contextmanager
def running(capability: str = "") -> Iterator[Dovecot]:
    """Started, and gone at the end of the block; `capability` is what it says it can, its own by default."""
    if shutil.which("dovecot") is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Dovecot: bin/dovecot installs it")
        pytest.skip("there is no Dovecot: bin/dovecot installs it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Its helpers want a user that is not root; as root Debian's own is there.
    user = "dovecot" if os.geteuid() == 0 else getpass.getuser()
    owner = pwd.getpwnam(user)
    # A folder that this user can come to, which pytest's own is not.
    with TemporaryDirectory(prefix="kabinet-dovecot-") as folder:
        yield from _served(Path(folder), port, owner, capability)


def _served(home: Path, port: int, owner: pwd.struct_passwd, capability: str) -> Iterator[Dovecot]:
    for folder in (home, home / "run", home / "state", home / "mail"):
        folder.mkdir(parents=True, exist_ok=True)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    words = {"home": home, "user": owner.pw_name, "group": grp.getgrgid(owner.pw_gid).gr_name, "port": port}
    file = home / "dovecot.conf"
    file.write_text(SETTINGS.format(**words, password=PASSWORD, capability=capability), "utf-8")
    with processes.started(["dovecot", "-F", "-c", str(file)], dict(os.environ)) as server:
        made = Dovecot(port)
        until(lambda: _answers(made), lambda: server.poll() is None)
        yield made


def _answers(made: Dovecot) -> bool:
    with suppress(OSError, imaplib.IMAP4.error), made.client() as client:
        return bool(client.noop()[0] == "OK")
    return False

"""One folder of an IMAP server: what lies there, one letter of it, and putting it away when it is kept elsewhere.

Everything is bounded in time, and nobody asks while a transaction is open.
"""

import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from imaplib import IMAP4
from typing import Final, TypeVar

from django.db import connection
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from kabinet.network.mailboxes import Imap

SECONDS: Final = 30.0
# Where letters are moved that are kept: out of sight of the next look, there for whoever looks into the box.
TAKEN_FOLDER: Final = "Kabinet"
# Letters of one look; the others come with the next.
MOST: Final = 500
# A server may end an IDLE after half an hour; whoever waits wakes up now and then to see whether it is to end.
IDLE_SECONDS: Final = 240
Result = TypeVar("Result")
SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")


class Away(Exception):
    """The server is not there, does not let us in or does not do what it was asked; without any password."""


@dataclass(frozen=True, slots=True)
class Found:
    """A letter: all of it, or its beginning; `whole` is its size."""

    raw: bytes
    whole: int


class Folder:
    """Open while it is in hand. Every method raises Away."""

    def __init__(self, imap: Imap) -> None:
        if connection.in_atomic_block:
            raise RuntimeError("nobody waits for a mail server inside a transaction")
        self._imap = imap
        self._box: BaseMailBox = self._done(self._opened)

    def uids(self) -> list[str]:
        """What lies there, the eldest first."""
        return self._done(lambda: self._box.uids("UNDELETED", charset=None))[:MOST]

    def letter(self, uid: str, largest: int, beginning: int) -> Found | None:
        """It, when it has at most `largest` bytes, else its `beginning`; None when somebody else put it away."""
        asked = self._done(lambda: self._box.client.uid("fetch", uid, "(RFC822.SIZE)"))
        size = SIZE.search(b" ".join(each for each in asked[1] if isinstance(each, bytes)))
        if size is None:
            return None
        whole = int(size[1])
        part = "(BODY.PEEK[])" if whole <= largest else f"(BODY.PEEK[]<0.{beginning}>)"
        answer = self._done(lambda: self._box.client.uid("fetch", uid, part))
        raw = next((each[1] for each in answer[1] if isinstance(each, tuple)), None)
        return Found(raw, max(whole, len(raw))) if raw is not None else None

    def put_away(self, uid: str) -> None:
        """Into TAKEN_FOLDER; one that somebody else put away is no fault."""
        self._done(lambda: self._box.move([uid], TAKEN_FOLDER))

    def wait(self, seconds: float, goes_on: Callable[[], bool]) -> None:
        """Until something comes, or `goes_on` says no, or the time is over; at most IDLE_SECONDS where the server tells of
        news, else `seconds` between two looks."""
        if "IDLE" in self._box.client.capabilities:
            self._done(lambda: self._idle(goes_on))
        else:
            for _second in range(int(seconds)):
                if not goes_on():
                    break
                time.sleep(1)

    def close(self) -> None:
        """Says good-bye; whoever does not hear it is no fault."""
        try:
            self._box.logout()
        except (OSError, ImapToolsError, IMAP4.error):
            self._box.client.shutdown()

    def _idle(self, goes_on: Callable[[], bool]) -> None:
        with self._box.idle as idle:
            for _second in range(IDLE_SECONDS):
                if idle.poll(timeout=1) or not goes_on():
                    break

    def _opened(self) -> BaseMailBox:
        of, box = self._imap, _connected(self._imap)
        # Not ASCII: LOGIN has no words for it.
        enter = box.login if of.password.isascii() and of.user.isascii() else box.login_utf8
        enter(of.user, of.password, None)
        # A server says more of what it can to whoever is in.
        box.client.capabilities = tuple(box.client.capability()[1][-1].decode().upper().split())
        if not box.folder.exists(TAKEN_FOLDER):
            box.folder.create(TAKEN_FOLDER)
        box.folder.set(of.folder)
        return box

    def _done(self, work: Callable[[], Result]) -> Result:
        try:
            return work()
        except (OSError, ImapToolsError, IMAP4.error, ValueError) as failed:
            words = " ".join(f"{type(failed).__name__}: {failed}".split())[:300]
            raise Away(words.replace(self._imap.password, "…")) from None


def _connected(of: Imap) -> BaseMailBox:
    trusted = ssl.create_default_context()
    if of.tls == "tls":
        return MailBox(of.host, of.port, timeout=SECONDS, ssl_context=trusted)
    if of.tls == "starttls":
        return MailBoxStartTls(of.host, of.port, timeout=SECONDS, ssl_context=trusted)
    return MailBoxUnencrypted(of.host, of.port, timeout=SECONDS)

"""One box is fetched: a letter is kept, then put away on its server, so that whoever is killed in between finds it again."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from kabinet.actions.inbox.taking import BEGINNING, LARGEST, NoDesk, take_letter
from kabinet.network.imap import Away, Folder
from kabinet.network.mailboxes import Box, Imap

# Between two looks at a server that tells of no news, and after one that was away: longer each time.
PAUSE, FIRST_REST, LAST_REST = 10.0, 2.0, 300.0
log = logging.getLogger(__name__)


def run(box: Box, stop: Event, now: Callable[[], datetime]) -> None:
    """Until `stop` is set. Server or database being away is news, not an end."""
    rest = FIRST_REST
    try:
        while box.imap is not None and not stop.is_set():
            try:
                _watch(box, box.imap, stop, now)
                rest = FIRST_REST
            except Away as away:
                log.warning("mail: the server of %s: %s", box.address, away)
            except NoDesk as nobody:
                log.error("mail: %s", nobody)
            except (DatabaseError, InterfaceError) as failed:
                log.error("mail: the database does not answer, letters stay where they are: %s", failed)
                close_old_connections()
            stop.wait(rest)
            rest = min(rest * 2, LAST_REST)
    finally:
        connection.close()


def fetch(box: Box, folder: Folder, now: Callable[[], datetime], goes_on: Callable[[], bool]) -> int:
    """What lies there now, one letter after the other; how many."""
    done = 0
    for uid in folder.uids():
        if not goes_on():
            break
        found = folder.letter(uid, LARGEST, BEGINNING)
        if found is not None:
            take_letter(at=now(), box=box, raw=found.raw, whole=found.whole)
            folder.put_away(uid)
            done += 1
    return done


def _watch(box: Box, imap: Imap, stop: Event, now: Callable[[], datetime]) -> None:
    folder = Folder(imap)
    try:
        while not stop.is_set():
            if not fetch(box, folder, now, lambda: not stop.is_set()):
                # A connection that waits for hours is none of the database's.
                connection.close()
                folder.wait(PAUSE, lambda: not stop.is_set())
    finally:
        folder.close()

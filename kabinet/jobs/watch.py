"""The watchdog: looks at the cabinet from outside, keeps what it sees, and declares it an outage once it can (U3.4a, P4.4).

A look is the question after /health at the address that people use. Some looks in a row without an answer are a time in
which the cabinet was away; it is kept in a file, and told to the database when that can be reached. Whoever is killed
between telling and noting it tells it again, which declares nothing twice.
"""

import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from kabinet.actions.outages.by_itself import declare_watched
from kabinet.jobs import clock
from kabinet.jobs.watch_notes import NoteFile, Notes, held
from kabinet.network import client

WELL = 200
SECONDS_TO_ANSWER = 10.0
# A pause of so many looks is one in which nobody looked.
PAUSES = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Watching:
    """How often it is looked, in seconds, and how many looks in a row without an answer mean that the cabinet is away."""

    seconds: int
    failures: int

    @property
    def gap(self) -> timedelta:
        """After how long nobody knows what was in between."""
        return timedelta(seconds=PAUSES * (self.seconds + SECONDS_TO_ANSWER))


def main(path: Path) -> None:
    """Until SIGTERM or SIGINT. Raises watch_notes.Held where another process has this file, Unreadable."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with held(path) as file:
        log.info("the watchdog looks at %s", settings.PUBLIC_URL)
        run(stop, file, Watching(settings.WATCH_SECONDS, settings.WATCH_FAILURES))


def run(
    stop: Event,
    file: NoteFile,
    watching: Watching,
    *,
    looks: Callable[[], bool] | None = None,
    now: Callable[[], datetime] = clock.own,
) -> None:
    """One look after the other until `stop` is set."""
    notes, look = file.read(), looks or answers
    while not stop.is_set():
        notes = one_look(file, notes, watching, look, now)
        stop.wait(watching.seconds)
    connection.close()


def one_look(
    file: NoteFile,
    notes: Notes,
    watching: Watching,
    look: Callable[[], bool],
    now: Callable[[], datetime],
) -> Notes:
    """What is kept after it: on the disk before anybody is told."""
    at = now()
    answered = look()
    seen = notes.looked(answered=answered, at=at, failures=watching.failures, gap=watching.gap)
    if seen != notes:
        file.keep(seen)
    if not answered and seen.failures == watching.failures:
        log.warning("the cabinet has not answered since %s", seen.first)
    return _told(file, seen, now)


def answers() -> bool:
    """Whether the cabinet can be reached from here, as a person would reach it."""
    try:
        said = client.ask(
            "GET", f"{settings.PUBLIC_URL}/health", inside=True, seconds=SECONDS_TO_ANSWER, most=16_384
        )
    except (client.NotAnswered, client.NotAsked) as wrong:
        log.info("the cabinet does not answer: %s", wrong.reason)
        return False
    return said.status == WELL


def _told(file: NoteFile, notes: Notes, now: Callable[[], datetime]) -> Notes:
    """Every time that is over, one transaction each; what the database does not take now stays in the file."""
    for each in notes.untold:
        try:
            made = declare_watched(
                at=max(now(), each.ends_at), spell=each.spell, began_at=each.began_at, ends_at=each.ends_at
            )
        except (DatabaseError, InterfaceError) as failed:
            log.warning("the watchdog cannot tell yet, it tries again: %s", type(failed).__name__)
            close_old_connections()
            return notes
        log.info("from %s until %s: %d outages declared", each.began_at, each.ends_at, made)
        notes = notes.without(each.spell)
        file.keep(notes)
    return notes

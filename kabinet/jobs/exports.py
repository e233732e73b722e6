"""The loop that makes ordered lists and packs of evidence into files, one after another, outside any long transaction.

Some rows are read in a short transaction in which the database knows who asks, and written between two of them; the person
is asked for anew with every step. Nothing but the row knows how far an order is, so any number of workers may run, and any
of them be killed.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import IO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import (
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from django.http import QueryDict
from django.utils.module_loading import import_string
from django.utils.translation import override

from kabinet.actions.exports import keeping, making
from kabinet.actions.exports.making import MOST, PACK, Lost, State, Taken
from kabinet.actions.unit.errors import Refused
from kabinet.jobs import clock, loops
from kabinet.queries.admission import Session, actor_of
from kabinet.queries.sheets.columns import Asking
from kabinet.queries.sheets.making import Step, TooMany, make_sheet
from kabinet.records import doors
from kabinet.records.doors import Closed
from kabinet.records.versions.vendor_names import one_request

PAUSE = 2.0  # seconds between two looks
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; an order under way is left to the next worker."""
    try:
        while not stop.is_set():
            if not loops.look(loops.EXPORTS, lambda: _go_on(now, stop)):
                stop.wait(PAUSE)
    finally:
        connection.close()


class Stopped(Exception):
    """The worker was told to end; the order waits for the next one."""


def make_next(now: Callable[[], datetime], stop: Event | None = None) -> bool:
    """The order that waits longest; False when none does. One over which the program stumbles stops no other."""
    taken = making.take_export(at=now())
    if taken is None:
        return False
    if taken.tries > making.TRIES:
        making.note_ended(at=now(), taken=taken, state=State.FAILED)
        return True
    try:
        _made(now, taken, stop or Event())
    except (OperationalError, InterfaceError, Stopped):
        raise
    except Lost:
        log.info("exports: %s is somebody else's by now", taken.key)
    except (Closed, Refused):
        making.note_ended(at=now(), taken=taken, state=State.DENIED)
    except TooMany:
        making.note_ended(at=now(), taken=taken, state=State.TOO_LONG)
    except Exception:
        log.exception("exports: %s is a fault of the program", taken.key)
        making.note_ended(at=now(), taken=taken, state=State.FAILED)
    return True


def _made(now: Callable[[], datetime], taken: Taken, stop: Event) -> None:
    with keeping.at_work() as folder, override(taken.language), one_request():
        whole = folder / "whole"
        with whole.open("wb") as into:
            rows = _written(taken, _step(now, taken, stop), into, folder)
        making.note_ready(at=now(), taken=taken, rows=rows, made=whole)


def _written(taken: Taken, step: Step, into: IO[bytes], folder: Path) -> int:
    """A list as a sheet, or a pack of evidence; how many rows are in it."""
    if taken.form == PACK:
        rows: int = import_string(settings.EVIDENCE_MAKER)(step, into)
        return rows
    return make_sheet(
        import_string(settings.EXPORT_LISTING)(taken.listing), step, taken.form, into, folder, MOST
    )


def _step(now: Callable[[], datetime], taken: Taken, stop: Event) -> Step:
    """Who asks at this very moment, and their list as of the first one. Closed for whoever may not ask any more."""
    begun, given = now(), QueryDict(taken.given).dict()

    @contextmanager
    def asked() -> Iterator[Asking]:
        if stop.is_set():
            raise Stopped
        at = now()
        making.keep_on(at=at, taken=taken)
        with transaction.atomic():
            actor = actor_of(Session(taken.person, taken.organisation, taken.asked_at), at)
            if actor is None or not actor.confirmed or actor.organisation != taken.organisation:
                raise Closed
            yield Asking(actor, begun, ZoneInfo(doors.person(actor).zone), given)

    return asked


def _go_on(now: Callable[[], datetime], stop: Event) -> bool:
    try:
        return make_next(now, stop)
    except Stopped:
        return False

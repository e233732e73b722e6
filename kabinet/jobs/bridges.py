"""The loop that keeps other desks in step: carries what is to cross, asks what is new there, does what came.

A desk is asked outside any transaction, one question after the other. One that is away is left alone for longer each time
and then asked what is new there, before anything else; no other waits for it. Nothing but the rows knows how far anything
is, so any number of workers may run, and any of them be killed.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.bridges import handling, incoming, outgoing, registering, standing
from kabinet.actions.bridges.incoming import Arrived, Look
from kabinet.actions.bridges.outgoing import Parcel, Taken
from kabinet.jobs import clock, loops
from kabinet.network.desks import Away, Denied, Desk, What
from kabinet.network.desks.known import desk_at
from kabinet.regulation.text import Text

PAUSE = 1.0  # seconds between two looks
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; what is under way is finished first."""
    try:
        while not stop.is_set():
            if not loops.look(loops.BRIDGES, lambda: step(now())):
                stop.wait(PAUSE)
    finally:
        connection.close()


def step(at: datetime) -> bool:
    """One thing of each kind that is due at `at`; False when nothing is."""
    return any([carry_next(at), hear_next(at), do_next(at)])


def carry_next(at: datetime) -> bool:
    """What crosses from here. One over which the program stumbles stops no other."""
    taken = outgoing.take_next(at=at)
    if taken is None:
        return False
    if taken.tries > outgoing.TRIES:
        outgoing.note_refused(at=at, taken=taken, error=outgoing.DIED)
        return True
    try:
        parcel = outgoing.write_parcel(at=at, taken=taken)
        if parcel is not None:
            _carried(at, taken, parcel)
            standing.note_heard(at=at, bridge=taken.bridge)
            outgoing.note_carried(at=at, taken=taken, status=parcel.status)
    except Away as away:
        outgoing.note_away(taken=taken, until=_away(at, taken.bridge, away))
    except Denied as denied:
        log.warning("bridges: %s does not take a fact: %s", taken.bridge, denied.said)
        outgoing.note_refused(at=at, taken=taken, error=denied.said)
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        log.exception("bridges: fact %s is a fault of the program", taken.key)
        outgoing.note_refused(at=at, taken=taken, error=type(fault).__name__)
    return True


def hear_next(at: datetime) -> bool:
    """What is new in a desk whose turn it is; False when it is none's."""
    look = incoming.next_look(at=at)
    if look is None:
        return False
    try:
        _look(at, look)
        standing.note_heard(at=at, bridge=look.bridge)
    except (Away, Denied) as away:
        _away(at, look.bridge, away)
    return True


def do_next(at: datetime) -> bool:
    """What came, done here. What the desk does not tell now waits."""
    arrived = incoming.take_next(at=at)
    if arrived is None:
        return False
    try:
        _done(at, arrived)
    except Away as away:
        incoming.note_away(arrived=arrived, until=_away(at, arrived.bridge, away))
    except Denied as denied:
        why = Text(denied.said, denied.said)
        incoming.note_refused(at=at, arrived=arrived, why=why, last=False)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("bridges: what came, %s, is a fault of the program", arrived.key)
        incoming.note_refused(at=at, arrived=arrived, why=incoming.FAULT, last=False)
    return True


def _carried(at: datetime, taken: Taken, parcel: Parcel) -> None:
    desk = desk_at(parcel.program, parcel.place)
    foreign = parcel.foreign or _linked(at, taken, parcel, desk)
    if parcel.text and not (parcel.again and desk.corresponded(foreign, parcel.mark)):
        desk.correspond(foreign, parcel.text, parcel.mark)
    if parcel.status:
        desk.set_status(foreign, parcel.status)


def _linked(at: datetime, taken: Taken, parcel: Parcel, desk: Desk) -> str:
    """The ticket there: the one whose number was given here, one that an earlier try made, or a new one."""
    key = parcel.find
    if not key and parcel.new is not None:
        key = (desk.created(parcel.new.mark) if parcel.again else None) or desk.create(parcel.new)
    foreign = desk.ticket(key)
    if parcel.find and foreign.queue.casefold() != parcel.place.queue.casefold():
        raise Denied(f"ticket {key} there is of another queue")
    outgoing.note_linked(at=at, taken=taken, foreign=foreign)
    return key


def _look(at: datetime, look: Look) -> None:
    desk = desk_at(look.program, look.place)
    if look.seen:
        incoming.take_down(at=at, look=look, found=desk.changes(look.seen))
    else:
        incoming.begin(at=at, look=look, seen=desk.newest())


def _done(at: datetime, arrived: Arrived) -> None:
    change = arrived.change
    if change.what is What.STATUS:
        handling.note_status(at=at, arrived=arrived)
        return
    desk = desk_at(arrived.program, arrived.place)
    said = desk.read(change)
    if change.what is What.CREATED:
        registering.register(at=at, arrived=arrived, foreign=desk.ticket(change.ticket), said=said)
    else:
        handling.say(at=at, arrived=arrived, said=said)


def _away(at: datetime, bridge: UUID, away: Away | Denied) -> datetime:
    log.warning("bridges: %s is away: %s", bridge, away.said)
    return standing.note_away(at=at, bridge=bridge, error=away.said)

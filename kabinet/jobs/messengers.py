"""The loop that hears what people write to bots of messengers, and answers: a code, or /stop (actions/alerts/linking.py).

One worker at a time listens to a bot, for its service lets nobody else; how far it came stands in the cache, as does how
many answers a chat had. What is lost with it comes or is answered once more, which changes nothing: a message heard twice
says the same again. The service is asked, and answered, outside any transaction.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from threading import Event
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connection

from kabinet.actions.alerts import linking
from kabinet.jobs import clock, loops
from kabinet.jobs.rests import Rests
from kabinet.network.channel import Away, Gone, Heard, Messenger, Refused
from kabinet.records.sealing import keyed_digest

PAUSE: Final = 1.0  # seconds between two looks
LEASE: Final = 30  # seconds for which nobody else listens; longer than to hear, or to answer one
ANSWERS: Final = 10  # to one chat
WINDOW: Final = 3600  # in so many seconds
log = logging.getLogger(__name__)


def run(stop: Event, *, now: Callable[[], datetime] = clock.now) -> None:
    """Until `stop` is set; the answer under way is finished first. Nothing to do where no messenger is named."""
    rests = Rests()
    try:
        while not stop.wait(PAUSE):
            for channel, messenger in settings.MESSENGERS.items():
                loops.look(loops.MESSENGERS, partial(_listen, channel, messenger, now, rests))
    finally:
        connection.close()


def listen(channel: str, messenger: Messenger, at: datetime, rests: Rests) -> bool:
    """Hears and answers what has come; False when nothing did, or somebody else listens, or the service rests."""
    if rests.until(channel, at) is not None or not cache.add(f"bot:{channel}", 1, LEASE):
        return False
    try:
        before = cache.get(f"bot-after:{channel}", 0)
        said, after = messenger.hear(before)
        for each in said:
            _attend(channel, messenger, each, at)
        if after != before:
            cache.set(f"bot-after:{channel}", after, timeout=None)
        rests.note_there(channel)
        return bool(said)
    except (Gone, Refused, Away) as failed:
        _note_silence(channel, failed, at, rests)
        return False
    finally:
        cache.delete(f"bot:{channel}")


def _attend(channel: str, messenger: Messenger, heard: Heard, at: datetime) -> None:
    """Whoever writes too much is heard no more for an hour: no code is guessed, and nobody else waits."""
    if not _has_turn(channel, heard.chat):
        return
    cache.touch(f"bot:{channel}", LEASE)
    try:
        answer = linking.hear(at=at, channel=channel, messenger=messenger, heard=heard)
        log.info("messengers: %s heard: %s", channel, answer.value)
        messenger.answer(heard.chat, answer.say(heard.language))
    except (Gone, Refused, Away) as failed:
        log.warning("messengers: %s takes no answer: %s", channel, failed)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("messengers: what came from %s is a fault of the program", channel)


def _has_turn(channel: str, chat: str) -> bool:
    """Whether it wrote little enough; a place of ANSWERS each, that is free again after the window."""
    mark = keyed_digest(f"{channel} {chat}", "turns of a chat", 0)
    places: Sequence[str] = [f"bot-turn:{mark}:{place}" for place in range(ANSWERS)]
    return any(cache.add(place, 1, WINDOW) for place in places)


def _note_silence(channel: str, failed: Exception, at: datetime, rests: Rests) -> None:
    log.warning("messengers: %s is not heard: %s", channel, str(failed) or type(failed).__name__)
    rests.note_away(channel, at, failed.seconds if isinstance(failed, Away) else 0)


def _listen(channel: str, messenger: Messenger, now: Callable[[], datetime], rests: Rests) -> bool:
    return listen(channel, messenger, now(), rests)

"""What a clock is called, by who reads it and on which leg."""

from enum import StrEnum
from typing import NamedTuple

from kabinet.regulation.clock import ClockName


class Reader(StrEnum):
    """The side a reader belongs to; also the side that holds a turn or owes an answer."""

    CLIENT = "client"
    PARTNER = "partner"
    VENDOR = "vendor"


class Words(NamedTuple):
    """`running` stands before the deadline («первый ответ ·» or the verb «партнёр обновит»), `over` after a breach."""

    owner: Reader
    what: str
    short: str
    running: str
    over: str
    stopped: str
    verb: bool


SERVED_BY = {False: Reader.PARTNER, True: Reader.VENDOR}
ASKED_BY = {False: Reader.CLIENT, True: Reader.PARTNER}
NOUNS = {
    ClockName.REACTION: "первый ответ",
    ClockName.UPDATE: "обновление",
    ClockName.ANSWER: "ответ",
    ClockName.AGREEMENT: "согласование плана",
}
OF = {Reader.CLIENT: "клиента", Reader.PARTNER: "партнёра", Reader.VENDOR: "1С"}
NAMES = {Reader.CLIENT: "клиент", Reader.PARTNER: "партнёр", Reader.VENDOR: "1С"}
# Beside a deadline in a row there is no room for «согласование плана партнёра».
WAITED_FOR = {ClockName.ANSWER: "ответ", ClockName.AGREEMENT: "план у"}
OWED_BY_APPLICANT = (ClockName.ANSWER, ClockName.AGREEMENT)
PROMISES = {ClockName.REACTION: "ответит", ClockName.UPDATE: "обновит"}
REQUESTS = {ClockName.ANSWER: "ответьте", ClockName.AGREEMENT: "согласуйте план"}
SHORT = {ClockName.REACTION: "ответ", ClockName.UPDATE: "обновление"}
STOPPED = "решение предложено"


def words(name: ClockName, reader: Reader, vendor_leg: bool) -> Words:
    """Nouns for the side that serves; verbs for the side that waits or is asked."""
    if name in OWED_BY_APPLICANT:
        return owed_words(name, reader, ASKED_BY[vendor_leg])
    server = SERVED_BY[vendor_leg]
    noun, short = NOUNS[name], SHORT[name]
    if reader is server:
        return Words(server, noun, short, f"{noun} ·", f"{noun} ·", STOPPED, verb=False)
    return Words(
        server, noun, short, f"{NAMES[server]} {PROMISES[name]}", f"{noun} обещали", STOPPED, verb=True
    )


def owed_words(name: ClockName, reader: Reader, owner: Reader) -> Words:
    if reader is owner:
        return Words(owner, NOUNS[name], NOUNS[name], REQUESTS[name], "ждали", STOPPED, verb=True)
    noun = f"{WAITED_FOR[name]} {OF[owner]}"
    return Words(owner, f"{NOUNS[name]} {OF[owner]}", noun, f"{noun} ·", f"{noun} ·", STOPPED, verb=False)

"""What a clock is called, by who reads it and on which leg."""

from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kabinet.regulation.clocks import ClockName


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
    ClockName.REACTION: gettext_noop("первый ответ"),
    ClockName.UPDATE: gettext_noop("обновление"),
    ClockName.ANSWER: gettext_noop("ответ"),
    ClockName.AGREEMENT: gettext_noop("согласование плана"),
}
NAMES = {
    Reader.CLIENT: gettext_noop("клиент"),
    Reader.PARTNER: gettext_noop("партнёр"),
    Reader.VENDOR: gettext_noop("1С"),
}
OWED = {
    (ClockName.ANSWER, Reader.CLIENT): gettext_noop("ответ клиента"),
    (ClockName.ANSWER, Reader.PARTNER): gettext_noop("ответ партнёра"),
    (ClockName.AGREEMENT, Reader.CLIENT): gettext_noop("согласование плана клиента"),
    (ClockName.AGREEMENT, Reader.PARTNER): gettext_noop("согласование плана партнёра"),
}
# Beside a deadline in a row there is no room for «согласование плана партнёра».
WAITED_FOR = {
    (ClockName.ANSWER, Reader.CLIENT): gettext_noop("ответ клиента"),
    (ClockName.ANSWER, Reader.PARTNER): gettext_noop("ответ партнёра"),
    (ClockName.AGREEMENT, Reader.CLIENT): gettext_noop("план у клиента"),
    (ClockName.AGREEMENT, Reader.PARTNER): gettext_noop("план у партнёра"),
}
OWED_BY_APPLICANT = (ClockName.ANSWER, ClockName.AGREEMENT)
PROMISES = {
    (ClockName.REACTION, Reader.PARTNER): gettext_noop("партнёр ответит"),
    (ClockName.REACTION, Reader.VENDOR): gettext_noop("1С ответит"),
    (ClockName.UPDATE, Reader.PARTNER): gettext_noop("партнёр обновит"),
    (ClockName.UPDATE, Reader.VENDOR): gettext_noop("1С обновит"),
}
PROMISED = {
    ClockName.REACTION: gettext_noop("первый ответ обещали"),
    ClockName.UPDATE: gettext_noop("обновление обещали"),
}
REQUESTS = {ClockName.ANSWER: gettext_noop("ответьте"), ClockName.AGREEMENT: gettext_noop("согласуйте план")}
SHORT = {ClockName.REACTION: gettext_noop("ответ"), ClockName.UPDATE: gettext_noop("обновление")}


def words(name: ClockName, reader: Reader, vendor_leg: bool) -> Words:
    """Nouns for the side that serves; verbs for the side that waits or is asked."""
    if name in OWED_BY_APPLICANT:
        return owed_words(name, reader, ASKED_BY[vendor_leg])
    server, stopped = SERVED_BY[vendor_leg], _("решение предложено")
    noun, short = _(NOUNS[name]), _(SHORT[name])
    if reader is server:
        return Words(server, noun, short, f"{noun} ·", f"{noun} ·", stopped, verb=False)
    promise, promised = _(PROMISES[name, server]), _(PROMISED[name])
    return Words(server, noun, short, promise, promised, stopped, verb=True)


def owed_words(name: ClockName, reader: Reader, owner: Reader) -> Words:
    stopped = _("решение предложено")
    if reader is owner:
        noun = _(NOUNS[name])
        return Words(owner, noun, noun, _(REQUESTS[name]), _("ждали"), stopped, verb=True)
    short = _(WAITED_FOR[name, owner])
    return Words(owner, _(OWED[name, owner]), short, f"{short} ·", f"{short} ·", stopped, verb=False)

"""What a clock is called, by who reads it and on which leg."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_noop

from kabinet.pages.ui.vendor_words import Spoken, spoken
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import ClockName


class Words(NamedTuple):
    """`running` stands before the deadline («первый ответ ·» or the verb «партнёр обновит»), `over` after a breach."""

    owner: OrgKind
    what: str
    short: str
    running: str
    over: str
    stopped: str
    verb: bool


SERVED_BY = {False: OrgKind.PARTNER, True: OrgKind.VENDOR}
ASKED_BY = {False: OrgKind.CLIENT, True: OrgKind.PARTNER}
NOUNS = {
    ClockName.REACTION: gettext_noop("первый ответ"),
    ClockName.UPDATE: gettext_noop("обновление"),
    ClockName.ANSWER: gettext_noop("ответ"),
    ClockName.AGREEMENT: gettext_noop("согласование плана"),
}
NAMES = {
    OrgKind.CLIENT: gettext_noop("клиент"),
    OrgKind.PARTNER: gettext_noop("партнёр"),
    OrgKind.VENDOR: gettext_noop("%(Vendor_name)s"),
}
OWED = {
    (ClockName.ANSWER, OrgKind.CLIENT): gettext_noop("ответ клиента"),
    (ClockName.ANSWER, OrgKind.PARTNER): gettext_noop("ответ партнёра"),
    (ClockName.AGREEMENT, OrgKind.CLIENT): gettext_noop("согласование плана клиента"),
    (ClockName.AGREEMENT, OrgKind.PARTNER): gettext_noop("согласование плана партнёра"),
}
# Beside a deadline in a row there is no room for «согласование плана партнёра».
WAITED_FOR = {
    (ClockName.ANSWER, OrgKind.CLIENT): gettext_noop("ответ клиента"),
    (ClockName.ANSWER, OrgKind.PARTNER): gettext_noop("ответ партнёра"),
    (ClockName.AGREEMENT, OrgKind.CLIENT): gettext_noop("план у клиента"),
    (ClockName.AGREEMENT, OrgKind.PARTNER): gettext_noop("план у партнёра"),
}
OWED_BY_APPLICANT = (ClockName.ANSWER, ClockName.AGREEMENT)
PROMISES = {
    (ClockName.REACTION, OrgKind.PARTNER): gettext_noop("партнёр ответит"),
    (ClockName.REACTION, OrgKind.VENDOR): gettext_noop("%(Vendor_name)s ответит"),
    (ClockName.UPDATE, OrgKind.PARTNER): gettext_noop("партнёр обновит"),
    (ClockName.UPDATE, OrgKind.VENDOR): gettext_noop("%(Vendor_name)s обновит"),
}
PROMISED = {
    ClockName.REACTION: gettext_noop("первый ответ обещали"),
    ClockName.UPDATE: gettext_noop("обновление обещали"),
}
REQUESTS = {ClockName.ANSWER: gettext_noop("ответьте"), ClockName.AGREEMENT: gettext_noop("согласуйте план")}
KEPT = 1024  # words that are kept ready
SHORT = {ClockName.REACTION: gettext_noop("ответ"), ClockName.UPDATE: gettext_noop("обновление")}


def words(name: ClockName, reader: OrgKind, vendor_leg: bool) -> Words:
    """Nouns for the side that serves; verbs for the side that waits or is asked."""
    return words_in(spoken(), name, reader, vendor_leg)


@lru_cache(maxsize=KEPT)
def words_in(said: Spoken, name: ClockName, reader: OrgKind, vendor_leg: bool) -> Words:
    """Kept for each language the process speaks, and each name that a vendor goes by."""
    if name in OWED_BY_APPLICANT:
        return owed_words(name, reader, ASKED_BY[vendor_leg])
    server, stopped = SERVED_BY[vendor_leg], _("решение предложено")
    noun, short = _(NOUNS[name]), _(SHORT[name])
    if reader is server:
        return Words(server, noun, short, f"{noun} ·", f"{noun} ·", stopped, verb=False)
    promise, promised = _(PROMISES[name, server]), _(PROMISED[name])
    return Words(server, noun, short, promise, promised, stopped, verb=True)


def owed_words(name: ClockName, reader: OrgKind, owner: OrgKind) -> Words:
    stopped = _("решение предложено")
    if reader is owner:
        noun = _(NOUNS[name])
        return Words(owner, noun, noun, _(REQUESTS[name]), _("ждали"), stopped, verb=True)
    short = _(WAITED_FOR[name, owner])
    return Words(owner, _(OWED[name, owner]), short, f"{short} ·", f"{short} ·", stopped, verb=False)

"""Why a deadline is when it is: one sentence with its clause, and the law's own steps behind it."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import deadlines
from kabinet.pages.ui.citations import Cited, cited, spoken
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.clocks import Clock, ClockName, Ground, clause_of, ground, term_of
from kabinet.regulation.facts import Answer, Kind
from kabinet.regulation.terms import Term, Unit
from kabinet.regulation.working_time.explanation import amount, why

CAUSES = (
    (Kind.REOPENED, lazily("от повторного открытия,")),
    (Kind.OBJECTION_UPHELD, lazily("от отмены отказа,")),
    (Kind.DECLINED, lazily("от отклонения решения,")),
    (Kind.ANSWERED, lazily("от последнего ответа,")),
    (Kind.RELAYED, lazily("от последнего ответа,")),
    (Kind.CALLED, lazily("от последнего разговора,")),
    (Kind.LEVEL_CHANGED, lazily("от изменения уровня,")),
    (Kind.LOWERED, lazily("от понижения уровня,")),
)


class Reason(NamedTuple):
    """`steps` are the law's own words, from the start to the deadline."""

    words: str
    clause: str
    clause_url: str
    steps: tuple[str, ...]


def reason(opened: TicketView, clock: Clock) -> Reason | None:
    """Of a run that has a deadline."""
    term = term_of(clock.name, clock.level, opened.terms)
    if clock.due is None or term is None:
        return None
    rests = ground(clock, opened.terms, opened.calendar, opened.clocks.pauses)
    started = term_of(clock.name, rests.level, opened.terms) or term
    steps = tuple(spoken(step) for step in why(rests.start, rests.due, started, opened.calendar))
    place = _clause(opened, clock)
    return Reason(_words(opened, clock, rests, started), place.words, place.url, steps)


def short(opened: TicketView, clock: Clock) -> str:
    """«4 рабочих часа от регистрации, 10:05»; empty for a run without a deadline."""
    if clock.due is None or term_of(clock.name, clock.level, opened.terms) is None:
        return ""
    rests = ground(clock, opened.terms, opened.calendar, opened.clocks.pauses)
    term = term_of(clock.name, rests.level, opened.terms)
    return f"{spoken(amount(term))} {_start(opened, clock, rests)}" if term else ""


def _clause(opened: TicketView, clock: Clock) -> Cited:
    return cited(clause_of(clock.name, clock.level, opened.terms))


def _words(opened: TicketView, clock: Clock, rests: Ground, term: Term) -> str:
    due = deadlines.instant(instant(rests.due), instant(opened.now), deadlines.of_ticket(opened))
    promise = _promise(clock.name, spoken(amount(term)))
    counted = _("ночи и выходные считаются") if term.unit is Unit.HOURS else _("ночи и выходные не считаются")
    said = _("Почему %(due)s: уровень %(level)s — %(promise)s, %(counted)s. Отсчёт %(start)s.") % {
        "due": due,
        "level": rests.level,
        "promise": promise,
        "counted": counted,
        "start": _start(opened, clock, rests),
    }
    return f"{said} {_('Просто сообщение его не сбрасывает.')}" if _selective(opened, clock) else said


def _promise(name: ClockName, much: str) -> str:
    return {
        ClockName.REACTION: _("первый ответ за %(much)s"),
        ClockName.UPDATE: _("обновление не реже чем через %(much)s"),
        ClockName.ANSWER: _("ответ за %(much)s"),
        ClockName.AGREEMENT: _("ответ на план за %(much)s"),
    }[name] % {"much": much}


def _start(opened: TicketView, clock: Clock, rests: Ground) -> str:
    when = deadlines.instant(instant(rests.start), instant(opened.now), deadlines.of_ticket(opened))
    return f"{_cause(opened, clock, rests)} {when}".replace("  ", " ")


def _cause(opened: TicketView, clock: Clock, rests: Ground) -> str:
    """What happened at the instant from which is counted."""
    if rests.start != clock.started:
        return _("от изменения уровня,")
    kinds = {fact.kind for fact in opened.facts if fact.at == rests.start}
    if Kind.REGISTERED in kinds:
        return _("от регистрации,")
    if clock.name is ClockName.UPDATE and rests.start == opened.clocks.contacted:
        return _("от первого ответа,")
    for kind, words in CAUSES:
        if kind in kinds:
            return str(words)
    return _("с")


def _selective(opened: TicketView, clock: Clock) -> bool:
    """Whether a plain answer leaves this clock running (P4.8.1b)."""
    restarts = opened.terms.level(clock.level).update_restarts
    return clock.name is ClockName.UPDATE and Answer.ANSWER not in restarts

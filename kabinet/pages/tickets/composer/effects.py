"""What an answer would do to the clocks if it were sent now: the law's own step, told before anything is sent (P4.8.1b)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kabinet.pages.tickets.ticket_view import Opened
from kabinet.pages.ui import moments
from kabinet.pages.ui.readings import instant
from kabinet.regulation.clocks import Clock, ClockName, Clocks, fold
from kabinet.regulation.facts import Answer, Fact, Kind, Side
from kabinet.regulation.pack import Turn
from kabinet.regulation.text import Unlawful
from kabinet.regulation.ticket import lifecycle


def possible(opened: Opened, answer: Answer, final: bool) -> bool:
    """Whether the life of the ticket knows such an answer now."""
    return _status(opened, _answer(opened, answer, final)) is not None


def effect(opened: Opened, answer: Answer, final: bool = False) -> str:
    """In one sentence: which clocks it meets, what is due afterwards, and what it leaves running."""
    return told(opened, _answer(opened, answer, final))


def told(opened: Opened, fact: Fact) -> str:
    """The same of any fact; nothing of one that the ticket's status does not know: a form is drawn before its act is judged,
    and the ticket may have ended since the reader opened it."""
    if _status(opened, fact) is None:
        return ""
    before = fold.settle(opened.clocks, fact.at, opened.terms, opened.calendar).clocks
    after = fold.step(before, fact, opened.terms, opened.calendar).clocks
    said = [
        words
        for words in (*_said(opened, before, after), _agreement(opened, fact), _turn(opened, fact))
        if words
    ]
    return f"{'; '.join(said)}."[:1].upper() + f"{'; '.join(said)}."[1:] if said else ""


def _answer(opened: Opened, answer: Answer, final: bool) -> Fact:
    return Fact(Kind.ANSWERED, opened.now, Side.SUPPORT, answer=answer, final=final)


def _status(opened: Opened, fact: Fact) -> str | None:
    """The ticket's status after the fact, None when it cannot happen now."""
    try:
        return lifecycle.after(
            opened.ticket.status, fact.kind, fact.answer, opened.leg, final=fact.final, asks=fact.asks
        )
    except Unlawful:
        return None


def _said(opened: Opened, before: Clocks, after: Clocks) -> Iterator[str]:
    if _ended(before, after, ClockName.REACTION):
        yield _("засчитается как первый ответ")
    if reaction := _begun(before, after, ClockName.REACTION):
        yield _("первый ответ %(due)s") % {"due": _by(opened, reaction)}
    yield _update(opened, before, after)
    if answer := _begun(before, after, ClockName.ANSWER):
        who = _("партнёр") if opened.vendor_leg else _("клиент")
        yield _("%(who)s отвечает %(due)s, иначе уровень снизится") % {"who": who, "due": _by(opened, answer)}
    if plan := _begun(before, after, ClockName.AGREEMENT):
        yield _("ответ партнёра на план %(due)s") % {"due": _by(opened, plan)}


def _agreement(opened: Opened, fact: Fact) -> str:
    """A plan awaits agreement on every level, also where no clock says until when (P4.8.2a)."""
    waits = fact.answer is Answer.PLAN and opened.leg.plan_clause is not None
    termless = opened.terms.level(opened.ticket.level).agreement is None
    return _("план будет ждать согласия партнёра") if waits and termless else ""


def _turn(opened: Opened, fact: Fact) -> str:
    """Whose move it is afterwards, if that changes."""
    status = _status(opened, fact)
    holder = lifecycle.turn(status, opened.leg) if status else opened.ticket.turn
    if holder == opened.ticket.turn:
        return ""
    return {
        Turn.CLIENT: _("ход перейдёт к клиенту"),
        Turn.PARTNER: _("ход перейдёт к партнёру"),
        Turn.VENDOR: _("ход перейдёт к 1С"),
    }.get(holder, "")


def _update(opened: Opened, before: Clocks, after: Clocks) -> str:
    was, now = before.running(ClockName.UPDATE), after.running(ClockName.UPDATE)
    if now is None:
        return _("часы обновления остановятся, пока решение ждёт проверки") if after.offered else ""
    if was is not None and was.run == now.run:
        return _("часы обновления не сбросит, срок прежний: %(due)s") % {"due": _by(opened, now)}
    return _("новый срок обновления: %(due)s") % {"due": _by(opened, now)}


def _ended(before: Clocks, after: Clocks, name: ClockName) -> bool:
    return before.running(name) is not None and after.running(name) is None


def _begun(before: Clocks, after: Clocks, name: ClockName) -> Clock | None:
    was, now = before.running(name), after.running(name)
    return now if now is not None and (was is None or was.run != now.run) else None


def _by(opened: Opened, clock: Clock) -> str:
    if clock.due is None:
        return _("часы стоят")
    return moments.by(instant(clock.due), opened.at, opened.zone)

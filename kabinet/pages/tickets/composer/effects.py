"""What an answer would do to the clocks if it were sent now, in words, told before anything is sent (P4.8.1b)."""

from collections.abc import Iterator

from kabinet.pages.ui import deadlines
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import instant
from kabinet.queries.effects import Effect, answer_now, effect_of, is_possible
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.clocks import Clock, ClockName
from kabinet.regulation.facts import Answer, Fact
from kabinet.regulation.pack import Turn


def possible(opened: TicketView, answer: Answer, final: bool) -> bool:
    """Whether the life of the ticket knows such an answer now."""
    return is_possible(opened, answer_now(opened, answer, final=final))


def effect(opened: TicketView, answer: Answer, final: bool = False) -> str:
    """In one sentence: which clocks it meets, what is due afterwards, and what it leaves running."""
    return effect_of_fact(opened, answer_now(opened, answer, final=final))


def effect_of_fact(opened: TicketView, fact: Fact) -> str:
    """The same of any fact; nothing of one that the ticket's status does not know: a form is drawn before its act is judged,
    and the ticket may have ended since the reader opened it."""
    found = effect_of(opened, fact)
    said = "; ".join(words for words in _said(opened, found) if words) if found else ""
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _said(opened: TicketView, found: Effect) -> Iterator[str]:
    if found.ends(ClockName.REACTION):
        yield _("засчитается как первый ответ")
    if reaction := found.begins(ClockName.REACTION):
        yield _("первый ответ %(due)s") % {"due": _by(opened, reaction)}
    yield _update(opened, found)
    if answer := found.begins(ClockName.ANSWER):
        who = _("партнёр") if opened.vendor_leg else _("клиент")
        yield _("%(who)s отвечает %(due)s, иначе уровень снизится") % {"who": who, "due": _by(opened, answer)}
    if plan := found.begins(ClockName.AGREEMENT):
        yield _("ответ партнёра на план %(due)s") % {"due": _by(opened, plan)}
    if found.plan_waits:
        yield _("план будет ждать согласия партнёра")
    yield _turn(found)


def _turn(found: Effect) -> str:
    """Whose move it is afterwards, if that changes."""
    return (
        {
            Turn.CLIENT: _("ход перейдёт к клиенту"),
            Turn.PARTNER: _("ход перейдёт к партнёру"),
            Turn.VENDOR: _("ход перейдёт к %(vendor_name_dat)s"),
        }.get(found.turn, "")
        if found.turn
        else ""
    )


def _update(opened: TicketView, found: Effect) -> str:
    was, now = found.before.running(ClockName.UPDATE), found.after.running(ClockName.UPDATE)
    if now is None:
        return _("часы обновления остановятся, пока решение ждёт проверки") if found.after.offered else ""
    if was is not None and was.run == now.run:
        return _("часы обновления не сбросит, срок прежний: %(due)s") % {"due": _by(opened, now)}
    return _("новый срок обновления: %(due)s") % {"due": _by(opened, now)}


def _by(opened: TicketView, clock: Clock) -> str:
    if clock.due is None:
        return _("часы стоят")
    return deadlines.by(instant(clock.due), opened.at, deadlines.of_ticket(opened))

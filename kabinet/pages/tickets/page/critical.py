"""The box of a critical ticket: whom to call by day and night, and the hour in which the applicant answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kabinet.pages.tickets.page import clocks
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import Cited, called, cited, spoken
from kabinet.pages.ui.clockview import ClockView
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import ClockName
from kabinet.regulation.working_time.explanation import amount


class Phone(NamedTuple):
    """Who answers: `about` is their side; `when` says who promised it and when, empty for a desk's own number; `duty` what
    this side owes by it."""

    phone: str
    name: str
    about: str
    when: str = ""
    duty: str = ""


class Critical(NamedTuple):
    """`answer` is the countdown while a question is open."""

    phones: tuple[Phone, ...]
    answer: ClockView | None
    answer_words: str
    clause: Cited


def critical(opened: TicketView) -> Critical | None:
    """While the ticket is open on a level that needs the critical terms."""
    if not opened.open or not opened.leg.level(opened.ticket.level).needs_critical_terms:
        return None
    asked = clocks.last_run(opened, ClockName.ANSWER)
    running = asked if asked is not None and asked.ended is None else None
    return Critical(
        phones=_phones(opened),
        answer=clocks.view(opened, running) if running else None,
        answer_words=_missed(opened),
        clause=cited(opened.terms.answer_missed_clause),
    )


def _phones(opened: TicketView) -> tuple[Phone, ...]:
    """The other side's first: that is whom the reader calls."""
    both = (_applicant(opened), _partner(opened))
    return tuple(phone for phone in (reversed(both) if opened.reader is OrgKind.CLIENT else both) if phone)


def _missed(opened: TicketView) -> str:
    """What follows if nobody answers within the hour, said to the side that owes and to the others."""
    asked = OrgKind.PARTNER if opened.vendor_leg else OrgKind.CLIENT
    said = {"level": opened.terms.answer_missed_level}
    if opened.reader is asked:
        return _("Не ответите — уровень станет %(level)s автоматически,") % said
    return _("Не ответит — уровень станет %(level)s автоматически,") % said


def _applicant(opened: TicketView) -> Phone | None:
    """The client's number of the confirmation; on the vendor leg it was carried over."""
    promise = opened.ticket.sheet.critical
    return _promised(opened, promise.get("client", promise), _("клиент"), asked=not opened.vendor_leg)


def _partner(opened: TicketView) -> Phone | None:
    """On the vendor leg the number that the partner confirmed, else the partner's desk."""
    promise = opened.ticket.sheet.critical.get("partner", {}) if opened.vendor_leg else {}
    ours = _("мы") if opened.reader is OrgKind.PARTNER else opened.ticket.partner_name
    if found := _promised(opened, promise, ours, asked=True):
        return found
    phone = opened.ticket.partner.phone
    if not phone:
        return None
    name = called(opened.ticket.assignee_name) or _("дежурный инженер")
    return Phone(phone, name, ours, duty="" if opened.vendor_leg else _served(opened))


def _served(opened: TicketView) -> str:
    """What the regulation asks of the desk itself: it promised nobody an hour (U3.6a)."""
    terms = opened.terms.level(opened.ticket.level)
    said = {"reaction": spoken(amount(terms.reaction))}
    if terms.update is None:
        return _("срок первого ответа — %(reaction)s, днём и ночью") % said
    said["update"] = spoken(amount(terms.update))
    return _("срок первого ответа — %(reaction)s, новостей — каждые %(update)s, днём и ночью") % said


def _owed(opened: TicketView, *, asked: bool) -> str:
    """What was promised with the number; `asked`: this side is the one that answers questions here (U4c, P5d)."""
    term = opened.terms.level(opened.ticket.level).answer
    if term is None or not asked:
        return _("на связи в любое время")
    return _("на связи в любое время, на вопросы отвечает в срок: %(term)s") % {"term": spoken(amount(term))}


def _promised(opened: TicketView, promise: Mapping[str, Any], about: str, *, asked: bool) -> Phone | None:
    """Who confirmed the terms, when, and the telephone that answers (U4c, P5d); of what was said by telephone, who wrote it
    down."""
    if not promise.get("phone"):
        return None
    at = datetime.fromisoformat(promise["at"]) if promise.get("at") else None
    said = {
        "when": moments.full(at, opened.zone) if at else "",
        "who": called(promise.get("written_name", "")),
    }
    if said["who"]:
        when = _("со слов, записано: %(who)s, %(when)s") % said
    else:
        when = _("подтверждено %(when)s") % said if at else ""
    name = called(promise.get("name", ""))
    return Phone(promise["phone"], name, about, when, _owed(opened, asked=asked))

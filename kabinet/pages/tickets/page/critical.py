"""The box of a critical ticket: whom to call by day and night, and the hour in which the applicant answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kabinet.pages.tickets.page import clocks
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import Cited, called, cited
from kabinet.pages.ui.clockview import ClockView
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import OrgKind
from kabinet.regulation.clocks import ClockName


class Phone(NamedTuple):
    """Who answers: `about` is their side; `when` says who promised it and when, empty for a desk's own number."""

    phone: str
    name: str
    about: str
    when: str = ""


class Critical(NamedTuple):
    """`answer` is the countdown while a question is open."""

    phones: tuple[Phone, ...]
    words: str
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
        words=_("По этим телефонам отвечают в любое время, на вопросы — в течение часа"),
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
    return _promised(opened, promise.get("client", promise), _("клиент"))


def _partner(opened: TicketView) -> Phone | None:
    """On the vendor leg the number that the partner confirmed, else the partner's desk."""
    promise = opened.ticket.sheet.critical.get("partner", {}) if opened.vendor_leg else {}
    ours = _("мы") if opened.reader is OrgKind.PARTNER else opened.ticket.partner_name
    if found := _promised(opened, promise, ours):
        return found
    phone = opened.ticket.partner.phone
    return Phone(phone, called(opened.ticket.assignee_name) or _("дежурный инженер"), ours) if phone else None


def _promised(opened: TicketView, promise: Mapping[str, Any], about: str) -> Phone | None:
    """Who confirmed the terms, when, and the telephone that answers (U4c, P5d)."""
    if not promise.get("phone"):
        return None
    at = datetime.fromisoformat(promise["at"]) if promise.get("at") else None
    when = _("подтверждено %(when)s") % {"when": moments.full(at, opened.zone)} if at else ""
    return Phone(promise["phone"], called(promise.get("name", "")), about, when)

"""What the marks of a canned answer stand for in one ticket, as its writer would say it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kabinet.actions.desk.marks import filled
from kabinet.actions.unit.instants import moment
from kabinet.pages.tickets.page import head
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors
from kabinet.regulation.clocks import SUPPORT_CLOCKS

CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class Ready(NamedTuple):
    """An answer filled in for a ticket; `url` is the form with it in."""

    title: str
    text: str
    url: str


def ready(opened: TicketView) -> list[Ready]:
    """The desk's answers for this leg."""
    form = reverse("ticket_say", args=[opened.number])
    found = doors.canned_answers(opened.actor, opened.leg.code)
    return [Ready(each.title, filled_in(opened, each.text), f"{form}?canned={each.pk}") for each in found]


def one(opened: TicketView, key: str) -> str:
    """The text of the answer with this key, filled in; empty when there is none for this reader."""
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        return ""
    found = doors.canned_answers(opened.actor, opened.leg.code).filter(pk=int(key)).first()
    return filled_in(opened, found.text) if found else ""


def filled_in(opened: TicketView, text: str) -> str:
    """Filled in, in the answer's own language: the other side reads it, whatever the writer's pages speak (U3.3)."""
    with translation.override("ru" if CYRILLIC.search(text) else "en"):
        return filled(text, of_ticket(opened))


def of_ticket(opened: TicketView) -> Mapping[str, str]:
    """Plain text, in the reader's zone."""
    ticket = opened.ticket
    level = next((spoken(each.name) for each in opened.leg.levels if each.number == ticket.level), "")
    return {
        "number": opened.number,
        "subject": ticket.subject,
        "client": ticket.client_name,
        "partner": ticket.partner_name,
        "contact": _addressed(ticket.contact_name or ticket.author_name),
        "system": ticket.system_name or _("система не указана"),
        "level": f"{ticket.level} ({level})" if level else str(ticket.level),
        "status": head.status(opened).name,
        "deadline": _deadline(opened),
        "assignee": called(ticket.assignee_name) or _("исполнитель ещё не назначен"),
        "me": called(opened.actor.name),
        "today": moments.short_day(opened.at.astimezone(opened.zone).date()),
    }


def _addressed(name: str) -> str:
    """«Савельев Игорь Петрович» is addressed as «Игорь Петрович»."""
    words = name.split()
    return " ".join(words[1:]) if len(words) == 3 else name


def _deadline(opened: TicketView) -> str:
    due = [
        clock.due for clock in opened.clocks.live if clock.name in SUPPORT_CLOCKS and clock.due is not None
    ]
    return moments.full(moment(min(due)), opened.kept_in) if due else _("сейчас срок не идёт")

"""All deadlines of a ticket: every run of every clock with what became of it, and whose time it was."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import show, surroundings
from kabinet.pages.tickets.page import bar, clocks, head, late_calls, reasons
from kabinet.pages.ui import deadlines
from kabinet.pages.ui.talk import Tag
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.clock_reading import instant
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.regulation.access import Actor
from kabinet.regulation.clocks import Clock, Outcome
from kabinet.regulation.facts import Kind, Side
from kabinet.regulation.working_time import epoch


class Run(NamedTuple):
    """One run of one clock; instants in words."""

    what: str
    owner: str
    level: int
    started: str
    due: str
    ended: str
    outcome: Tag
    reason: reasons.Reason | None


class Told(NamedTuple):
    """The deadlines of one ticket."""

    number: str
    runs: tuple[Run, ...]
    holders: list[tuple[str, str]]
    measure: str


@page(TICKET)
def history(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Of the ticket, and for those who reach it of its vendor ticket."""
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number)
    both = [found, *([found.neighbour] if found.beside is not None else [])]
    context = {
        "ticket": found.ticket,
        "number": found.number,
        "reader": str(found.reader),
        "tickets": [_told(each) for each in both],
        **head.way_back(found),
    }
    return show(request, actor, at, "tickets/page/deadline_history.html", context, facts=facts)


def _told(found: TicketView) -> Told:
    return Told(
        found.number,
        tuple(_run(found, run) for run in found.folded.runs),
        bar.holders(found),
        bar.measure(found),
    )


def _run(found: TicketView, run: Clock) -> Run:
    zones = deadlines.of_ticket(found)
    return Run(
        what=clocks.head(found, run.name),
        owner=_owner(found, run),
        level=run.level,
        started=deadlines.full(instant(run.started), zones),
        due=deadlines.full(instant(run.due), zones) if run.due is not None else "—",
        ended=deadlines.full(instant(run.ended), zones) if run.ended is not None else "—",
        outcome=Tag(*_outcome(found, run)),
        reason=reasons.reason(found, run),
    )


def _owner(found: TicketView, run: Clock) -> str:
    leg, ticket = found.leg, found.ticket
    kind = leg.support if run.owner is Side.SUPPORT else leg.applicant
    names = {"client": ticket.client_name, "partner": ticket.partner_name}
    return str(names.get(kind.value, _("%(Vendor_name)s")))


def _outcome(found: TicketView, run: Clock) -> Iterator[str]:
    """Words, tone and icon."""
    if run.outcome is Outcome.MET:
        yield from (_by_entry(found, run) or _("В срок"), "ok", "check")
    elif (run.name, run.run) in found.barred:
        yield from (_("Пришёлся на время без статуса"), "", "circle-pause")
    elif run.outcome is Outcome.LATE:
        yield from (_("Опоздание %(late)s") % {"late": clocks.lateness(found, run)}, "bad", "octagon-alert")
    elif run.breached is not None:
        yield from (_("Нарушен"), "bad", "octagon-alert")
    elif run.outcome is Outcome.STOPPED:
        yield from (_("Остановлены"), "", "circle-pause")
    else:
        yield from (_("Идут"), "", "clock")


def _by_entry(found: TicketView, run: Clock) -> str:
    """Kept only by a call that was written down after the deadline: by whose word it counts (L17a)."""
    for row in found.entries:
        if row.kind == Kind.CLAIMED and epoch(row.occurred_at) == run.ended:
            said = {
                late_calls.State.CONFIRMED: _("В срок по поздней записи: звонок подтверждён"),
                late_calls.State.SILENCE: _("В срок по поздней записи: её не опровергли"),
            }
            return said.get(late_calls.state(found, row), "")
    return ""

"""The page of a client's participant: the joint talk of one vendor ticket, and nothing else of it (P5c)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.actions.tickets.read import mark_read
from kabinet.pages import polling, shell
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets.composer.form import answer_words, composer
from kabinet.pages.tickets.feed import talk
from kabinet.pages.tickets.joint import taking_part, together
from kabinet.pages.tickets.page import head, participants
from kabinet.queries.history import Show
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(CLIENT)
def joint(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Who takes part, what was said to all, and the form to write to all."""
    facts = surroundings.facts(actor, at)
    try:
        found = _joined(actor, at, facts.zone, number)
    except doors.Closed:
        return taking_part.closed(request, actor, at, number)
    form = composer(found)
    wanted = _show(request.GET.get("show", ""))
    context = _live(found, wanted, _part(request.GET.get("part", ""))) | {
        "composer": form,
        "say_words": answer_words(found) if form else "",
        "joint": together.section(found),
        "files": participants.files(found),
        **head.way_back(found),
    }
    return shell.show(request, actor, at, "tickets/joint/joint.html", context, here="joint", facts=facts)


@page(CLIENT)
def live(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """The talk anew; 204 while nothing happened."""
    ticket = doors.ticket(actor, number)
    if quiet := polling.unchanged(request, polling.stamp(ticket.version)):
        return quiet
    zone = ZoneInfo(doors.person(actor).zone)
    found = _joined(actor, at, zone, number)
    return render(
        request,
        "tickets/joint/live.html",
        _live(found, _show(request.GET.get("show", "")), 0) | {"actor": actor, "at": at, "zone": zone},
    )


def _joined(actor: Actor, at: datetime, zone: ZoneInfo, number: str) -> TicketView:
    """Of the vendor's tickets alone: the own ones have their own page."""
    found = view_ticket(actor, at, zone, number, guest=True)
    if not found.guest:
        raise doors.Closed
    return found


def _live(found: TicketView, show: Show, part: int) -> dict[str, Any]:
    return {
        "opened": found,
        "client_ticket": found.other,
        "ticket": found.ticket,
        "number": found.number,
        "reader": str(found.reader),
        "status": head.status(found),
        "turn": head.turn(found),
        "parties": head.parties(found),
        "feed": talk.feed(found, show, part, _unread(found)),
        "live_url": f"{reverse('joint_live', args=[found.number])}?show={show}",
        "stamp": polling.stamp(found.ticket.version),
    }


def _unread(found: TicketView) -> datetime | None:
    """Looking is reading, here as in any ticket."""
    waiting = doors.unread(found.actor, found.ticket)
    if not waiting:
        return None
    mark_read(actor=found.actor, at=found.at, notices=[key for key, _created in waiting])
    return min(created for _key, created in waiting)


def _show(said: str) -> Show:
    return Show(said) if said in list(Show) else Show.ALL


def _part(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 6 else 0

"""Words at hand while one writes: canned answers with the ticket's values in, and colleagues to be called in a note."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.shell import show, surroundings
from kabinet.pages.tickets.page import head
from kabinet.pages.tickets.sidebar import canned_marks
from kabinet.queries.ticket_view import view_ticket
from kabinet.records import doors
from kabinet.regulation.access import Actor


@page(TICKET)
def canned(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """For the composer a menu, for a reader without a script a page."""
    if request.headers.get("HX-Request"):
        found = view_ticket(actor, at, ZoneInfo(doors.person(actor).zone), number)
        return render(
            request,
            "tickets/sidebar/canned_menu.html",
            {"answers": canned_marks.ready(found), "actor": actor},
        )
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number)
    context = {
        "answers": canned_marks.ready(found),
        "ticket": found.ticket,
        "number": found.number,
        **head.way_back(found),
    }
    return show(request, actor, at, "tickets/sidebar/canned.html", context, facts=facts)


@page(TICKET)
def colleagues(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Those who can read a note of the reader's, each with the word that calls them."""
    doors.ticket(actor, number)
    people = [each.person for each in doors.readers_of_notes(actor) if each.person.pk != actor.person]
    return render(request, "tickets/sidebar/colleagues.html", {"people": people})

"""The client's list of tickets, the part of it that follows changes, the menus of its filters."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from kabinet.pages import polling
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import CLIENT
from kabinet.pages.lists.client import chips, empty, lines
from kabinet.pages.lists.client.choices import ASKED, Reading
from kabinet.pages.lists.client.parameters import VIEWS, asked
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui.citations import Cited, cited_rule, spoken
from kabinet.queries.lists.client_list import list_client
from kabinet.records import doors
from kabinet.records.lists.counts import IMPORTED
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act, Actor, Case, TicketCase, identity
from kabinet.regulation.legs import LegCode


@page(CLIENT)
def tickets(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Every ticket of the organisation."""
    facts = surroundings.facts(actor, at)
    context = _list(request, actor, at, facts.zone)
    wanted, reader = context["asked"], Reading(actor, at, facts.zone)
    title, line = VIEWS[wanted.show]
    head = {
        "title": title,
        "line": line,
        "views": chips.views(wanted, facts.counts.get("open", 0)),
        "chips": chips.chips(wanted, reader, context["page"].rows),
        "grouping": chips.grouping(wanted, reader),
        "list_url": reverse("tickets"),
        "filters_url": reverse("tickets_filters") + wanted.address().removesuffix("?"),
        "refused": _refused(actor),
        "stopped": facts.stopped,
        "imported": IMPORTED in facts.counts,
    }
    here = wanted.show if wanted.show == "ours" else "tickets"
    return show(request, actor, at, "lists/client/tickets.html", context | head, here=here, facts=facts)


@page(CLIENT)
def news(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The list again, if anything in it changed."""
    context = _list(request, actor, at, ZoneInfo(doors.person(actor).zone))
    return polling.unchanged(request, context["stamp"]) or render(request, "lists/client/list.html", context)


@page(CLIENT)
def filter_choices(request: HttpRequest, actor: Actor, at: datetime, of: str) -> HttpResponse:
    """The menu of one filter."""
    if of not in ASKED:
        raise doors.Closed
    reader = Reading(actor, at, ZoneInfo(doors.person(actor).zone))
    context = {
        "options": chips.options(of, asked(request.GET), reader),
        "list_url": reverse("tickets"),
        "of": of,
    }
    return render(request, "lists/filters/options.html", context)


def _list(request: HttpRequest, actor: Actor, at: datetime, zone: ZoneInfo) -> dict[str, Any]:
    wanted = asked(request.GET)
    shown = list_client(wanted.wanted, actor, at, zone)
    found, divided = shown.found, lines.client_groups(shown)
    query = wanted.query.urlencode()
    return {
        "asked": wanted,
        "page": found,
        "groups": divided,
        "next": found.after,
        "empty": None if found.rows else empty.words(wanted, _new(actor)),
        "news_url": reverse("tickets_news") + (f"?{query}" if query else ""),
        "stamp": polling.stamp(
            *((row.number, row.version, row.unread) for each in divided for row in each.rows)
        ),
    }


def _new(actor: Actor) -> str:
    try:
        return "" if _refused(actor) else reverse("new_ticket")
    except NoReverseMatch:
        return ""


def _refused(actor: Actor) -> dict[str, str | Cited] | None:
    """Why this person cannot register tickets at all; what else may stand in the way the form's page says."""
    verdict = next(
        identity(
            actor,
            Act.REGISTER,
            Case(ticket=TicketCase(leg=LegCode.CLIENT)),
            law_of(actor).leg(LegCode.CLIENT),
        ),
        None,
    )
    if verdict is None:
        return None
    return {
        "reason": spoken(verdict.reason),
        "remedy": spoken(verdict.remedy),
        "clause": cited_rule(verdict.clause),
    }

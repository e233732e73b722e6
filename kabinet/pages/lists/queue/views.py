"""The queue of a support side, and what a partner has sent to the vendor: one page, two addresses."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.pages import polling
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import PARTNER, SUPPORT
from kabinet.pages.lists.queue import showing
from kabinet.pages.lists.queue.chips import options
from kabinet.pages.lists.queue.choices import ASKED, Menu
from kabinet.pages.lists.queue.parameters import asked
from kabinet.pages.shell import show, surroundings
from kabinet.queries.lists.reader import Reader, only_reads, reader_of
from kabinet.records import doors
from kabinet.regulation.access import Actor, OrgKind


@page(SUPPORT)
def queue(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """A partner's queue over all its clients, the vendor's over all partners."""
    return _whole(request, actor, at, showing.QUEUE)


@page(PARTNER)
def vendor_tickets(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """What the partner has sent to the vendor."""
    return _whole(request, actor, at, showing.SENT)


@page(SUPPORT)
def news(request: HttpRequest, actor: Actor, at: datetime, queue: str) -> HttpResponse:
    """Strip and list again, if anything in them changed."""
    known(queue, actor)
    zone = ZoneInfo(doors.person(actor).zone)
    context = showing.list_of(request, actor, at, queue, zone, stopped=only_reads(actor, at))
    return polling.unchanged(request, context["stamp"]) or render(request, "lists/queue/news.html", context)


@page(SUPPORT)
def filter_choices(request: HttpRequest, actor: Actor, at: datetime, queue: str, of: str) -> HttpResponse:
    """The menu of one filter."""
    known(queue, actor)
    if of not in ASKED:
        raise doors.Closed
    menu = Menu(asked(request.GET, showing.leg_of(queue, actor)), reading(actor, at))
    context = {"options": options(of, menu), "list_url": reverse(queue), "of": of}
    return render(request, "lists/filters/options.html", context)


def _whole(request: HttpRequest, actor: Actor, at: datetime, queue: str) -> HttpResponse:
    facts = surroundings.facts(actor, at)
    stopped = actor.kind is OrgKind.PARTNER and facts.stopped
    context = showing.page_of(request, actor, at, queue, facts.zone, stopped)
    context |= _ways(actor, queue) | {"stopped": stopped}
    here = context["asked"].show or ("vendor" if queue == showing.SENT else "queue")
    return show(request, actor, at, "lists/queue/queue.html", context, here=here, facts=facts)


def _ways(actor: Actor, queue: str) -> dict[str, str]:
    """How a partner's staff write down what did not come through the cabinet (U3.4a, L11a)."""
    if queue == showing.SENT:
        return {"foreign_url": reverse("foreign_new")}
    return {"call_url": reverse("call_new")} if actor.kind is OrgKind.PARTNER else {}


def reading(actor: Actor, at: datetime) -> Reader:
    """Who reads a menu: its working hours are those of the reader's desk."""
    return reader_of(actor, at, ZoneInfo(doors.person(actor).zone), showing.leg_of(showing.QUEUE, actor))


def known(queue: str, actor: Actor) -> None:
    """Closed for an address that is not one of the two pages, or not this reader's."""
    if queue not in (showing.QUEUE, showing.SENT) or (
        queue == showing.SENT and actor.kind is not OrgKind.PARTNER
    ):
        raise doors.Closed

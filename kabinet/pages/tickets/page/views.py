"""A ticket's page, and the part of it that follows changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.actions.tickets.read import mark_read
from kabinet.actions.vendor.joint import is_guest
from kabinet.pages import polling, shell
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import TICKET
from kabinet.pages.problems import ticket_links
from kabinet.pages.shell import surroundings
from kabinet.pages.tickets import available_acts
from kabinet.pages.tickets.composer import writing_now
from kabinet.pages.tickets.composer.form import answer_words, composer, silence
from kabinet.pages.tickets.feed import talk
from kabinet.pages.tickets.joint import together
from kabinet.pages.tickets.open_questions import matters
from kabinet.pages.tickets.page import bar, clocks, critical, head, participants, reasons, symptoms
from kabinet.pages.tickets.page.on_call import call_box
from kabinet.pages.tickets.page.place import asked_box, place_box
from kabinet.pages.tickets.sidebar.links import section
from kabinet.pages.tickets.sidebar.merged import merged
from kabinet.pages.ui.talk import Tone
from kabinet.queries.history import Show
from kabinet.queries.ticket_view import TicketView, view_ticket
from kabinet.records import doors
from kabinet.records.lists.participations import participations
from kabinet.regulation.access import Actor, OrgKind, reach
from kabinet.regulation.legs import LegCode

HERE = {OrgKind.CLIENT: "tickets", OrgKind.PARTNER: "queue", OrgKind.VENDOR: "queue"}


@page(TICKET)
def ticket(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """Everything about one ticket that this reader may see."""
    if is_guest(actor, number):
        return SeeOther(reverse("joint", args=[_joint_number(actor, number)]))
    facts = surroundings.facts(actor, at)
    found = view_ticket(actor, at, facts.zone, number)
    wanted, part = _show(request.GET.get("show", "")), _part(request.GET.get("part", ""))
    since = _unread(found)
    writing = found.nearby.writing
    context = _live(found, wanted, part, since, writing) | _still(found, request.GET.get("kind", ""))
    here = (
        "vendor"
        if actor.kind is OrgKind.PARTNER and found.vendor_leg
        else HERE.get(actor.kind or OrgKind.CLIENT, "")
    )
    return shell.show(request, actor, at, "tickets/page/ticket.html", context, here=here, facts=facts)


def _joint_number(actor: Actor, number: str) -> str:
    """Of a ticket in whose joint work the reader takes part, or took part: why it closed is said there."""
    known = participations(actor, number)
    return known[0].number if known else doors.ticket(actor, number).number


@page(TICKET)
def live(request: HttpRequest, actor: Actor, at: datetime, number: str) -> HttpResponse:
    """What changes: status, clocks, talk and what can be done; 204 while the reader's page is still true."""
    state = doors.state(actor, number, at)
    if quiet := polling.unchanged(request, stamp(actor, number, state)):
        return quiet
    zone = ZoneInfo(doors.person(actor).zone)
    found = view_ticket(actor, at, zone, number)
    context = _live(found, _show(request.GET.get("show", "")), 0, _unread(found), state.writing)
    return render(request, "tickets/page/fragment.html", context | {"actor": actor, "at": at, "zone": zone})


def stamp(actor: Actor, number: str, now: doors.State) -> str:
    """Names the state of a ticket and of the linked one, and who writes, without any of it having been read."""
    reaches = reach(actor).includes(LegCode.VENDOR, now.client, now.partner)
    if now.leg == LegCode.VENDOR or not now.passed_on or not reaches:
        return polling.stamp(now.version, *now.writing)
    other = now.other_version
    if now.other_closed:  # its matter may go on in another one
        goes_on = doors.linked(actor, doors.ticket(actor, number))
        other = goes_on.version if goes_on else other
    return polling.stamp(now.version, other, *now.writing)


def _live(
    found: TicketView, show: Show, part: int, since: datetime | None, writing: Sequence[str]
) -> dict[str, Any]:
    drawn = bar.drawn(found)
    reason = reasons.reason(found, drawn) if drawn else None
    return {
        "opened": found,
        "ticket": found.ticket,
        "number": found.number,
        "reader": str(found.reader),
        "status": head.status(found),
        "turn": head.turn(found),
        "parties": head.parties(found),
        "matters": matters(found),
        "merged": merged(found),
        "critical": critical.critical(found),
        "on_call": call_box(found),
        "place": place_box(found),
        "place_asked": asked_box(found),
        "clocks": clocks.panel(found),
        "bar": bar.bar(found),
        "holders": bar.holders(found),
        "measure": bar.measure(found),
        "why": [reason] if reason else [],
        "breaches": clocks.breaches(found),
        "apart": clocks.apart(found),
        "strips": head.strips(found),
        "passed_on": head.passed_on(found),
        "feed": talk.feed(found, show, part, since),
        "deeds": available_acts.deeds(found),
        "live_url": f"{reverse('ticket_live', args=[found.number])}?show={show}",
        "history_url": reverse("ticket_clocks", args=[found.number]),
        "writing": writing_now.said(writing),
        "stamp": _stamp(found, writing),
    }


def _still(found: TicketView, kind: str) -> dict[str, Any]:
    """What stands beside and is not written anew under the reader's hands."""
    form = composer(found, kind=available_acts.asked_kind(found, kind))
    return {
        "composer": form,
        "main": available_acts.main(found, writes=form is not None),
        "silence": None if form else silence(found),
        "say_words": answer_words(found) if form else "",
        "notes_only": form is not None and form.audiences[0].tone is Tone.INTERNAL,
        **head.way_back(found),
        "people": participants.people(found),
        "beside": section(found),
        "joint": together.section(found),
        "system": participants.system(found),
        "facts": participants.facts(found),
        "contradiction": participants.contradiction(found),
        "bridged": participants.bridged(found),
        "said": participants.form(found),
        "symptoms": symptoms.symptoms(found),
        "advised": participants.advised(found),
        "rights": participants.rights(found),
        "files": participants.files(found),
        "known_ways": ticket_links.ways(found.actor, found.ticket),
    }


def _stamp(found: TicketView, writing: Sequence[str]) -> str:
    """The same as `stamp`, of what is open already."""
    if found.vendor_leg or found.other is None:
        return polling.stamp(found.ticket.version, *writing)
    return polling.stamp(found.ticket.version, found.other.version, *writing)


def _unread(found: TicketView) -> datetime | None:
    """Since when the reader was told of something here and did not look; looking is reading."""
    waiting = found.nearby.unread
    if not waiting:
        return None
    mark_read(actor=found.actor, at=found.at, notices=[key for key, _created in waiting])
    return min(created for _key, created in waiting)


def _show(said: str) -> Show:
    return Show(said) if said in list(Show) else Show.ALL


def _part(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 6 else 0

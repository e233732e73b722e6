"""The reader's own notices: unread ones first, by day or by kind; opening one reads it and leads to what it is about."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.actions.letters.choices import key_of
from kabinet.actions.tickets.read import mark_read, read_some, unread_again
from kabinet.actions.unit.instants import whole
from kabinet.pages import polling
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.notices import addresses, listing
from kabinet.pages.notices.asked import Asked, instant, read_asked, some_of
from kabinet.pages.notices.why import ways_of
from kabinet.pages.shell import flash_message, show
from kabinet.pages.shell.navigation import figure
from kabinet.records import doors
from kabinet.records.lists.counts import LIMIT
from kabinet.regulation.access import Actor


@page(MEMBER)
def notices(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One page of them; the first one follows what comes."""
    asked = read_asked(request.GET)
    context = _context(actor, at, asked) | _undoing(actor, request.GET.get("read", ""))
    return show(request, actor, at, "notices/notices.html", context, here="notices")


@page(MEMBER)
def news(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The first page's list again, if something came or was read elsewhere."""
    context = _context(actor, at, read_asked(request.GET))
    return polling.unchanged(request, context["stamp"]) or render(request, "notices/news.html", context)


@page(MEMBER)
def count(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The figure beside the bell, if it is another one by now."""
    fresh = doors.notices(actor).filter(read_at=None).order_by()[:LIMIT].count()
    shown = figure(fresh, "you")
    return polling.unchanged(request, shown or "0") or render(request, "notices/count.html", {"count": shown})


@page(MEMBER, "POST")
def opened(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponse:
    """Reads one notice and goes to the page of what it is about."""
    notice = doors.notices(actor).filter(pk=key).first()
    if notice is None:
        raise doors.Closed
    mark_read(actor=actor, at=at, notices=[notice.pk])
    return SeeOther(addresses.address_of(notice))


@page(MEMBER, "POST")
def read(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Reads those of a day, of a kind, or all, that stood there when the button was drawn; the list says how many, and takes
    it back."""
    asked, zone = read_asked(request.GET), ZoneInfo(doors.person(actor).zone)
    seen = instant(request.POST.get("seen", "")) or at
    many = read_some(actor=actor, at=at, some=some_of(request.POST, zone), seen=seen)
    return SeeOther(_back(asked.query(read=whole(at).isoformat()) if many else asked.query()))


@page(MEMBER, "POST")
def unread(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Takes back what was read at once."""
    moment = instant(request.POST.get("read", ""))
    many = unread_again(actor=actor, at=at, read_at=moment) if moment else 0
    if many:
        flash_message(request, _("Снова не прочитано: %(count)s.") % {"count": many})
    return SeeOther(_back(read_asked(request.GET).query()))


def _back(query: str) -> str:
    return f"{reverse('notices')}?{query}" if query else reverse("notices")


def _undoing(actor: Actor, said: str) -> dict[str, Any]:
    """What was just read at once, if it can be taken back: at which instant, and how many there were."""
    moment = instant(said)
    many = doors.notices(actor).filter(read_at=moment).order_by().count() if moment else 0
    return {"undo": {"read": said, "count": many}} if many else {}


def _context(actor: Actor, at: datetime, asked: Asked) -> dict[str, Any]:
    zone, ways = ZoneInfo(doors.person(actor).zone), ways_of(actor)
    found, following = ([], "") if asked.by_kind else listing.shown(actor, asked)
    groups = listing.by_kind(actor, asked, zone, ways) if asked.by_kind else []
    drawn = [row for group in groups for row in group.rows]
    return {
        "asked": asked,
        "chosen": key_of(asked.kind) if asked.kind else "",
        "query": asked.query(),
        "parts": listing.parts(actor, found, at, zone, ways),
        "groups": groups,
        "kinds": listing.kinds_told(actor),
        "unread": listing.count_unread(actor, None),
        "seen": at.isoformat(),
        "zone": zone,
        "first": asked.first,
        "next": asked.query(after=following) if following else "",
        "stamp": polling.stamp(
            *((notice.pk, notice.read_at) for notice in found),
            *((row.id, row.fresh) for row in drawn),
            *((group.key, group.fresh, group.total) for group in groups),
        ),
    }

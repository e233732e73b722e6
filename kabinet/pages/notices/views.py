"""The reader's own notices: newest first, unread ones bold; opening one reads it and leads to its ticket."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.actions.tickets.read import mark_read
from kabinet.pages import polling
from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.notices import addresses, rows
from kabinet.pages.shell import show
from kabinet.pages.shell.navigation import figure
from kabinet.pages.ui import keyset
from kabinet.records import doors
from kabinet.records.lists.counts import LIMIT
from kabinet.regulation.access import Actor

SIZE = 50
NOT_IN_FULL = ("ticket__regulation__content",)


@page(MEMBER)
def notices(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """One page of them; the first one follows what comes."""
    after = keyset.read_place(request.GET.get("after", ""), UUID)
    return show(request, actor, at, "notices/notices.html", _context(actor, at, after), here="notices")


@page(MEMBER)
def news(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The first page's list again, if something came or was read elsewhere."""
    context = _context(actor, at, None)
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
def read_all(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Reads all that came up to now."""
    mark_read(actor=actor, at=at)
    return SeeOther(reverse("notices"))


def _context(actor: Actor, at: datetime, after: keyset.Place[UUID] | None) -> dict[str, Any]:
    query = doors.notices(actor).select_related("ticket__regulation", "ticket__agreement").defer(*NOT_IN_FULL)
    if after is not None:
        created, last = after
        # Of one instant by key, upwards.
        query = query.filter(Q(created_at__lt=created) | Q(created_at=created, id__gt=last))
    shown, following = keyset.ended(query, "created_at", SIZE)
    zone = ZoneInfo(doors.person(actor).zone)
    return {
        "days": list(rows.days(shown, at, zone)),
        "zone": zone,
        "first": after is None,
        "fresh": any(notice.read_at is None for notice in shown),
        "next": following,
        "stamp": polling.stamp(*((notice.pk, notice.read_at) for notice in shown)),
    }

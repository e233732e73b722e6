"""What the queue's templates are given."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse

from kabinet.pages import polling
from kabinet.pages.lists.queue import empty, groups
from kabinet.pages.lists.queue.chips import chips, grouping
from kabinet.pages.lists.queue.choices import Menu
from kabinet.pages.lists.queue.grouped import grouped
from kabinet.pages.lists.queue.horizon import horizon
from kabinet.pages.lists.queue.parameters import VIEWS, Asked, asked
from kabinet.pages.shell.surroundings import CALLS
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.queries.lists import reader
from kabinet.queries.lists.queue import OVERDUE, list_queue
from kabinet.regulation.access import Actor, OrgKind

# The two pages: their tickets' leg comes from who reads, or is the vendor's for what a partner sent there.
QUEUE, SENT = "queue", "vendor_tickets"


def leg_of(page: str, actor: Actor) -> str:
    """Whose tickets a page shows."""
    return reader.leg_of(actor, sent=page == SENT)


def list_of(
    request: HttpRequest, actor: Actor, at: datetime, page: str, zone: ZoneInfo, stopped: bool = False
) -> dict[str, Any]:
    """The strip and the list, as the fragment shows them that follows changes."""
    wanted = asked(request.GET, leg_of(page, actor))
    shown = list_queue(wanted.wanted, actor, at, zone, stopped=stopped)
    by = None if wanted.show == OVERDUE else wanted.wanted.group
    divided = grouped(shown, by) if by else groups.queue_groups(shown)
    cells = [] if stopped and page == QUEUE else horizon(wanted, shown.strip, shown.reader)
    return {
        "page": page,
        "asked": wanted,
        "rows": shown.rows,
        "reader": shown.reader,
        "cells": cells,
        "groups": divided,
        "next": shown.after,
        "empty": None if shown.rows else empty.words(wanted, shown),
        "now": at,
        "zone": zone,
        "news_url": news_url(page, wanted),
        "stamp": stamp(divided, cells),
        "picked": request.GET.get("pick") == "all",
        "picks": any(row.pick for each in divided for row in each.rows),
    }


def page_of(
    request: HttpRequest, actor: Actor, at: datetime, page: str, zone: ZoneInfo, stopped: bool = False
) -> dict[str, Any]:
    """The whole page: the list with its head and its filters."""
    context = list_of(request, actor, at, page, zone, stopped)
    wanted: Asked = context["asked"]
    title, line = _head(page, actor, wanted.show)
    if stopped and wanted.show in CALLS:
        line = _("Пока нет статуса, работать с ними нельзя")
    menu = Menu(wanted, context["reader"])
    return context | {
        "title": title,
        "line": line,
        "chips": chips(page, menu, context["rows"]),
        "grouping": grouping(page, menu),
        "filters_url": reverse("queue_filters", args=[page]) + wanted.address().removesuffix("?"),
    }


def title_of(page: str, actor: Actor, show: str) -> str:
    """What a page is called."""
    return _head(page, actor, show)[0]


def stamp(divided: list[groups.QueueGroup], cells: list[Any]) -> str:
    """The state that a reader sees: which lines stand where and how, and the figures over them."""
    lines = ((group.key, row.number, row.version, row.unread) for group in divided for row in group.rows)
    return polling.stamp(*lines, *((cell.key, cell.figure) for cell in cells))


def news_url(page: str, wanted: Asked) -> str:
    """Where the same list is asked for again."""
    query = wanted.query.urlencode()
    return reverse("queue_news", args=[page]) + (f"?{query}" if query else "")


def _head(page: str, actor: Actor, show: str) -> tuple[str, str]:
    if show == "mine" and page == SENT:
        return _("Мои"), _("Которые отправили вы или где вы контактное лицо")
    if show:
        title, line = VIEWS[show]
        return str(title), str(line)
    if page == SENT:
        return _("Обращения в %(vendor_name_acc)s"), _(
            "Всё, что передано %(vendor_firm_dat)s, по ближайшему сроку"
        )
    if actor.kind is OrgKind.VENDOR:
        return _("Очередь"), _("Обращения всех партнёров по ближайшему сроку")
    return _("Очередь"), _("Обращения всех клиентов по ближайшему сроку")

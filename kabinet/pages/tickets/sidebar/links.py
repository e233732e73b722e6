"""Links, watchers and tags as one reader sees them, and which of them they may change."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.tickets.sidebar.merged import name_of_main
from kabinet.pages.ui.citations import called, spoken
from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors import Linked
from kabinet.records.versions import law_of
from kabinet.regulation.access import Act
from kabinet.regulation.ticket.lifecycle import status_of

UNLINKED = "related"  # the only kind that is taken away by hand


class Link(NamedTuple):
    """Another ticket; `about` says how it stands to this one, `unlink_url` is empty where it stays."""

    number: str
    url: str
    subject: str
    status: str
    about: str
    unlink_url: str


class Watcher(NamedTuple):
    """Somebody of the reader's own side."""

    name: str
    side: str


class Section(NamedTuple):
    """Addresses are empty where the reader may not."""

    links: tuple[Link, ...]
    link_url: str
    merge_url: str
    watchers: tuple[Watcher, ...]
    watching: bool
    watch_url: str
    invite_url: str
    tags: tuple[str, ...]
    tag_url: str

    @property
    def eye(self) -> str:
        """Where the eye of the page leads: to watching, or to no more of it."""
        return self.watch_url


def section(opened: TicketView) -> Section:
    """Of an open page."""
    number, nearby = opened.number, opened.nearby
    watching = any(each.person == opened.actor.person for each in nearby.watchers)
    return Section(
        links=tuple(_link(opened, each) for each in nearby.links),
        link_url=_if(opened, Act.LINK, "ticket_link"),
        merge_url=_if(opened, Act.MERGE, "ticket_merge"),
        watchers=tuple(Watcher(called(each.name), str(opened.reader)) for each in nearby.watchers),
        watching=watching,
        watch_url=reverse("ticket_unwatch", args=[number])
        if watching
        else _if(opened, Act.WATCH, "ticket_watch"),
        invite_url=_if(opened, Act.ADD_WATCHER, "ticket_add_watcher"),
        tags=nearby.tags,
        tag_url=_if(opened, Act.TAG, "ticket_tag"),
    )


def _if(opened: TicketView, act: Act, page: str) -> str:
    return reverse(page, args=[opened.number]) if opened.may(act).allowed else ""


def _link(opened: TicketView, other: Linked) -> Link:
    main = name_of_main(opened)
    about = {
        "duplicate": _("дубликат этого"),
        "duplicated": _("основное: работа идёт там"),
        "continues": _("начало этого"),
        "continued": _("продолжение"),
    }.get(other.kind, "")
    removable = other.kind == UNLINKED and other.number != main and opened.may(Act.LINK).allowed
    unlink = f"{reverse('ticket_unlink', args=[opened.number])}?other={other.number}" if removable else ""
    return Link(
        other.number,
        reverse("ticket", args=[other.number]),
        other.subject,
        _status(opened, other),
        about,
        unlink,
    )


def _status(opened: TicketView, other: Linked) -> str:
    """In the reader's words; the code itself of a version that has another life."""
    leg = law_of(opened.actor).leg(other.leg)
    known = {status.code for status in leg.statuses}
    return (
        spoken(status_of(other.status, leg).names.read_by(str(opened.reader)))
        if other.status in known
        else other.status
    )

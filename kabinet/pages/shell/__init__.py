"""What stands around every page: who you are, the way around, the time of day or your partner, warnings, words kept.

`show` is the only way to a whole page; what it needs of the records costs two queries (pages/shell/surroundings.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kabinet.pages.shell import navigation, open_tab, surroundings
from kabinet.pages.shell.away import OutageBanner
from kabinet.pages.shell.warning import Banner
from kabinet.pages.ui.shell import Brand, Contacts, DayTime, Me
from kabinet.records.versions.vendor_names import regulation
from kabinet.regulation.access import Actor, OrgKind

WITH_SHELL, WITHOUT = "ui/page.html", "errors/outside.html"


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything that ui/page.html shows around a page's own content."""

    brand: Brand
    me: Me
    nav: tuple[navigation.LinkGroup, ...]
    tabs: tuple[navigation.Item, ...]
    desk: DayTime | Contacts | None
    banner: Banner | None
    alarm: Banner | None
    outage: OutageBanner | None
    search_url: str
    around: navigation.Key

    @property
    def key(self) -> tuple[Brand, navigation.Key]:
        """What the way around is drawn from, for {% kept %}."""
        return self.brand, self.around


def show(
    request: HttpRequest,
    actor: Actor | None,
    at: datetime,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    here: str = "",
    status: int = 200,
    facts: surroundings.Facts | None = None,
) -> HttpResponse:
    """The page of `template` for `actor`; `here` is the key of the side's line that is marked.

    The template finds `shell`, `actor`, `at` and `zone` (the reader's) beside its own `context`. One that people without a
    confirmed role may meet extends `frame`: they have no shell. A view that needed the reader's `facts` itself gives them.
    """
    told = {"open_tab": " ".join(open_tab.chosen(request, actor)) if actor is not None else ""}
    whole = {"actor": actor, "at": at, **told, **_around(actor, at, here, facts), **(context or {})}
    return render(request, template, whole, status=status)


def flash_message(request: HttpRequest, words: str, *, bad: bool = False) -> None:
    """A sentence kept in the session for the next page: what the act did."""
    messages.add_message(request, messages.ERROR if bad else messages.SUCCESS, words)


def _around(
    actor: Actor | None, at: datetime, here: str, facts: surroundings.Facts | None
) -> Mapping[str, Any]:
    if actor is None or not actor.confirmed:
        return {"frame": WITHOUT, "zone": regulation().zone}
    facts = facts or surroundings.facts(actor, at)
    return {"frame": WITH_SHELL, "zone": facts.zone, "shell": _shell(actor, facts, here)}


def _short(name: str) -> str:
    """«Гордеева Алина Викторовна» as «Алина Гордеева»: a place of one line."""
    words = name.split()
    return f"{words[1]} {words[0]}" if len(words) == 3 else name


def _shell(actor: Actor, facts: surroundings.Facts, here: str) -> Shell:
    return Shell(
        brand=Brand(facts.organisation, facts.line, reverse("home")),
        me=Me(_short(actor.name), actor.kind or OrgKind.CLIENT, reverse("me")),
        nav=navigation.link_groups(actor, facts.counts, here),
        tabs=navigation.tabs(actor, facts.counts, here, stopped=facts.stopped),
        desk=facts.desk,
        banner=facts.banner,
        alarm=facts.alarm,
        outage=facts.outage,
        search_url=navigation.search(),
        around=navigation.key(actor, facts.counts, here, stopped=facts.stopped),
    )

"""What is like a text that somebody types, before they register a ticket or pass one on (P2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.problems import showing
from kabinet.pages.ui import moments
from kabinet.pages.ui.talk import Tag
from kabinet.records import lists
from kabinet.records.doors.record_types import KnownProblemRecord
from kabinet.records.lists import Row
from kabinet.records.versions.vendor_names import vendor_day
from kabinet.regulation.access import Actor
from kabinet.regulation.ticket.lifecycle import status_of

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Where:
    """On whose page it is shown: a client's `draft`, or the passing on of the ticket `pass_on`; neither elsewhere."""

    draft: int | None = None
    pass_on: str = ""

    @property
    def query(self) -> str:
        """For the fragment's own address."""
        return urlencode(
            {name: value for name, value in (("draft", self.draft), ("pass_on", self.pass_on)) if value}
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """One line; `solves` is where «it solves my question» leads, `adds` the code of «add to what was consulted»."""

    number: str
    url: str
    title: str
    about: str
    state: Tag
    hint: str
    solves: str
    adds: str
    adds_to: str


@page(MEMBER, "POST")
def similar(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The fragment for what is typed now. Reads only."""
    draft = request.GET.get("draft", "")
    where = Where(
        int(draft) if draft.isascii() and draft.isdigit() and len(draft) < 19 else None,
        request.GET.get("pass_on", "").replace("\0", "")[:20],
    )
    typed = {name: request.POST.get(name, "")[:LONGEST] for name in ("subject", "description")}
    return render(request, "problems/alike.html", {"alike": alike(actor, at, where, **typed)})


def box(where: Where, found: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """What problems/box.html shows; `found` is what `alike` gave, if the page was asked for it."""
    return {"similar_url": f"{reverse('similar')}?{where.query}", "alike": found}


def alike(actor: Actor, at: datetime, where: Where, subject: str, description: str = "") -> Mapping[str, Any]:
    """The hits of both sorts; `asked` when there was something to look for."""
    found = lists.similar(actor, subject, description, [where.pass_on] if where.pass_on else [])
    return {
        "asked": bool(subject.strip() or description.strip()),
        "problems": [_problem(row, where) for row in found.problems],
        "tickets": [_ticket(row, actor, at, where) for row in found.tickets],
    }


def _problem(row: KnownProblemRecord, where: Where) -> Hit:
    line = showing.problem_line(row)
    return Hit(
        line.number, line.url, line.title, line.about, line.state, line.workaround, *_ways(where, line.number)
    )


def _ticket(row: Row, actor: Actor, at: datetime, where: Where) -> Hit:
    status = status_of(row.status, row.versions.leg)
    said = status.names.read_by(str(actor.kind)).say(get_language() or "ru")
    day = moments.day(vendor_day(row.registered_at), vendor_day(at))
    about = " · ".join(filter(None, (day, row.system_name)))
    url = reverse("ticket", args=[row.number])
    return Hit(row.number, url, row.subject, about, Tag(said, "", status.icon), "", *_ways(where, row.number))


def _ways(where: Where, number: str) -> tuple[str, str, str]:
    if where.draft:
        asked = urlencode({"then": "solved", "by": number})
        return f"{reverse('new_ticket_save', args=[where.draft])}?{asked}", "", ""
    if where.pass_on:
        return "", number, f"{reverse('pass_on_preview', args=[where.pass_on])}#head-sources"
    return "", "", ""

"""One list of the journals, line by line: the ticket, what the entry says, what became of it (L17a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazily

from kabinet.actions.notices import wording
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import SUPPORT
from kabinet.pages.oversight import sections
from kabinet.pages.oversight.duties import LEGS
from kabinet.pages.oversight.lateness import lateness
from kabinet.pages.oversight.lists.asked import Asked, read_asked
from kabinet.pages.oversight.lists.deadlines import cells_of
from kabinet.pages.oversight.lists.framing import frame_of, seen_of
from kabinet.pages.oversight.lists.names import DESK_STATES, DESKS, NAMED, Named
from kabinet.pages.oversight.lists.overview import NOTHING, state_words
from kabinet.pages.shell import show, surroundings
from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import spoken
from kabinet.pages.ui.keyset import place
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.lists.oversight import desks, entries
from kabinet.records.lists.oversight.entries import LISTS, Entry
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode

STATE = {"state": lazily("Чем кончилось")}
CALLS = ("called", "claimed", "registered")  # of these it is told as well when they happened


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry; `happened` where that was another instant than the one it was written down at, `lasted` where it ended."""

    number: str
    url: str
    level: int
    cells: tuple[tuple[str, str, str], ...]
    words: str
    recorded: str
    happened: str
    state: str
    lasted: str
    clause: str


@page(SUPPORT)
def listed(request: HttpRequest, actor: Actor, at: datetime, name: str) -> HttpResponse:
    """A list by its name; 404 for any other."""
    if name == DESKS:
        return _desk_tickets(request, actor, at)
    if name not in LISTS:
        raise doors.Closed
    named, asked = NAMED[name], read_asked(request, actor, at, "state")
    asked_state = asked.chosen("state")
    state = ("" if asked_state == NOTHING else asked_state) if asked_state else None
    found, after = entries.list_entries(
        actor, name, asked.time.period, asked.narrowed, state, place(request.GET.get("after", ""))
    )
    facts = surroundings.facts(actor, at)
    states = {code or NOTHING: words for code, words in named.states.items()}
    context = {
        **_around(actor, asked, name, after, states, found[0].row if found else None),
        "title": named.title,
        "about": named.about,
        "clauses": _clauses(named, asked),
        "ended": named.ended,
        "lines": [_line(each, named, asked, at, facts.zone) for each in found],
        "count": sum(
            each.count
            for each in entries.count_entries(actor, asked.time.period, asked.narrowed, name)
            if each.leg in asked.legs and state in (None, each.state)
        ),
        "name": name,
    }
    return show(
        request, actor, at, "oversight/lists/journal_list.html", context, here="compliance", facts=facts
    )


def _desk_tickets(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Of clients whose agreement names a desk of their own: with its number, or without."""
    asked = read_asked(request, actor, at, "state")
    state = asked.chosen("state") if asked.chosen("state") in DESK_STATES else None
    after = place(request.GET.get("after", ""))
    found, beyond = desks.list_desk_tickets(actor, asked.time.period, asked.narrowed, state, after)
    counted = desks.count_desk_tickets(actor, asked.time.period, asked.narrowed)
    facts = surroundings.facts(actor, at)
    context = {
        **_around(actor, asked, DESKS, beyond, DESK_STATES, found[0].row if found else None),
        "lines": [_desk_line(each, asked, facts.zone) for each in found],
        "count": sum(count for code, count in counted.items() if state in (None, code)),
    }
    return show(request, actor, at, "oversight/lists/desks.html", context, here="compliance", facts=facts)


def _around(
    actor: Actor,
    asked: Asked,
    name: str,
    after: tuple[datetime, int] | None,
    states: Mapping[str, Promise | str],
    row: Row | None,
) -> Mapping[str, Any]:
    choices = {"state": [(code, str(words)) for code, words in states.items()]}
    frame = frame_of(actor, asked, after, choices, STATE, seen_of(row, asked))
    line = sections.sections_around(actor, asked, name)
    return {**frame, **line, "back": f"{reverse('oversight_lists')}{asked.address(state=None)}"}


def _clauses(named: Named, asked: Asked) -> list[str]:
    return list(dict.fromkeys(named.clause(leg) for leg in LEGS if leg in asked.legs))


def _line(found: Entry, named: Named, asked: Asked, at: datetime, zone: ZoneInfo) -> EntryLine:
    row, entry = found.row, found.entry
    over = found.ended or at
    lasted = lateness(row, "update", row.level, entry.occurred_at, over) if named.ended else ""
    late = entry.kind in CALLS and entry.occurred_at < entry.recorded_at
    return EntryLine(
        number=row.number,
        url=reverse("ticket", args=[row.number]),
        level=row.level,
        cells=cells_of(row, found.system, asked),
        words=spoken(wording.of_entry(entry, instant=partial(moments.full, zone=zone))),
        recorded=moments.full(entry.recorded_at, zone),
        happened=moments.full(entry.occurred_at, zone) if late else "",
        state=state_words(named, found.state) if found.state or named.states else "",
        lasted=lasted,
        clause=entry.clause or named.clause(row.leg),
    )


def _desk_line(found: desks.DeskTicket, asked: Asked, zone: ZoneInfo) -> Mapping[str, Any]:
    row = found.row
    return {
        "number": row.number,
        "url": reverse("ticket", args=[row.number]),
        "level": row.level,
        "cells": cells_of(row, found.system, asked),
        "desk": found.desk,
        "foreign": found.number,
        "registered": moments.full(row.registered_at, zone),
        "counts": not found.number or row.leg == LegCode.VENDOR,
    }

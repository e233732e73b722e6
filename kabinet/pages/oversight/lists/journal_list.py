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
from kabinet.records import doors
from kabinet.records.lists import Row
from kabinet.records.lists.oversight import desks, entries
from kabinet.records.lists.oversight.entries import LISTS, Entry
from kabinet.regulation.access import Actor
from kabinet.regulation.legs import LegCode
from kabinet.web.keyset import place

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
    named, asked = NAMED[name], read_asked(request.GET, actor, at, "state")
    state = state_of(asked)
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
        "count": count_listed(actor, asked, name),
        "name": name,
    }
    return show(
        request, actor, at, "oversight/lists/journal_list.html", context, here="compliance", facts=facts
    )


def _desk_tickets(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """Of clients whose agreement names a desk of their own: with its number, or without."""
    asked = read_asked(request.GET, actor, at, "state")
    state, after = desk_state(asked), place(request.GET.get("after", ""))
    found, beyond = desks.list_desk_tickets(actor, asked.time.period, asked.narrowed, state, after)
    facts = surroundings.facts(actor, at)
    context = {
        **_around(actor, asked, DESKS, beyond, DESK_STATES, found[0].row if found else None),
        "lines": [_desk_line(each, asked, facts.zone) for each in found],
        "count": count_of_desks(actor, asked),
    }
    return show(request, actor, at, "oversight/lists/desks.html", context, here="compliance", facts=facts)


def state_of(asked: Asked) -> str | None:
    """What became of the entries that are asked for; "" is a state without a name, None every one."""
    chosen = asked.chosen("state")
    return ("" if chosen == NOTHING else chosen) if chosen else None


def count_listed(actor: Actor, asked: Asked, name: str) -> int:
    """How many entries of a list the reader can open."""
    state = state_of(asked)
    found = entries.count_entries(actor, asked.time.period, asked.narrowed, name)
    return sum(each.count for each in found if each.leg in asked.legs and state in (None, each.state))


def desk_state(asked: Asked) -> str | None:
    """With a number of the desk or without; None for both."""
    return asked.chosen("state") if asked.chosen("state") in DESK_STATES else None


def count_of_desks(actor: Actor, asked: Asked) -> int:
    """How many tickets of such clients are asked for."""
    state = desk_state(asked)
    found = desks.count_desk_tickets(actor, asked.time.period, asked.narrowed)
    return sum(count for code, count in found.items() if state in (None, code))


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

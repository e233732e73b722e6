"""The list of what was imported, narrowed down by words; one ticket; a file of one."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from kabinet.actions.tickets.drafts.stored import place_of
from kabinet.pages.gate import page
from kabinet.pages.gate.rules import MEMBER, TICKET
from kabinet.pages.imported import showing
from kabinet.pages.shell import show, surroundings
from kabinet.records import doors, lengths, lists
from kabinet.records.doors.tickets import imported_file, imported_messages, imported_ticket
from kabinet.records.lists.imported import list_imported
from kabinet.regulation.access import Actor
from kabinet.web.stored_file import stored_file

LONGEST_KEY = 18  # digits


@page(MEMBER)
def history(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """The last closed first."""
    text = typed(request.GET)
    question = lists.read_question(text)
    found = list_imported(actor, question, _key(request.GET.get("after", "")))
    context = {
        "q": text,
        "rows": [showing.imported_line(row, actor) for row in found.rows],
        "reason": question.reason if text else None,
        "next": urlencode({"q": text, "after": found.after}) if found.after else "",
        "first": urlencode({"q": text}) if "after" in request.GET else None,
    }
    return show(request, actor, at, "imported/list.html", context, here="imported")


@page(TICKET)
def ticket(request: HttpRequest, actor: Actor, at: datetime, key: int) -> HttpResponse:
    """One ticket as the other desk told it."""
    if len(str(key)) > LONGEST_KEY:
        raise doors.Closed
    row = imported_ticket(actor, key)
    facts = surroundings.facts(actor, at)
    said = imported_messages(actor, row)
    context = {"ticket": row, "days": showing.days(said, row, at, facts.zone)}
    return show(request, actor, at, "imported/ticket.html", context, here="imported", facts=facts)


@page(TICKET)
def file(request: HttpRequest, actor: Actor, at: datetime, key: UUID) -> HttpResponseBase:
    """Always saved, never opened in place: a file is what somebody sent."""
    found = imported_file(actor, key)
    try:
        return stored_file(request, place_of(found), found.name, found.sha256, found.size)
    except FileNotFoundError:
        raise doors.Closed from None


def typed(given: Mapping[str, str]) -> str:
    """What the list is narrowed down by, without needless space."""
    return " ".join(given.get("q", "").replace("\0", " ").split())[: lengths.SEARCH]


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY else None

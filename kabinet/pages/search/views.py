"""Search: the same page for every side, over what that side may see."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kabinet.pages.gate import page
from kabinet.pages.gate.answers import SeeOther
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.imported.showing import imported_line
from kabinet.pages.search.parameters import numbered, typed
from kabinet.pages.search.results import results
from kabinet.pages.shell import show, surroundings
from kabinet.records import lists
from kabinet.records.lists.counts import IMPORTED
from kabinet.records.lists.imported import ImportedPage, list_imported
from kabinet.regulation.access import Actor

SIZE = 25
# Of the history of another desk: the rest stands in its own list.
BESIDE = 5


@page(MEMBER)
def search(request: HttpRequest, actor: Actor, at: datetime) -> HttpResponse:
    """What was found; the number of one ticket leads to it at once."""
    text = typed(request.GET.get("q", ""))
    named = lists.with_number(actor, text)
    if numbered(text, list(named)):
        return SeeOther(reverse("ticket", args=list(named)))
    asked = lists.read_question(text)
    found = lists.search(actor, asked, request.GET.get("after") or None, SIZE, named)
    if numbered(text, [row.number for row in found.rows]):
        return SeeOther(reverse("ticket", args=[found.rows[0].number]))
    facts = surroundings.facts(actor, at)
    first = bool(text) and "after" not in request.GET
    beside = (
        list_imported(actor, asked, size=BESIDE)
        if first and IMPORTED in facts.counts
        else ImportedPage((), None)
    )
    context = {
        "imported": [imported_line(row, actor) for row in beside.rows],
        "more_imported": beside.after is not None,
        "search_query": text,
        "results": results(actor, asked, found.rows, at, facts.zone),
        "reason": asked.reason,
        "next": found.after,
        "begun": "after" in request.GET,
    }
    return show(request, actor, at, "search/search.html", context, here="search", facts=facts)

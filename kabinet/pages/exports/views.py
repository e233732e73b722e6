"""A list before it is exported: how many rows, which columns, XLSX or CSV; and the file of one that is made at once."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from kabinet.actions.exports.making import MOST
from kabinet.pages.exports.asking import asked_anew, form_of, given_of, named_listing
from kabinet.pages.exports.known import page_of
from kabinet.pages.exports.sending import answer_with
from kabinet.pages.gate import Steps, page, stepwise
from kabinet.pages.gate.answers import Elsewhere
from kabinet.pages.gate.rules import MEMBER
from kabinet.pages.shell import show, surroundings
from kabinet.queries.sheets.columns import Asking
from kabinet.queries.sheets.making import TooMany, make_sheet
from kabinet.queries.sheets.writing import FORMS
from kabinet.regulation.access import Actor
from kabinet.web import security_log

AT_ONCE = 5_000  # rows that somebody waits for before the page


@page(MEMBER)
def export(request: HttpRequest, actor: Actor, at: datetime, name: str) -> HttpResponse:
    """Asked before anything is made."""
    facts, given = surroundings.facts(actor, at), given_of(request.GET)
    found = named_listing(name)(Asking(actor, at, facts.zone, given))
    count, query = found.count(MOST + 1), urlencode(given)
    address = reverse("export_file", args=[name])
    context = {
        "title": found.title,
        "count": min(count, MOST),
        "more": count > MOST,
        "columns": [each.title for each in found.columns],
        "at_once": count <= AT_ONCE,
        "too_many": count > MOST,
        "most": MOST,
        "order_url": f"{reverse('export_order', args=[name])}?{query}",
        "forms": [(form, f"{address}?{urlencode({**given, 'form': form})}") for form in FORMS],
        "back": f"{page_of(name, given)}{f'?{query}' if query else ''}",
    }
    return show(request, actor, at, "exports/export.html", context, here=name, facts=facts)


@stepwise(MEMBER, slow=("GET", "HEAD"))
def file(request: HttpRequest, step: Steps, at: datetime, name: str) -> HttpResponseBase:
    """The sheet itself. Nothing of it goes out before it is whole; who asks is asked again with every step."""
    given, form = given_of(request.GET), form_of(request.GET)
    listing = named_listing(name)
    with asked_anew(step, at, given)() as asking:
        title = listing(asking).title
    into = TemporaryFile()  # noqa: SIM115  the answer closes it
    try:
        with TemporaryDirectory(prefix="export-") as folder:
            count = make_sheet(listing, asked_anew(step, at, given), form, into, Path(folder), AT_ONCE)
    except TooMany:
        into.close()
        return Elsewhere(f"{reverse('export', args=[name])}?{urlencode(given)}")
    except BaseException:
        into.close()
        raise
    security_log.tell(request, "list exported", list=name, form=form, rows=count)
    return answer_with(into, title, at, form)

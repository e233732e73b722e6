"""Every list has its sheet, or a reason why not; who may not open the list's page gets no sheet of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import resolve

from kabinet.pages.exports.known import LISTS, page_of
from tests.cast import Cast
from tests.desk import Desk, msk, passed_on
from tests.fixtures_pages import Reader
from tests.pages.exports.reading import fetched
from tests.pages.table import TABLE

PAGES = Path(__file__).parents[3] / "kabinet" / "pages"
# What makes a template a list: rows of it, or the way to its next page.
LISTING = re.compile(r'data-row|class="pager|class="table[ "]|class="org-list')
EXPORTS = 'include "ui/export_link.html"'
# Those without a sheet, each with its reason.
WITHOUT = {
    "desk/on_call.html": "a desk's settings",
    "desk/rules.html": "a desk's settings",
    "imported/line.html": "a part of imported/list.html, which has its sheet",
    "letters/held.html": "letters of strangers, not admitted yet: nothing of them leaves the page in bulk",
    "letters/inbox.html": "the caught letters of a demonstration",
    "letters/outbox.html": "the program's own log of what it sent",
    "organisations/confirmations/list.html": "work that waits; what came of it is in the organisation's history",
    "organisations/handover/handovers.html": "work that waits",
    "organisations/overview/heading.html": "a part of people.html, which has its sheet",
    "organisations/overview/papers.html": "the papers of one organisation: a dozen rows of different kinds",
    "organisations/papers/groups.html": "which partners are one group: a handful",
    "organisations/papers/waiting.html": "work that waits",
    "organisations/people/history.html": "a journal: its form on paper is the pack of evidence",
    "organisations/people/preview.html": "a spreadsheet that was just sent in",
    "outages/outage.html": "one outage; its tickets are found in the queue",
    "previews/inside.html": "one file: what is in an archive",
    "regulation/calendar/calendars.html": "the law's own tables, which are files already",
    "regulation/calendar/changes.html": "the law's own tables, which are files already",
    "regulation/calendar/shift.html": "the law's own tables, which are files already",
    "regulation/reader/differences.html": "the law's own tables, which are files already",
    "regulation/reader/leg.html": "the law's own tables, which are files already",
    "regulation/reader/versions.html": "the law's own tables, which are files already",
    "regulation/versions/list.html": "the law's own tables, which are files already",
    "technological_logs/conflicts.html": "one log, which is a file already",
    "technological_logs/log.html": "one log, which is a file already",
    "technological_logs/section.html": "one log, which is a file already",
    "technological_logs/time.html": "one log, which is a file already",
    "tickets/page/deadline_history.html": "one ticket",
    "tickets/page/parts.html": "one ticket",
    "bridges/bridge.html": "the program's own log of what it carried",
    "bridges/bridges.html": "an organisation's settings: a handful",
    "webhooks/webhook.html": "the program's own log of what it told",
    "webhooks/webhooks.html": "an organisation's settings: a handful",
}
MARCH = msk("2024-03-14 10:05")
READERS = ("saveliev", "stranger", "gordeeva", "titova", "lapteva", "shulgin", "newcomer")
SHEETS = 20


def test_every_list_has_its_sheet_or_a_reason() -> None:
    lists = {str(path.relative_to(PAGES)): path.read_text() for path in PAGES.rglob("*.html")}
    found = {name for name, text in lists.items() if LISTING.search(text) and EXPORTS not in text}
    assert found == set(WITHOUT)
    assert len(LISTS) == SHEETS


def given_of(name: str, cast: Cast) -> dict[str, str]:
    """What the address of a list says it is of."""
    kontur = str(cast.organisation["kontur"])
    known = {"compliance_record": kontur, "oversight_list": "refusals", "search": ""}
    given = {"of": known[name]} if known.get(name) else {}
    return given | ({"q": "rphost"} if name == "search" else {})


@pytest.mark.parametrize("login", READERS)
def test_a_sheet_is_there_for_whom_the_page_is(
    cast: Cast, desk: Desk, reader: Reader, reach_nothing: Callable[[], None], login: str
) -> None:
    """An address that leads elsewhere has no sheet of its own."""
    passed_on(desk, MARCH)
    client = reader(login)
    for name in LISTS:
        given = given_of(name, cast)
        route = resolve(page_of(name, given)).route
        people = next(
            line.people for line in TABLE if line.route == route and line.given.get("name") != "no-such-list"
        )
        expected = 404 if people[login] == 303 and login != "newcomer" else people[login]
        query = "&".join(f"{key}={value}" for key, value in given.items())
        reach_nothing()
        fetched(client, f"/exports/{name}/?{query}", "csv", status=expected)

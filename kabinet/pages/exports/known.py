"""Every list that can be exported: its page's name, whose page it is, and its declaration beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from kabinet.pages.gate.rules import CLIENT, MEMBER, PARTNER, SUPPORT, VENDOR
from kabinet.pages.imported.sheet import imported_sheet
from kabinet.pages.lists.client.sheet import client_sheet
from kabinet.pages.lists.queue.sheet import queue_sheet, sent_sheet
from kabinet.pages.notices.sheet import notices_sheet
from kabinet.pages.organisations.overview.sheets import (
    clients_sheet,
    partners_sheet,
    people_sheet,
    systems_sheet,
)
from kabinet.pages.outages.sheet import outages_sheet
from kabinet.pages.oversight.lists.sheets import clauses_sheet, counts_sheet, entry_sheet, late_sheet
from kabinet.pages.oversight.sheets import compliance_sheet, record_sheet, reports_sheet, violations_sheet
from kabinet.pages.problems.sheet import problems_sheet
from kabinet.pages.search.sheet import search_sheet
from kabinet.queries.sheets.columns import Asking, Listed
from kabinet.records import doors
from kabinet.web.rule import Rule

Listing = Callable[[Asking], Listed]


@dataclass(frozen=True, slots=True)
class Known:
    """`rule` is that of the list's page; `of` is the page's name where the address names what the list is of."""

    rule: Rule
    listing: Listing
    of: str = ""


LISTS: Mapping[str, Known] = {
    "queue": Known(SUPPORT, queue_sheet),
    "vendor_tickets": Known(PARTNER, sent_sheet),
    "tickets": Known(CLIENT, client_sheet),
    "search": Known(MEMBER, search_sheet),
    "imported": Known(MEMBER, imported_sheet),
    "notices": Known(MEMBER, notices_sheet),
    "problems": Known(MEMBER, problems_sheet),
    "outages": Known(MEMBER, outages_sheet),
    "people": Known(MEMBER, people_sheet, "organisation"),
    "systems": Known(MEMBER, systems_sheet, "organisation_systems"),
    "clients": Known(SUPPORT, clients_sheet),
    "partners": Known(VENDOR, partners_sheet),
    "compliance": Known(VENDOR, compliance_sheet),
    "compliance_record": Known(SUPPORT, record_sheet, "compliance_record"),
    "compliance_clauses": Known(SUPPORT, clauses_sheet),
    "late_answers": Known(SUPPORT, late_sheet),
    "oversight_lists": Known(SUPPORT, counts_sheet),
    "oversight_list": Known(SUPPORT, entry_sheet, "oversight_list"),
    "violations": Known(SUPPORT, violations_sheet),
    "reports": Known(MEMBER, reports_sheet),
}


def listing_of(name: str) -> Listing:
    """The declaration of a list behind its page's rule; Closed for no list."""
    known = LISTS.get(name)
    if known is None:
        raise doors.Closed

    def listing(asking: Asking) -> Listed:
        if not known.rule.knows(asking.actor):
            raise doors.Closed
        return known.listing(asking)

    return listing


def page_of(name: str, given: Mapping[str, str]) -> str:
    """The address of the page that has the list, without its query."""
    known, of = LISTS[name], given.get("of", "")
    try:
        return reverse(known.of, args=[of]) if known.of and of else reverse(name)
    except NoReverseMatch:
        return reverse("home")

"""Which colleagues of the reader are writing to the other side in the ticket at this moment."""

from collections.abc import Iterable

from kabinet.pages.ui.citations import called
from kabinet.queries.ticket_view import TicketView
from kabinet.records import doors


def said(found: Iterable[str]) -> str:
    """In one line; empty when nobody writes."""
    return ", ".join(called(name) for name in found)


def named(opened: TicketView) -> str:
    """The same of a ticket that is open."""
    return said(doors.writing(opened.actor, opened.number, opened.at))

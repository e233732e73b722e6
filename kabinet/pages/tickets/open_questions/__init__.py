"""What stands over the talk because somebody has to decide or to know it: refusals, plans, proposals, returns, doubts."""

from kabinet.pages.tickets.open_questions import (
    calls,
    closings,
    grounds,
    plans,
    proposals,
    refusals,
    returns,
    terms,
    without_right,
)
from kabinet.pages.tickets.open_questions.question import Matter
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import OrgKind

__all__ = ["Matter", "matters"]


def matters(opened: TicketView) -> list[Matter]:
    """Those of the ticket, then what waits for the partner in its vendor ticket, then what is doubtful."""
    found = [
        *without_right.find_without_right(opened),
        *refusals.find_refusals(opened),
        *_waiting(opened),
        *closings.find_closings(opened),
    ]
    if opened.beside is not None and opened.reader is OrgKind.PARTNER:
        found += [each.there(opened.neighbour.number) for each in _waiting(opened.neighbour) if each.asks]
    return [*found, *grounds.find_grounds(opened)]


def _waiting(opened: TicketView) -> list[Matter]:
    return [
        *returns.find_returns(opened),
        *plans.find_plans(opened),
        *proposals.find_proposals(opened),
        *calls.find_calls(opened),
        *terms.find_terms(opened),
    ]

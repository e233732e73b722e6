"""A ticket's place for files while it takes any: for the side that asks and for those who serve; whoever only looks on is
not shown the code (U6c)."""

from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.desk import PlaceNow
from kabinet.regulation.access import Act
from kabinet.regulation.facts import Side
from kabinet.regulation.ticket import lifecycle


def open_place(view: TicketView) -> PlaceNow | None:
    """None where there is none for this reader."""
    place = view.nearby.place
    if place is None or place.until <= view.at or view.guest:
        return None
    if not lifecycle.is_considered(view.ticket.status, view.leg):
        return None
    return place if view.side is Side.APPLICANT or view.may(Act.END_PLACE).allowed else None

"""A ticket's place for files while it takes any: for the side that asks and for those who serve; whoever only looks on is
not shown the code (U6c)."""

from kabinet.queries.ticket_view import TicketView
from kabinet.records.doors.desk import PlaceNow
from kabinet.records.doors.record_types import FactRecord
from kabinet.regulation.access import Act
from kabinet.regulation.facts import OF_PLACE, Kind, Side
from kabinet.regulation.ticket import lifecycle


def open_place(view: TicketView) -> PlaceNow | None:
    """None where there is none for this reader."""
    place = view.nearby.place
    if place is None or place.until <= view.at or view.guest:
        return None
    if not lifecycle.is_considered(view.ticket.status, view.leg):
        return None
    return place if view.side is Side.APPLICANT or view.may(Act.END_PLACE).allowed else None


def asked_place(view: TicketView) -> FactRecord | None:
    """The fact by which a place was asked for, until one is given; for those who ask and those who can give it."""
    if view.guest or not lifecycle.is_considered(view.ticket.status, view.leg):
        return None
    told = next((row for row in reversed(view.entries) if row.kind in OF_PLACE), None)
    if told is None or told.kind != Kind.PLACE_ASKED:
        return None
    return told if view.side is Side.APPLICANT or view.may(Act.GIVE_PLACE).allowed else None

"""A duplicate says where its matter goes on, until it is opened again."""

from typing import NamedTuple

from django.urls import reverse

from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act
from kabinet.regulation.fact_data import tickets
from kabinet.regulation.facts import Kind


class Merged(NamedTuple):
    """The main ticket. `subject` is empty for who does not reach it, `reopen_url` for who cannot object."""

    number: str
    url: str
    subject: str
    reopen_url: str


def merged(opened: TicketView) -> Merged | None:
    """None for a ticket of its own."""
    number = name_of_main(opened)
    if not number:
        return None
    subject = next((each.subject for each in opened.nearby.links if each.number == number), "")
    objects = opened.may(Act.REOPEN).allowed
    return Merged(
        number,
        reverse("ticket", args=[number]) if subject else "",
        subject,
        reverse("ticket_reopen", args=[opened.number]) if objects else "",
    )


def name_of_main(opened: TicketView) -> str:
    """By what happened last; empty for a ticket that was never merged, or opened again since."""
    rows = [row for row in opened.entries if row.kind in (Kind.MERGED, Kind.REOPENED)]
    return rows[-1].told_as(tickets.Merged).name if rows and rows[-1].kind == Kind.MERGED else ""

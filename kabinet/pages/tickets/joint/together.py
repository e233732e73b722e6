"""Who of the client takes part in a vendor ticket, beside it."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from kabinet.pages.ui import moments
from kabinet.pages.ui.citations import called
from kabinet.queries.ticket_view import TicketView
from kabinet.regulation.access import Act


class Guest(NamedTuple):
    """A participant; `leave_url` is empty where the reader cannot end the part."""

    name: str
    since: str
    leave_url: str


class Section(NamedTuple):
    """`asleep` says why nobody of them reads now."""

    guests: tuple[Guest, ...]
    asleep: str


def section(opened: TicketView) -> Section | None:
    """None where nobody was invited."""
    if not opened.invited:
        return None
    ends = opened.may(Act.LEAVE).allowed
    asleep = _("Сейчас уровень %(level)s: участники обращения не видят.") % {"level": opened.ticket.level}
    return Section(
        tuple(
            Guest(
                called(each.person_name),
                moments.instant(each.invited_at, opened.at, opened.zone),
                _leaving(opened, each.person_id) if ends else "",
            )
            for each in opened.invited
        ),
        asleep if opened.partner_only else "",
    )


def _leaving(opened: TicketView, person: int) -> str:
    """A participant ends the own part alone."""
    if opened.guest and person != opened.actor.person:
        return ""
    return reverse("joint_leave", args=[opened.number, person])
